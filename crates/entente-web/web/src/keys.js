// Keys: `?` shows them, `/` goes to the search, `g` and a letter go to a page, a letter presses what shows it.
const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
let goes = false;

const press = (selector) => {
  const found = [...document.querySelectorAll(selector)].find((element) => element.offsetParent !== null);
  if (!found) return false;
  if (found.matches("input, textarea, select")) found.focus();
  else found.click();
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && isTyping(event.target)) event.target.blur();
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const quoted = CSS.escape(key);
  let done = false;
  if (goes) {
    goes = false;
    done = press(`[data-go="${quoted}"]`);
  } else if (key === "g") {
    goes = true;
    setTimeout(() => (goes = false), 1500);
    done = true;
  } else if (key === "?") {
    done = press("[data-keys]");
  } else if (key === "/") {
    done = press("[data-search]");
  } else {
    // The row that is pointed at comes first, then the page.
    done = press(`.here [data-key="${quoted}"]`) || press(`[data-key="${quoted}"]:not([data-row] [data-key])`);
  }
  if (done) event.preventDefault();
});
