// A link marked `data-dialog` opens the form it leads to in a dialog over the page; without a script it is a page.
let dialog = null;

const open = async (url) => {
  const answer = await fetch(url).catch(() => null);
  if (!answer?.ok) return (location.href = url);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page.querySelector("main form[data-act]");
  if (!form) return (location.href = url);
  dialog ??= document.body.appendChild(document.createElement("dialog"));
  const title = page.querySelector("main h1");
  if (title) title.id = "dialog-title";
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.replaceChildren(...[title, form].filter(Boolean).map((part) => document.adoptNode(part)));
  dialog.showModal();
  (dialog.querySelector("[autofocus]") ?? dialog.querySelector("select, input:not([type=hidden]), textarea, button"))?.focus();
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    link.closest("details")?.removeAttribute("open");
    open(link.href);
  } else if (event.target.closest("dialog [data-close]")) {
    event.preventDefault();
    event.target.closest("dialog").close();
  }
});

// What is refused is said in the dialog itself, with what was typed; what is done goes on to where the form says.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!dialog?.contains(form) || form.method !== "post") return;
  event.preventDefault();
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  if (answer?.ok) return (location.href = answer.url);
  const page = answer ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const again = page?.querySelector("main form[data-act]");
  if (again) form.replaceWith(document.adoptNode(again));
  else location.href = form.action;
});
