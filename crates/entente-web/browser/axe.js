// What axe says of a page, and what the eye would: nothing may be cut off at the side, and no message key may show.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Violations of the Web Content Accessibility Guidelines 2.2 AA, a line for each element. */
export const violations = async (page) => {
  await page.evaluate(AXE);
  const found = await page.evaluate((values) => globalThis.axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] }), TAGS);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, any }) => `${id}: ${target.join(" ")} ${html.slice(0, 160)} ${any[0]?.message ?? ""}`),
  );
};

/** Makes the window as wide as is asked, and waits until it was painted so: what follows its size has followed. */
export const widen = async (page, width) => {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(painted)))));
};

/** What reaches over the right edge of the page, unless it lies in a box that scrolls by itself. */
export const overflow = (page) =>
  page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const scrolls = (element) => element !== root && (getComputedStyle(element).overflowX !== "visible" || (element.parentElement && scrolls(element.parentElement)));
    const reaches = (element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(element.parentElement);
    const wide = [...document.body.querySelectorAll("*")].filter(reaches);
    return wide.slice(0, 5).map((element) => `${root.scrollWidth} px: ${element.outerHTML.slice(0, 120)}`);
  });

/** Words that look like the key of a message that nobody wrote: `queue-title`, or a group of curly braces. */
export const keys = (page, known) =>
  page.evaluate((known) => {
    const words = document.body.innerText.match(/[a-z]+(-[a-z]+)+|\{ ?\$?\w+ ?\}/g) ?? [];
    return words.filter((word) => known.includes(word) || word.startsWith("{"));
  }, known);
