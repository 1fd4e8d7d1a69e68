// The queue: acts by key, taken back for a moment, told once, and never decided twice by two people.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { open, visit } from "../browser.js";
import { again, ownCompany } from "../house.js";

/** People who have leads to work, by the name of the persona. */
const REPS = ["Jonas Weber", "Ama Boateng", "Luca Moretti", "최유나", "이민호", "Kwame Osei"];

/** A rep who has a lead that waits for an answer, with that lead's row. */
const waiting = async (house) => {
  for (const rep of REPS) {
    const { page } = await open(house, { as: rep });
    await page.goto("/queue");
    const row = await page.locator("[data-row]:has(form[action$=accept])").first().getAttribute("id", { timeout: 500 }).catch(() => null);
    await page.context().close();
    if (row) return { rep, row };
  }
  assert.fail("nobody of the sample company has a lead that waits");
};

describe("the queue", () => {
  let house;
  before(async () => (house = await ownCompany()));

  test("an acceptance is taken back for a moment, and told when the moment is over", async () => {
    const { rep, row } = await waiting(house);
    await visit(house, { as: rep }, async (page) => {
      await page.goto("/queue");
      const accept = page.locator(`#${row} form[action$=accept] button`);
      await accept.click();
      await page.keyboard.press("z");
      await page.reload();
      assert.equal(await accept.count(), 1, "taken back, nothing was told");
      await accept.click();
      await page.waitForFunction((row) => !document.querySelector(`#${row} form[action$=accept]`), row, { timeout: 12_000 });
    });
  });

  test("of two who decide one lead at once the second is told who was first", async () => {
    const { rep, row } = await waiting(house);
    await visit(house, { as: rep, meant: /status of (403|409|422|429) / }, async (first) => {
      await first.goto(`/leads/${row}/reject`);
      await visit(house, { as: rep }, async (second) => {
        await second.goto(`/leads/${row}/touch`);
        await second.click("form[data-act] button.s, form[data-act] button.primary");
        await second.goto("/queue");
        await second.locator(`#${row} form[action$=accept] button`).click();
        await second.waitForFunction((row) => !document.querySelector(`#${row} form[action$=accept]`), row, { timeout: 12_000 });
      });
      await first.locator("form[data-act] input[type=radio], form[data-act] select").first().evaluate((field) => {
        if (field.type === "radio") field.checked = true;
        else field.selectedIndex = 1;
      });
      await first.locator("form[data-act] button").first().click();
      assert.match(await first.textContent("main [role=alert]"), /./);
    });
  });

  test("a touch is logged in a dialog over the queue", async () => {
    const { rep } = await waiting(house);
    await visit(house, { as: rep }, async (page) => {
      await page.goto("/queue");
      await page.keyboard.press("t");
      await page.waitForSelector("dialog[open] form[data-act]");
      await page.click("dialog[open] form[data-act] button.s, dialog[open] form[data-act] button.primary");
      await page.waitForURL("**/queue*");
    });
  });

  test("without scripts a lead is accepted by its button", async () => {
    const { rep, row } = await waiting(house);
    await visit(house, { as: rep, scripts: false }, async (page) => {
      await page.goto("/queue");
      await page.click(`#${row} form[action$=accept] button`);
      await page.waitForURL("**/queue*");
      assert.equal(await page.locator(`#${row} form[action$=accept]`).count(), 0);
    });
  });

  test("a line that is lost says so, and is found again", async () => {
    const { page } = await open(house, { as: REPS[0] });
    await page.goto("/queue");
    await house.stop();
    await page.waitForSelector("[data-lost]:not([hidden])");
    house = await again(house);
    await page.waitForSelector("[data-lost]", { state: "hidden", timeout: 20_000 });
    await page.context().close();
  });
});
