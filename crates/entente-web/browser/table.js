// The table of all pages, which the tests of every page and the screenshots share: name, path, who looks, and where.
// Where the path is not known before, `click` is what is followed from there.
import { readFileSync, readdirSync } from "node:fs";
import { ANA, draft, importList, joinAndSign, makeKey, proposeAndSign, reviewHolidays, setUp, tryList, uploadList } from "./ana.js";
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
  await visit(house, { as: ANA }, draft);
  return house;
};

/** A house where Ana has proposed and signed, and made the link for Tom. */
const proposedHouse = async () => {
  const house = await draftedHouse();
  return { ...house, link: await visit(house, { as: ANA }, proposeAndSign) };
};

/** A house where both have signed. */
const signedHouse = async () => {
  const house = await proposedHouse();
  await visit(house, {}, (page) => joinAndSign(page, house.link));
  return house;
};

const MAKERS = { empty: emptyHouse, "set-up": setUpHouse, drafted: draftedHouse, proposed: proposedHouse, signed: signedHouse, company: sampleCompany };
const made = new Map();

/** The house in which a page is looked at: the sample company where the table says nothing else. */
export const houseOf = ({ house = "company" }) => {
  if (!made.has(house)) made.set(house, MAKERS[house]());
  return made.get(house);
};

/** What is done to come to pages that no address leads to. */
const WAYS = { upload: uploadList, try: tryList, import: importList, key: makeKey, holidays: reviewHolidays };

/** Goes to a page of the table: by its address, by what is followed from there, or by what is done to see it. */
export const goTo = async (page, { house, path, click, way }) => {
  if (way) return WAYS[way](page);
  await page.goto(path === "link" ? (await houseOf({ house })).link : path);
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
