// Rows: `j` and `k` go from one to the next, Enter opens the one that is pointed at; it stays so when the page catches up.
const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")];
let here = null;

const point = (row, focus = true) => {
  rows().forEach((other) => other.classList.toggle("here", other === row));
  here = row?.id ?? null;
  if (!row || !focus) return;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((row) => row.id === here);
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    point(all[Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), all.length - 1)]);
  } else if (event.key === "Enter" && event.target.matches("[data-row]")) {
    event.target.querySelector("[data-open]")?.click();
  }
});
document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-rows] [data-row]");
  if (row) point(row, false);
});
document.addEventListener("entente:refreshed", () => {
  const row = here && document.getElementById(here);
  if (row) row.classList.add("here");
});
if (rows().length > 0) point(rows()[0], false);
