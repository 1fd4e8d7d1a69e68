// The first day: from an empty folder to a signed agreement and a lead in the queue of whoever got it, in the browser alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ANA, answerGuide, setUp } from "../ana.js";
import { open } from "../browser.js";
import { emptyHouse } from "../house.js";

const SECRET = "six other words of his own";
const LIST = [
  "Email,First Name,Last Name,Company name,Job Title,Number of Employees,Country",
  "mina.park@hanbit.example,Mina,Park,Hanbit Logistics,Director of Operations,420,KR",
  "no-address,Bo,Ken,,,,",
].join("\n");

/** Proposes what the guide made, signs it, and answers the link for whoever signs for the other side. */
const proposeAndSign = async (page) => {
  await page.click("form[action='/agreement/draft/propose'] button");
  await page.fill("#password", ANA.password);
  await page.click("#sign form button.primary");
  await page.waitForURL(/told=signed/);
  await page.fill("form[action$=invite] input[name=name]", "Tom Reed");
  await page.click("form[action$=invite] button");
  return page.getAttribute("[data-link]", "data-link");
};

/** Comes in by a link and signs what waits. */
const joinAndSign = async (page, link) => {
  await page.goto(link);
  await page.fill("#password", SECRET);
  await page.click("form button");
  await page.goto("/agreement");
  await page.click("a[href^='/agreement/proposals/']");
  await page.fill("#password", SECRET);
  await page.click("#sign form button.primary");
  await page.waitForURL(/told=in-force/);
};

/** Brings a list in: what its columns mean is proposed, tried, and taken in. */
const importList = async (page) => {
  await page.goto("/setup/import");
  await page.setInputFiles("#file", { name: "leads.csv", mimeType: "text/csv", buffer: Buffer.from(LIST) });
  await page.click("form[enctype] button.primary");
  assert.equal(await page.inputValue("[name=target] >> nth=0"), "mail");
  await page.click("form.stack button.primary");
  await page.waitForURL("**/preview");
  await page.click("form[action$=start] button.primary");
  await page.waitForURL("**/came");
  await page.waitForSelector("a[href$='rejects.csv']");
};

/** Makes a key for the website, and answers it: it is shown this once. */
const makeKey = async (page) => {
  await page.goto("/setup/keys");
  await page.fill("#name", "Website");
  await page.click("form[action='/setup/keys'] button.primary");
  return page.inputValue("#secret");
};

/** The website tells that she asked for a demo. */
const askForDemo = async (house, key) => {
  const fact = {
    key: "web:1",
    about: { lead: { keys: [{ mail: "mina.park@hanbit.example" }] } },
    at: Date.now() * 1000,
    what: { fact: "happened", event: "Form Submitted", properties: { form: "demo" } },
  };
  const headers = { authorization: `Bearer ${key}` };
  const answer = await fetch(`${house.address}/api/v1/facts`, { method: "POST", headers, body: JSON.stringify([fact]) });
  assert.deepEqual((await answer.json()).facts.map((told) => told.outcome), ["accepted"]);
};

for (const language of ["en", "ko"]) test(`from an empty folder to a signed agreement and a lead that was handed over (${language})`, async (t) => {
  const started = Date.now();
  const house = await emptyHouse();
  const { page: ana, faults } = await open(house);
  await setUp(ana, language);
  await ana.goto("/agreement/new");
  await ana.click("form[action='/agreement/new'] button");
  await answerGuide(ana);
  const link = await proposeAndSign(ana);
  const { page: tom, faults: his } = await open(house);
  await joinAndSign(tom, link);
  await importList(ana);
  await askForDemo(house, await makeKey(ana));
  await tom.goto("/queue");
  await tom.getByText("Mina Park").click();
  await tom.waitForURL("**/leads/lead_*");
  assert.equal(await tom.getAttribute("html", "lang"), language);
  await tom.goto("/queue");
  await tom.keyboard.press("a");
  await tom.waitForSelector("[data-toast]:not([hidden])");
  await tom.waitForFunction(() => !document.querySelector("form[action$=accept]"), null, { timeout: 12_000 });
  assert.deepEqual([...faults, ...his], [], "nothing goes wrong beside it");
  t.diagnostic(`the first day took ${Math.round((Date.now() - started) / 1000)} s`);
  await ana.context().close();
  await tom.context().close();
});
