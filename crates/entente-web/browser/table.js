// The table of all pages, which the tests of every page and the screenshots share: name, path, who looks, and where.
// Where the path is not known before, `click` is what is followed from there.
import { readFileSync, readdirSync } from "node:fs";
import { ANA, answerGuide, setUp } from "./ana.js";
import { visit } from "./browser.js";
import { emptyHouse, sampleCompany } from "./house.js";

const ROWS = JSON.parse(readFileSync(new URL("pages.json", import.meta.url), "utf8"));
/** Every page there is to look at. */
export const PAGES = ROWS.map((row) => ({ ...row, as: row.as === "Ana Ruiz" ? ANA : row.as }));

const setUpHouse = async () => {
  const house = await emptyHouse();
  await visit(house, {}, setUp);
  return house;
};

/** A house where Ana has begun the guide, and taken each step as it is proposed. */
const draftedHouse = async () => {
  const house = await setUpHouse();
  await visit(house, { as: ANA }, async (page) => {
    await page.goto("/agreement/new");
    await page.click("main form button.primary");
    await answerGuide(page);
  });
  return house;
};

const MAKERS = { empty: emptyHouse, "set-up": setUpHouse, drafted: draftedHouse, company: sampleCompany };
const made = new Map();

/** The house in which a page is looked at: the sample company where the table says nothing else. */
export const houseOf = ({ house = "company" }) => {
  if (!made.has(house)) made.set(house, MAKERS[house]());
  return made.get(house);
};

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

/** One row for each reader in each house. */
export const readers = (rows) => [...new Map(rows.filter(({ as }) => as).map((row) => [`${row.house} ${row.as.mail ?? row.as}`, row])).values()];

/** The keys of all messages in English. */
export const messageKeys = () => {
  const folder = process.env.ENTENTE_LOCALES;
  const texts = readdirSync(`${folder}/en`).map((name) => readFileSync(`${folder}/en/${name}`, "utf8"));
  return texts.flatMap((text) => [...text.matchAll(/^([a-z][a-z0-9-]*) =/gm)].map(([, key]) => key)).filter((key) => key.includes("-"));
};
