// The command palette (Ctrl K): pages by name at once, leads and accounts from the server as one types.
const dialog = document.querySelector("[data-palette]");
const input = dialog?.querySelector("input");
const list = dialog?.querySelector("ul");
let asked = 0;

const pages = () => [...document.querySelectorAll("nav.side a[data-go]")].map((a) => ({ title: a.dataset.name, url: a.href, note: "" }));

const show = (items) => {
  list.replaceChildren(
    ...items.slice(0, 12).map(({ title, url, note }, index) => {
      const line = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: url });
      const small = Object.assign(document.createElement("small"), { textContent: note });
      link.append(title, " ", small);
      if (index === 0) line.classList.add("here");
      line.append(link);
      return line;
    }),
  );
};

const search = async () => {
  const words = input.value.trim();
  const mine = pages().filter((page) => page.title.toLowerCase().includes(words.toLowerCase()));
  show(mine);
  if (words.length < 2) return;
  const turn = ++asked;
  const answer = await fetch(`/search?q=${encodeURIComponent(words)}`).catch(() => null);
  if (answer?.ok && turn === asked) show([...mine, ...(await answer.json())]);
};

const move = (by) => {
  const lines = [...list.children];
  const at = lines.findIndex((line) => line.classList.contains("here"));
  lines[at]?.classList.remove("here");
  lines[Math.min(Math.max(at + by, 0), lines.length - 1)]?.classList.add("here");
};

if (dialog) {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      input.value = "";
      show(pages());
      dialog.showModal();
    }
  });
  document.querySelector("[data-open-palette]")?.addEventListener("click", (event) => {
    event.preventDefault();
    show(pages());
    dialog.showModal();
  });
  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      move(steps[event.key]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      list.querySelector(".here a")?.click();
    }
  });
}
