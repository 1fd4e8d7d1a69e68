// What each page is for, done once in each language: find and keep a list, take it along, open what a number stands for.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { speak, visit } from "../browser.js";
import { ownCompany } from "../house.js";

const LEADER = "Renate Meyer";

for (const language of ["en", "ko"]) {
  describe(`the pages' main acts (${language})`, () => {
    let house;
    before(async () => {
      house = await ownCompany();
      await visit(house, { as: LEADER }, (page) => speak(page, language));
    });
    const act = (name, work) => test(name, () => visit(house, { as: LEADER }, work));

    act("the overview opens the list behind a number, and another month", async (page) => {
      await page.goto("/");
      assert.equal(await page.getAttribute("html", "lang"), language);
      await page.click("main a[href^='/figures/'] >> nth=0");
      await page.waitForURL("**/figures/**");
      assert.ok(await page.locator("main h1").count());
    });

    act("leads are found by a name and taken along as files", async (page) => {
      await page.goto("/leads");
      await page.keyboard.press("/");
      await page.keyboard.type("an");
      await page.keyboard.press("Enter");
      await page.waitForURL(/q=an/);
      for (const kind of ["csv", "xlsx"]) {
        const [file] = await Promise.all([page.waitForEvent("download"), page.click(`a[href^='/leads.${kind}']`)]);
        assert.match(file.suggestedFilename(), new RegExp(`\\.${kind}$`));
      }
    });

    act("a lead tells its past", async (page) => {
      await page.goto("/leads");
      await page.click("[data-open] >> nth=0");
      await page.waitForURL("**/leads/lead_*");
      await page.goto(`${page.url()}?slide=500`);
      assert.ok(await page.locator("main h1").count());
    });

    act("the board and an account are looked at", async (page) => {
      await page.goto("/board");
      await page.goto("/accounts");
      await page.click("main a[href^='/accounts/'] >> nth=0");
      await page.waitForURL("**/accounts/account_*");
      assert.ok(await page.locator("main svg").count());
    });

    act("the agreement cites its clauses, each with a page", async (page) => {
      await page.goto("/agreement");
      await page.click("main a[href^='/agreement/clauses/'] >> nth=0");
      await page.waitForURL("**/agreement/clauses/**");
      assert.ok(await page.locator("main h1").count());
    });
  });
}
