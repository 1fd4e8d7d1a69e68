// The slider through a lead's time: while it is dragged the page follows, without a script its button does.
const part = () => document.querySelector("[data-part=lead]");
let timer = null;
let turn = 0;

const follow = async (form) => {
  const mine = ++turn;
  const url = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  const answer = await fetch(url).catch(() => null);
  if (!answer?.ok || mine !== turn) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = fresh.querySelector("[data-part=lead]");
  if (!next || mine !== turn) return;
  part().replaceWith(document.adoptNode(next));
  for (const id of ["slide-at", "lead-head"]) {
    const now = document.getElementById(id);
    const then = fresh.getElementById(id);
    if (now && then) now.replaceWith(document.adoptNode(then));
  }
  history.replaceState(null, "", answer.url);
};

document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-asof]");
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(() => follow(form), 120);
});
// The page follows by itself: no button is needed.
document.querySelector("[data-asof] [data-show]")?.remove();
