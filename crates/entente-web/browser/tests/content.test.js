// Requests for content: asked for by key, told to those who look at the list, and answered by key with a link.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { visit } from "../browser.js";
import { ownCompany } from "../house.js";

describe("requests for content", () => {
  let house;
  before(async () => (house = await ownCompany()));

  test("a rep asks by key from the palette on, and marketing sees it without asking for the page again", () =>
    visit(house, { as: "Renate Meyer" }, async (marketing) => {
      await marketing.goto("/content");
      await visit(house, { as: "Jonas Weber" }, async (page) => {
        await page.goto("/queue");
        await page.keyboard.press("Control+k");
        await page.keyboard.type("content");
        await page.keyboard.press("Enter");
        await page.waitForURL("**/content");
        await page.keyboard.press("n");
        await page.waitForSelector("dialog[open] form[data-act]");
        await page.keyboard.type("What a works council asks, on one page");
        await page.click("dialog[open] form[data-act] button.s");
        await page.waitForURL("**/content?did=ask");
        assert.match(await page.textContent("#open"), /What a works council asks, on one page/);
      });
      await marketing.waitForSelector("#open >> text=What a works council asks, on one page");
    }));

  test("marketing goes through what waits by key, and what it answers with a link can be opened", () =>
    visit(house, { as: "Renate Meyer" }, async (page) => {
      await page.goto("/content");
      const rows = page.locator("#open [data-row]");
      const waiting = await rows.count();
      for (let row = 1; row < waiting; row += 1) await page.keyboard.press("j");
      assert.match(await page.textContent("#open .here"), /What a works council asks/, "what was asked last stands last");
      await page.keyboard.press("a");
      await page.waitForSelector("dialog[open] form[data-act]");
      assert.match(await page.textContent("dialog[open] blockquote"), /What a works council asks/);
      await page.keyboard.type("Here: https://halden.example/council.pdf, two pages");
      await page.click("dialog[open] form[data-act] button.m");
      await page.waitForURL("**/content?did=answer");
      assert.equal(await rows.count(), waiting - 1);
      const answer = page.locator("#answered [data-row]").first();
      assert.match(await answer.textContent(), /What a works council asks/, "what was answered last stands first");
      assert.equal(await answer.locator("a.link").getAttribute("href"), "https://halden.example/council.pdf");
    }));

  test("what is empty is refused in the dialog", () =>
    visit(house, { as: "Jonas Weber" }, async (page) => {
      await page.goto("/content");
      await page.keyboard.press("n");
      await page.waitForSelector("dialog[open] form[data-act]");
      await page.fill("dialog[open] textarea", "  ");
      await page.click("dialog[open] form[data-act] button.s");
      await page.waitForSelector("dialog[open] #words-wrong");
    }));

  test("without scripts content is asked for on a page of its own", () =>
    visit(house, { as: "Jonas Weber", scripts: false }, async (page) => {
      await page.goto("/content");
      await page.click("a[href='/content/ask']");
      await page.fill("#words", "Energy use per pallet, in Korean");
      await page.click("form[data-act] button.s");
      await page.waitForURL("**/content?did=ask");
      assert.match(await page.textContent("#open"), /Energy use per pallet, in Korean/);
    }));
});
