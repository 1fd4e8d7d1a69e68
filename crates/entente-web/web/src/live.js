// Live figures: when the log has grown, the page is asked for again and its parts marked `data-live` are replaced.
const lost = document.querySelector("[data-lost]");
const parts = () => [...document.querySelectorAll("[data-live][id]")];
let waiting = false;
let version = null;

const isBusy = (part) => part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");

const refresh = async () => {
  waiting = false;
  if (document.hidden || parts().length === 0) return;
  const answer = await fetch(location.href, { headers: { "x-entente-live": "1" } }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of parts()) {
    const next = fresh.getElementById(part.id);
    if (next && !isBusy(part) && next.innerHTML !== part.innerHTML) part.replaceWith(document.adoptNode(next));
  }
  document.dispatchEvent(new CustomEvent("entente:refreshed"));
};

export const soon = (delay = 1500) => {
  if (waiting) return;
  waiting = true;
  setTimeout(refresh, delay);
};

if (lost) {
  const events = new EventSource("/events");
  events.addEventListener("open", () => (lost.hidden = true));
  events.addEventListener("error", () => (lost.hidden = false));
  events.addEventListener("log", (event) => {
    if (version !== null && version !== event.data) soon();
    version = event.data;
  });
  document.addEventListener("visibilitychange", () => soon(200));
}
