// The guided agreement: the text follows what is typed, a moment after; a link to send is shown with its whole address;
// the agreement prints.
const form = document.querySelector("form[data-preview]");
const preview = document.getElementById("preview");
let waits = 0;
let asked = 0;

const show = async () => {
  const mine = ++asked;
  const answer = await fetch(form.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  if (answer?.ok && mine === asked) preview.innerHTML = await answer.text();
};

form?.addEventListener("input", () => {
  clearTimeout(waits);
  waits = setTimeout(show, 350);
});

for (const link of document.querySelectorAll("[data-link]")) link.textContent = new URL(link.dataset.link, location.href).href;

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
