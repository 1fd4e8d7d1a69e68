// Lists: the bar for many wakes when something is ticked, and one box ticks them all.
const wake = (form) => {
  const boxes = [...form.querySelectorAll("input[name=lead]")];
  const all = form.querySelector("[data-all]");
  const bar = form.querySelector("[data-bar]");
  const words = form.querySelector("[data-picked]");
  if (!bar || !words) return;
  const picked = boxes.filter((box) => box.checked).length;
  bar.classList.toggle("rest", picked === 0);
  words.textContent = picked === 0 ? words.dataset.none : words.dataset.some.replace("#", picked);
  if (all) {
    all.hidden = false;
    all.checked = picked > 0 && picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
  }
};

const wakeAll = () => document.querySelectorAll("form[data-bulk]").forEach(wake);

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-bulk]");
  if (!form) return;
  if (event.target.matches("[data-all]")) {
    form.querySelectorAll("input[name=lead]").forEach((box) => (box.checked = event.target.checked));
  }
  wake(form);
});
// A file that is taken along leaves the page as it is: its button wakes again.
document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("form[data-bulk]");
  if (form?.elements.act?.value.startsWith("export:")) setTimeout(() => form.querySelectorAll("button").forEach((one) => (one.disabled = false)), 1500);
});
document.addEventListener("entente:refreshed", wakeAll);
wakeAll();
