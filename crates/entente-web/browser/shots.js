// Takes a picture of every page: light and dark, wide and narrow, in English and Korean.
// Words: the folder the pictures go to, and a part of the names of the pages wanted.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { closeBrowser, open, speak, visit } from "./browser.js";
import { stopAll } from "./house.js";
import { PAGES, forEach, goTo, houseOf, readers } from "./table.js";

const [folder, wanted = ""] = process.argv.slice(2);
const rows = PAGES.filter(({ name }) => name.includes(wanted));
let taken = 0;

const take = async (row, language, width) => {
  const locale = language === "ko" ? "ko-KR" : "en-GB";
  const { page } = await open(await houseOf(row), { as: row.as, locale, width });
  await goTo(page, row);
  for (const theme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: theme });
    await page.screenshot({ path: join(folder, `${row.name}-${theme}-${width}-${language}.png`), fullPage: true });
    taken += 1;
  }
  await page.context().close();
};

/** How a page prints: a file to open, and a picture of the paper's width. */
const print = async (row, language) => {
  const { page } = await open(await houseOf(row), { as: row.as, width: 794, height: 1123 });
  await goTo(page, row);
  await page.pdf({ path: join(folder, `${row.name}-print-${language}.pdf`), preferCSSPageSize: true });
  await page.emulateMedia({ media: "print" });
  await page.screenshot({ path: join(folder, `${row.name}-print-${language}.png`), fullPage: true });
  taken += 1;
  await page.context().close();
};

mkdirSync(folder, { recursive: true });
for (const language of ["en", "ko"]) {
  await forEach(readers(rows), async (row) => visit(await houseOf(row), { as: row.as }, (page) => speak(page, language)));
  const views = rows.flatMap((row) => [1380, 390].map((width) => [row, language, width]));
  await forEach(views, (view) => take(...view));
  await forEach(rows.filter(({ prints }) => prints), (row) => print(row, language));
}
console.log(`${taken} pictures of ${rows.length} pages in ${folder}`);
await closeBrowser();
await stopAll();
