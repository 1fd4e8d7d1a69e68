// Every page of the table, in both themes and at three widths: accessible, in no one's way, and fully translated.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { keys, overflow, violations, widen } from "../axe.js";
import { speak, visit } from "../browser.js";
import { PAGES, forEach, goTo, houseOf, messageKeys, readers } from "../table.js";

const WIDTHS = [1380, 390, 360];
const known = messageKeys();

/** Visits a page of the table; what the console says of it is meant where the table says so. */
const look = async (row, options, work) => {
  const meant = row.meant ? { meant: new RegExp(row.meant) } : {};
  return visit(await houseOf(row), { as: row.as, ...meant, ...options }, async (page) => {
    await goTo(page, row);
    await work(page);
  });
};

/** What is wrong with a page as it stands: light and wide, dark and narrow, and at every width. */
const faults = async (page) => {
  const found = { light: await violations(page), keys: await keys(page, known) };
  for (const width of WIDTHS) {
    await widen(page, width);
    found[`${width} px`] = await overflow(page);
  }
  await page.emulateMedia({ colorScheme: "dark" });
  found.dark = await violations(page);
  return Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0));
};

describe("every page", { concurrency: 3 }, () => {
  for (const row of PAGES) {
    test(`${row.name} is accessible, fits and is said in words`, () =>
      look(row, {}, async (page) => assert.deepEqual(await faults(page), {})));
  }
});

test("a chart is drawn anew as wide as its place, and in the colours of the hour", async () => {
  const row = PAGES.find(({ name }) => name === "promise");
  await look(row, {}, async (page) => {
    for (const width of WIDTHS) {
      await widen(page, width);
      await page.waitForFunction(() => document.querySelector(".uplot canvas")?.clientWidth === document.querySelector(".chart").clientWidth);
    }
    const light = await page.evaluate(() => getComputedStyle(document.querySelectorAll(".uplot .u-marker")[1]).borderColor);
    const isDrawn = ([colour, isSame]) => {
      const shown = [...document.querySelectorAll(".uplot .u-marker")].map((mark) => getComputedStyle(mark).borderColor);
      return shown.length === 4 && (shown[1] === colour) === isSame;
    };
    for (const [colorScheme, isLight] of [["dark", false], ["light", true], ["dark", false]]) {
      await page.emulateMedia({ colorScheme });
      await page.waitForFunction(isDrawn, [light, isLight]);
    }
  });
});

describe("every page in Korean", { concurrency: 3 }, () => {
  const all = (language) =>
    forEach(readers(PAGES), async (row) => visit(await houseOf(row), { as: row.as }, (page) => speak(page, language)));
  before(() => all("ko"));
  after(() => all("en"));
  for (const row of PAGES) {
    test(`${row.name} speaks Korean and fits`, () =>
      look(row, { locale: "ko-KR", width: 360 }, async (page) => {
        assert.equal(await page.getAttribute("html", "lang"), "ko");
        assert.deepEqual([...(await keys(page, known)), ...(await overflow(page))], []);
      }));
  }
});
