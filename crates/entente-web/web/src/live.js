// Live figures: when the log has grown, the page is asked for again and its parts marked `data-live` are replaced.
const lost = document.querySelector("[data-lost]");
const parts = () => [...document.querySelectorAll("[data-live][id]")];
let waiting = false;
const versions = {};

// A part in which somebody types, has a menu open, or waits for a moment is left as it is until the next time.
const isBusy = (part) =>
  (part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) ||
  part.querySelector("details[open], .gone") !== null;

const refresh = async () => {
  waiting = false;
  if (document.hidden || parts().length === 0) return;
  const answer = await fetch(location.href, { headers: { "x-entente-live": "1" } }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of parts()) {
    const next = fresh.getElementById(part.id);
    if (!next || isBusy(part) || next.innerHTML === part.innerHTML) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
    part.replaceWith(document.adoptNode(next));
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }
  document.dispatchEvent(new CustomEvent("entente:refreshed"));
};

export const soon = (delay = 1500) => {
  if (waiting) return;
  waiting = true;
  setTimeout(() => refresh().finally(again), delay);
};

// What is under way ends without a word in the log: its part is asked for until it is done.
const again = () => {
  if (document.querySelector("[data-live][data-soon]")) soon();
};

if (lost) {
  const events = new EventSource("/events");
  events.addEventListener("open", () => (lost.hidden = true));
  events.addEventListener("error", () => (lost.hidden = false));
  // Pages of figures change with the figures, which follow the log; all others with the log itself.
  const kind = document.querySelector("[data-figures]") ? "figures" : "log";
  events.addEventListener(kind, (event) => {
    if (kind in versions && versions[kind] !== event.data) soon();
    versions[kind] = event.data;
  });
  document.addEventListener("visibilitychange", () => soon(200));
  document.addEventListener("entente:acted", () => soon(100));
  again();
  // Clocks run also where nothing happens.
  setInterval(soon, 30_000);
}
