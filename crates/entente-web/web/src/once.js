// A form is sent once: while it is on its way, its buttons rest, and they wake again when the page comes back. Forms
// that a script of ours sends itself are none of its business.
document.addEventListener("submit", (event) =>
  setTimeout(() => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    event.target.querySelectorAll("button").forEach((button) => (button.disabled = true));
  }),
);
addEventListener("pageshow", () =>
  document.querySelectorAll("form[method=post] button[disabled]").forEach((button) => (button.disabled = false)),
);
