// Setting a firm up, each page's main act once in each language: the company, people, keys, holidays, lists kept, rows
// that were refused, and notices.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { ANA, SECRET, draft, importList, join as comeIn, joinAndSign, makeKey, proposeAndSign, reviewHolidays, setUp } from "../ana.js";
import { logIn, visit } from "../browser.js";
import { emptyHouse, folder } from "../house.js";

/** A fact that says who somebody is. */
const fact = (key, mail) => ({ key, about: { lead: { keys: [{ mail }] } }, at: Date.now() * 1000, what: { fact: "created", source: "website" } });

/** What the door for programs answers: its status, and the outcome of each fact. */
const tell = async (house, secret, facts) => {
  const headers = { authorization: `Bearer ${secret}` };
  const answer = await fetch(`${house.address}/api/v1/facts`, { method: "POST", headers, body: JSON.stringify(facts) });
  return [answer.status, answer.ok ? (await answer.json()).facts.map(({ outcome }) => outcome) : []];
};

for (const language of ["en", "ko"]) {
  describe(`setting up (${language})`, () => {
    let house;
    before(async () => {
      house = await emptyHouse();
      await visit(house, {}, async (page) => {
        await setUp(page, language);
        await draft(page);
        house.link = await proposeAndSign(page);
      });
      await visit(house, {}, (page) => joinAndSign(page, house.link));
    });
    const act = (name, work) =>
      test(name, () =>
        visit(house, { as: ANA }, async (page) => {
          await work(page);
          assert.equal(await page.getAttribute("html", "lang"), language);
        }),
      );

    act("the company is called otherwise, and a currency that there is not is refused", async (page) => {
      await page.goto("/setup/company");
      await page.fill("#company", "Acme Works");
      await page.fill("#currency", "??");
      await page.click("main form button.primary");
      assert.equal(await page.inputValue("#company"), "Acme Works");
      await page.waitForSelector("#currency-wrong");
      await page.fill("#currency", "EUR");
      await page.click("main form button.primary");
      await page.waitForSelector("main .note.good");
      assert.match(await page.textContent("nav .brand"), /Acme Works/);
    });

    act("whoever is invited sets a password, and comes in with it", async (page) => {
      await page.goto("/setup/users");
      await page.fill("#name", "Eva Lind");
      await page.fill("#mail", "eva@acme.example");
      await page.selectOption("#role", "marketing");
      await page.selectOption("#party", "marketing");
      await page.selectOption("#language", language);
      await page.click("form[action='/setup/users'] button.primary");
      const link = await page.inputValue("#link");
      await visit(house, {}, (hers) => comeIn(hers, link));
      await visit(house, {}, async (hers) => {
        await logIn(hers, { mail: "eva@acme.example", password: SECRET });
        await hers.waitForSelector("nav.side");
        assert.equal(await hers.getAttribute("html", "lang"), language);
        await hers.goto(link);
        assert.equal(await hers.locator("#password").count(), 0, "the link counts once");
      });
    });

    act("a key is shown once, lets a program in, and no longer when it is revoked", async (page) => {
      const secret = await makeKey(page, "Forms");
      await page.goto("/setup/keys");
      assert.ok(!(await page.content()).includes(secret));
      const facts = [fact("web:1", "li@example.com"), fact("web:1", "li@example.com")];
      assert.deepEqual(await tell(house, secret, facts), [200, ["accepted", "duplicate"]]);
      await page.click("form[action$=revoke] button");
      await page.waitForSelector("td .chip");
      assert.deepEqual(await tell(house, secret, facts), [401, []]);
    });

    act("holidays are reviewed, kept, and go into a draft of the next version", async (page) => {
      await reviewHolidays(page);
      await page.fill("#name", "Next year");
      await page.click("form[action$=keep] button.primary");
      await page.click("form[action$='calendars/draft'] button");
      await page.waitForURL("**/agreement/draft**");
      await page.goto("/agreement/draft/source");
      assert.match(await page.inputValue("textarea"), /-12-24/);
    });

    act("rows that were refused are taken along, with the reason of each", async (page) => {
      await importList(page);
      const [file] = await Promise.all([page.waitForEvent("download"), page.click("a[href$='rejects.csv']")]);
      const text = readFileSync(await file.path(), "utf8");
      assert.match(text, /no-address/);
      if (language === "ko") assert.match(await page.textContent("#came"), /이메일 주소/);
    });

    act("a list is kept under a name, and dropped", async (page) => {
      await page.goto("/leads?q=park");
      await page.click("details.more > summary.btn >> nth=0");
      await page.fill("#keep-name", "Parks");
      await page.click("form[action='/leads/views'] button.primary");
      await page.click("nav a.chip:has-text('Parks')");
      await page.click("form[action='/leads/views/drop'] button");
      await page.waitForFunction(() => !document.body.textContent.includes("Parks"));
    });

    act("what was signed on a page is verified offline by OpenSSH, and an altered text is not", async (page) => {
      await page.goto("/agreement");
      const into = folder();
      for (const link of await page.locator("main .files a").all()) {
        const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
        await file.saveAs(join(into, file.suggestedFilename()));
      }
      const verify = (party, signer, text) => {
        const words = ["-Y", "verify", "-f", "allowed_signers", "-I", signer, "-n", "agreement@entente", "-s", `${party}.sig`];
        return spawnSync("ssh-keygen", words, { cwd: into, input: text }).status;
      };
      const signed = readFileSync(join(into, "agreement.jcs"));
      const altered = signed.toString().replace("40", "41");
      for (const [party, signer] of [["marketing", ANA.mail], ["sales", "sales@acme.example"]]) {
        assert.equal(verify(party, signer, signed), 0, party);
        assert.notEqual(verify(party, signer, altered), 0, party);
      }
    });

    test("who gets a lead is told so, and has seen it", () =>
      visit(house, {}, async (page) => {
        await visit(house, { as: ANA }, async (hers) => {
          const demo = { ...fact("web:2", "mina.park@hanbit.example"), what: { fact: "happened", event: "Form Submitted", properties: { form: "demo" } } };
          assert.deepEqual(await tell(house, await makeKey(hers, "Site"), [demo]), [200, ["accepted"]]);
        });
        await logIn(page, { mail: "sales@acme.example", password: SECRET });
        await page.waitForSelector("nav.side");
        await page.goto("/notices");
        await page.waitForSelector("#notices li");
        await page.goto("/notices");
        await page.click("form[action='/notices/seen'] button");
        await page.waitForFunction(() => !document.querySelector("[data-notices]"));
      }));
  });
}
