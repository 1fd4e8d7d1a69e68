// The table of all pages, which the tests of every page and the screenshots share: name, path, who looks, and where.
// Where the path is not known before, `click` is what is followed from there.
import { readFileSync, readdirSync } from "node:fs";
import { emptyHouse, sampleCompany } from "./house.js";

/** Every page there is to look at. */
export const PAGES = JSON.parse(readFileSync(new URL("pages.json", import.meta.url), "utf8"));

let empty = null;
/** The house in which a page is looked at. */
export const houseOf = ({ house }) => (house === "empty" ? (empty ??= emptyHouse()) : sampleCompany());

/** Goes to a page of the table. */
export const goTo = async (page, { path, click }) => {
  await page.goto(path);
  if (!click) return;
  const link = page.locator(click).first();
  await page.goto(await link.getAttribute("href"));
};

/** Does something for each of a list, a few at a time. */
export const forEach = async (list, work, atOnce = 3) => {
  const left = [...list];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

/** The keys of all messages in English. */
export const messageKeys = () => {
  const folder = process.env.ENTENTE_LOCALES;
  const texts = readdirSync(`${folder}/en`).map((name) => readFileSync(`${folder}/en/${name}`, "utf8"));
  return texts.flatMap((text) => [...text.matchAll(/^([a-z][a-z0-9-]*) =/gm)].map(([, key]) => key)).filter((key) => key.includes("-"));
};
