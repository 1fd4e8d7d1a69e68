// An act that can be taken back for a moment: it is shown as done at once, and sent when the moment is over, when the
// page is left, or when the next act comes. One that is nearly due is sent without waiting.
const MOMENT_MS = 5000;
const toast = document.querySelector("[data-toast]");
let waiting = null;

const tell = (text, button) => {
  if (!toast) return;
  toast.replaceChildren(text, ...(button ? [button] : []));
  toast.hidden = false;
};

const body = (form) => new URLSearchParams(new FormData(form));

const failed = async (answer, row) => {
  row?.classList.remove("gone");
  const text = answer ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  tell(text?.querySelector("[role=alert]")?.textContent.trim() || toast.dataset.failed);
};

const send = async () => {
  if (!waiting) return;
  const { form, row, data, timer } = waiting;
  clearTimeout(timer);
  waiting = null;
  const answer = await fetch(form.action, { method: "POST", body: data, keepalive: true, redirect: "manual" }).catch(() => null);
  if (answer && (answer.ok || answer.type === "opaqueredirect")) {
    toast.hidden = true;
    // It is told: the page may catch up with this row again.
    row?.classList.replace("gone", "told");
    document.dispatchEvent(new CustomEvent("entente:acted"));
  } else await failed(answer, row);
};

const undo = () => {
  if (!waiting) return;
  clearTimeout(waiting.timer);
  waiting.row?.classList.remove("gone");
  waiting = null;
  tell(toast.dataset.undone);
  setTimeout(() => (toast.hidden = true), 1500);
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!toast || !form.matches("[data-undoable]")) return;
  event.preventDefault();
  send();
  const row = form.closest("[data-row]");
  const due = Date.parse(row?.querySelector("time.clock")?.dateTime ?? "");
  row?.classList.add("gone");
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: toast.dataset.undo });
  button.dataset.key = "z";
  button.addEventListener("click", undo);
  tell(toast.dataset.accepted, button);
  waiting = { form, row, data: body(form), timer: setTimeout(send, MOMENT_MS) };
  const isClose = document.querySelector("footer time") && due - Date.parse(document.querySelector("footer time").dateTime) < 60_000;
  if (isClose) send();
});
addEventListener("pagehide", send);
