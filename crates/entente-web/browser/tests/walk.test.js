// The first day: from an empty folder to a signed agreement and a lead in the queue of whoever got it, in the browser alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { draft, importList, joinAndSign, makeKey, proposeAndSign, setUp } from "../ana.js";
import { open } from "../browser.js";
import { emptyHouse } from "../house.js";

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
  await draft(ana);
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
