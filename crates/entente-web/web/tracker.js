// The tracker that a site pastes in: page views, forms, campaigns and consent, told by the tracking protocol.
// It sets no cookies. Without consent, and wherever the browser asks not to be tracked, it keeps and sends no id.
const { document: doc, location: here, navigator: nav } = window;
const tag = doc.currentScript;
const json = JSON.stringify;
const { key, cookies, consent: first } = tag.dataset;
const house = new URL(tag.src).origin;
const isPrivate = nav.globalPrivacyControl;
const keeps = cookies !== "no";

/** Reads, writes or (with "") removes what is kept under a name; nothing where the browser or the site keeps nothing. */
const kept = (name, value) => {
  try {
    if (!keeps) return;
    name = "entente." + name;
    if (value) localStorage[name] = value;
    else if (value === "") delete localStorage[name];
    return localStorage[name];
  } catch {}
};
const random = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => (byte + 256).toString(16).slice(1)).join("");

let choice = kept("consent") || first || "ask";
const isAllowed = () => !isPrivate && choice === "granted";

let id;
const visitor = () => kept("id", (id ||= kept("id") || random())) || id;

/** The campaign that brought the visitor, by the last address that names one. */
let campaign = {};
const readCampaign = () => {
  const found = [...new URLSearchParams(here.search)].filter(([name]) => /^utm_/.test(name));
  if (found[0]) campaign = Object.fromEntries(found);
  if (isAllowed()) campaign = JSON.parse(kept("utm", found[0] && json(campaign)) || json(campaign));
};

let queue = [];
let unsaid = [];
let isBusy = 0;
const body = (batch) => json({ writeKey: key, sentAt: new Date(), batch });
const save = () => isAllowed() && kept("queue", json(queue.slice(-50)));

/** Sends what waits; what was not taken stays, and is sent again when there is reason to, at the latest from the next page. */
const flush = async () => {
  if (isBusy || !queue.length) return;
  isBusy = 1;
  const batch = queue.slice(0, 20);
  let isTaken;
  try {
    const { status } = await fetch(`${house}/v1/batch`, { method: "POST", keepalive: true, credentials: "omit", body: body(batch) });
    isTaken = status < 500 && status !== 429;
  } catch {}
  isBusy = 0;
  if (!isTaken) return setTimeout(flush, 3e4);
  queue = queue.filter((item) => !batch.includes(item));
  save();
  flush();
};

/** Tells something: at once with consent, once it is given without; `isHandedOver`: typed by the visitor to be sent. */
const tell = (type, more, isHandedOver) => {
  const context = { library: { name: "entente" }, traits: more.mail && { email: more.mail } };
  const item = { type, messageId: random(), timestamp: new Date(), context, ...more, mail: undefined };
  if (isAllowed()) {
    item.anonymousId = visitor();
    item.properties = { ...campaign, ...more.properties };
    context.page = { url: here.href, title: doc.title, referrer: before };
  } else if (isHandedOver) context.gpc = true;
  else return choice === "ask" && !isPrivate && unsaid.push([type, { ...more, timestamp: item.timestamp }]);
  queue.push(item);
  save();
  flush();
};

let before = doc.referrer;
let url;

/** Tells a page view where the address is another than before, whatever stands behind its `#`. */
const view = () => {
  const [now] = here.href.split("#");
  if (now === url) return;
  if (url) before = url;
  url = now;
  readCampaign();
  tell("page", {});
};

/** The name of a form of the house's own; none for any other. */
const own = (form) => new URL(form.getAttribute("action") || "", here).href.split(`${house}/f/`)[1]?.split(/[/?#]/)[0];
const hide = (form, name, value) => {
  form.querySelector(`[type=hidden][name=${name}]`)?.remove();
  form.append(Object.assign(doc.createElement("input"), { type: "hidden", name, value }));
};
/** Gives a form of the house's own its one-time token, so that it need not be looked at twice. */
const arm = (form) => {
  const name = form && !form.isArmed && own(form);
  if (!name) return;
  form.isArmed = 1;
  fetch(`${house}/f/${name}/token`, { credentials: "omit" })
    .then((answer) => answer.text())
    .then((token) => hide(form, "token", token))
    .catch(() => {});
};

/** What the visitor typed that the site marked, and the mail address. Never passwords, never what is not marked. */
const typed = (form) => {
  const traits = {};
  for (const { type, dataset, autocomplete, value, checked } of form.elements) {
    const name = dataset.entente || ((type === "email" || autocomplete === "email") && "email");
    if (name && value && !/^(pass|file|hid)/.test(type) && (checked || !/^(check|radio)/.test(type))) traits[name] = value;
  }
  return traits;
};

const submitted = ({ target: form }) => {
  if (form.dataset.entente === "no") return;
  if (own(form)) {
    if (!isAllowed()) return;
    for (const [name, value] of Object.entries({ page: url, referrer: before, visitor: visitor(), ...campaign })) hide(form, name, value);
    return;
  }
  const traits = typed(form);
  const mail = traits.email;
  if (mail) tell("identify", { traits, mail }, 1);
  const name = form.getAttribute("name") || form.id || here.pathname;
  tell("track", { event: "Form Submitted", properties: { form: name }, mail }, mail);
};

const agree = (isGiven) => {
  choice = isGiven ? "granted" : "denied";
  kept("consent", choice);
  const told = unsaid;
  unsaid = [];
  if (isAllowed()) {
    readCampaign();
    told.forEach((item) => tell(...item));
  } else for (const name of ["id", "utm", "queue"]) id = kept(name, "");
};

window.entente = {
  consent: agree,
  identify: (traits) => tell("identify", { traits, mail: traits.email }),
  track: (event, properties) => tell("track", { event, properties }),
};

if (isAllowed()) queue = JSON.parse(kept("queue") || "[]");
for (const name of ["pushState", "replaceState"]) {
  const change = history[name];
  history[name] = function (...words) {
    change.apply(this, words);
    view();
  };
}
addEventListener("popstate", view);
addEventListener("submit", submitted, true);
addEventListener("focusin", ({ target }) => arm(target.form));
addEventListener("pagehide", () => queue.length && nav.sendBeacon(`${house}/v1/batch`, body(queue)));
[...doc.forms].forEach(arm);
view();
flush();
