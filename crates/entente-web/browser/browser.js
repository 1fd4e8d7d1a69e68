// One browser for everything: Debian's own. A visit is a person at a window of their own, and whatever goes wrong in it
// without being looked for (an error in the console, a refused script or style, a broken answer) fails the visit.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const OPTIONS = {
  executablePath: process.env.ENTENTE_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
};
const WAIT_MS = 15_000;
/** Answers of a form that was refused: meant, though the console calls them errors. */
const MEANT = /status of (403|409|422|429) /;

let browser = null;
const sessions = new Map();

/** Closes the browser. */
export const closeBrowser = async () => (await browser)?.close();

/**
 * Visits a house: `as` is a persona's name or `{ mail, password }`, nobody where it is missing; `work` gets the page.
 * `meant` says which lines of the console are looked for;
 * `agent` what the browser calls itself; `isPrivate` that it asks not to be tracked. The visit fails with what went wrong beside the work.
 */
export const visit = async (house, options, work) => {
  const { page, faults } = await open(house, options);
  try {
    const answer = await work(page);
    assert.deepEqual(faults, [], "nothing goes wrong beside what is tested");
    return answer;
  } finally {
    await page.context().close();
  }
};

/** A page in a window of its own, with the list of what goes wrong in it. */
export const open = async (house, options = {}) => {
  const { as, theme = "light", width = 1380, height = 900, scripts = true, locale = "en-GB", meant = MEANT, agent, isPrivate } = options;
  browser ??= chromium.launch(OPTIONS);
  const context = await (await browser).newContext({
    baseURL: house.address,
    colorScheme: theme,
    javaScriptEnabled: scripts,
    viewport: { width, height },
    reducedMotion: "reduce",
    locale,
    userAgent: agent,
    extraHTTPHeaders: isPrivate ? { "sec-gpc": "1" } : undefined,
    storageState: as ? await session(house, as) : undefined,
  });
  if (isPrivate) await context.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true }));
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  return { page, faults: watch(page, meant) };
};

const watch = (page, meant) => {
  const faults = [];
  const add = (text) => faults.push(`${new URL(page.url()).pathname}: ${text}`);
  page.on("pageerror", (error) => add(String(error)));
  page.on("console", (message) => message.type() === "error" && !meant.test(message.text()) && add(message.text()));
  page.on("response", (answer) => answer.status() >= 500 && add(`${answer.url()} answers ${answer.status()}`));
  return faults;
};

/** The cookies of somebody who is in; made once for each. */
const session = (house, as) => {
  const key = `${house.address} ${as.mail ?? as}`;
  if (!sessions.has(key)) sessions.set(key, enter(house, as));
  return sessions.get(key);
};

const enter = async (house, as) => {
  const { page } = await open(house);
  if (as.mail) await logIn(page, as);
  else {
    await page.goto("/personas");
    await page.getByRole("button", { name: as }).click();
  }
  await page.waitForURL((url) => !/log-in|personas/.test(url.pathname));
  const state = await page.context().storageState();
  await page.context().close();
  return state;
};

/** Comes in by the log-in page. */
export const logIn = async (page, { mail, password }) => {
  await page.goto("/log-in");
  await page.fill("#mail", mail);
  await page.fill("#password", password);
  await page.click("form button");
};

/** Sets the language in which somebody reads, as they would. */
export const speak = async (page, language) => {
  await page.goto("/profile");
  await page.selectOption("#language", language);
  await page.click("form[action='/profile'] button");
  await page.waitForSelector(`html[lang=${language}]`);
};
