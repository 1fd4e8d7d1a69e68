// Runs the browser tests in one program, so that they share one browser and one sample company.
// A word after it chooses the files whose name contains it.
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { closeBrowser } from "./browser.js";
import { stopAll } from "./house.js";

const wanted = process.argv[2] ?? "";
const files = readdirSync(new URL("tests", import.meta.url)).filter((name) => name.endsWith(".test.js") && name.includes(wanted));
if (files.length === 0) {
  console.error(`no file of browser tests has "${wanted}" in its name`);
  process.exit(1);
}
for (const name of files.sort()) await import(`./tests/${name}`);
test("the browser and the servers end", async () => {
  await closeBrowser();
  await stopAll();
});
