// The frame around every page: coming in, keys, the palette, colours, language, and all of it without scripts.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { ANA, setUp } from "../ana.js";
import { logIn, visit } from "../browser.js";
import { emptyHouse } from "../house.js";

describe("the frame", () => {
  let house;
  before(async () => {
    house = await emptyHouse();
    await visit(house, {}, setUp);
  });

  test("? shows the keys, g q goes to the queue, and what is typed in a field is only typed", () =>
    visit(house, { as: ANA }, async (page) => {
      await page.goto("/profile");
      await page.keyboard.press("?");
      await page.waitForURL("**/keys");
      await page.keyboard.press("g");
      await page.keyboard.press("q");
      await page.waitForURL("**/queue");
      await page.goto("/profile");
      await page.focus("#name");
      await page.keyboard.type("? gq");
      assert.equal(new URL(page.url()).pathname, "/profile");
    }));

  test("Ctrl K opens the palette, which finds a page by its name and goes there by Enter", () =>
    visit(house, { as: ANA }, async (page) => {
      await page.goto("/profile");
      await page.keyboard.press("Control+k");
      await page.keyboard.type("queue");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/queue");
    }));

  test("colours follow the machine until somebody chooses", () =>
    visit(house, { as: ANA, theme: "dark" }, async (page) => {
      const lightness = () =>
        page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).reduce((sum, part) => sum + Number(part), 0));
      for (const [theme, isDark] of [["auto", true], ["light", false], ["dark", true], ["auto", true]]) {
        await page.goto("/profile");
        await page.selectOption("#theme", theme);
        await page.click("form[action='/profile'] button");
        await page.waitForSelector(`html[data-theme=${theme}] .note.good`);
        assert.equal((await lightness()) < 200, isDark, theme);
      }
    }));

  test("a language is chosen in the profile, and the menu speaks it", () =>
    visit(house, { as: ANA }, async (page) => {
      for (const [language, queue] of [["ko", "내 대기열"], ["en", "My queue"]]) {
        await page.goto("/profile");
        await page.selectOption("#language", language);
        await page.click("form[action='/profile'] button");
        await page.waitForSelector(`html[lang=${language}]`);
        assert.match(await page.textContent("nav.side"), new RegExp(queue));
      }
    }));

  test("without scripts one logs in, changes the profile and logs out", () =>
    visit(house, { scripts: false }, async (page) => {
      await page.goto("/profile");
      await logIn(page, { mail: ANA.mail, password: "not the password" });
      assert.ok(await page.isVisible("[role=alert]"));
      assert.equal(await page.inputValue("#mail"), ANA.mail);
      await page.fill("#password", ANA.password);
      await page.click("form button");
      await page.goto("/profile");
      await page.fill("#timezone", "Asia/Seol");
      await page.click("form[action='/profile'] button");
      assert.match(await page.textContent("#timezone-wrong"), /Europe\/Berlin/);
      assert.equal(await page.inputValue("#timezone"), "Asia/Seol");
      await page.fill("#timezone", "Asia/Seoul");
      await page.click("form[action='/profile'] button");
      assert.equal(await page.inputValue("#timezone"), "Asia/Seoul");
      await page.click("form[action='/log-out'] button");
      assert.equal(new URL(page.url()).pathname, "/log-in");
    }));
});
