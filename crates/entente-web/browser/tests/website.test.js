// A site that pastes in the tracker and a form: what its visitors do arrives, once and with the campaign; where they do not
// want to be tracked, only what they hand over on purpose does.
import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { ANA, setUp } from "../ana.js";
import { visit } from "../browser.js";
import { folder, serve } from "../house.js";
import { site } from "../site.js";

/** What a visitor's browser calls itself: one that says it has no window is taken for a program, as it should be. */
const VISITOR = { agent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36" };

describe("a site with the tracker and a form", () => {
  let house;
  let pages;
  let letters;
  before(async () => {
    const post = folder();
    letters = join(post, "letters");
    const program = join(post, "sendmail");
    writeFileSync(program, `#!/bin/sh\ncat >> ${letters}\n`);
    chmodSync(program, 0o755);
    house = await serve(["serve", "--in", join(folder(), "data"), "--sendmail", program, "--mail-from", "hello@acme.example"]);
    const { key, html } = await visit(house, {}, async (page) => {
      await setUp(page);
      return { key: await addSource(page), html: await addForm(page) };
    });
    const other = '<form name="contact" action="#" onsubmit="return false"><input type="email" name="mail"><input name="firm" data-entente="company"><input type="password" name="secret"><textarea name="free"></textarea><button>Ask</button></form>';
    const page = (more) =>
      `<!doctype html><html lang="en"><title>Acme</title><script src="${house.address}/t.js" data-key="${key}" ${more} defer></script><main id="ours">${html}</main>${other}</html>`;
    pages = { granted: await site(page('data-consent="granted"')), asks: await site(page("")), none: await site(page('data-consent="granted" data-cookies="no"')) };
  });
  after(() => Object.values(pages ?? {}).forEach((one) => one.stop()));

  test("a page view and a form arrive in one timeline with the campaign, and a letter confirms", async () => {
    await visit(pages.granted, VISITOR, async (page) => {
      await Promise.all([told(page), page.goto("/prices?utm_source=fair&utm_campaign=spring")]);
      await Promise.all([told(page), page.evaluate(() => history.pushState({}, "", "/demo"))]);
      await send(page, "ines@kessler.example");
      assert.match(page.url(), /thanks\?waits=1$/);
      assert.ok(await page.getByText("A letter is on its way").count());
    });
    await visit(house, { as: ANA }, async (page) => {
      // Lists wait for an agreement; the visitor, who came first, is there already.
      await page.goto("/leads/lead_1");
      const text = await page.locator("main").innerText();
      for (const part of ["Viewed a page", "page: /prices", "page: /demo", "Sent a form", "form: demo", "utm source: fair", "utm campaign: spring"]) assert.ok(text.includes(part), `${part} is not in ${text}`);
    });
    const link = await letter();
    await visit(house, VISITOR, async (page) => {
      await page.goto(link);
      await page.getByRole("button", { name: "Confirm" }).click();
      assert.ok(await page.getByText("Your address is confirmed").count());
      assert.equal((await page.context().cookies()).length, 0, "no cookie");
    });
  });

  test("a form of the site's own tells the address and what is marked, and nothing else", async () => {
    await visit(pages.granted, VISITOR, async (page) => {
      await Promise.all([told(page), page.goto("/")]);
      const sent = [];
      page.on("request", (request) => request.url().endsWith("/v1/batch") && sent.push(...JSON.parse(request.postData()).batch));
      await page.fill("form[name=contact] [name=mail]", "jo@acme.example");
      await page.fill("form[name=contact] [name=firm]", "Acme");
      await page.fill("form[name=contact] [name=secret]", "hush");
      await page.fill("form[name=contact] [name=free]", "between us");
      await Promise.all([told(page), page.click("form[name=contact] button")]);
      await page.waitForFunction(() => localStorage["entente.queue"] === "[]");
      assert.deepEqual(sent.map((item) => item.event ?? item.type), ["identify", "Form Submitted"]);
      assert.deepEqual(sent[0].traits, { email: "jo@acme.example", company: "Acme" });
      assert.equal(sent[1].properties.form, "contact");
      assert.ok(!/hush|between us/.test(JSON.stringify(sent)));
    });
  });

  test("without consent nothing is kept or told until it is given", async () => {
    await visit(pages.asks, VISITOR, async (page) => {
      const asked = requests(page);
      await page.goto("/?utm_source=fair");
      await page.waitForSelector("#ours [name=token]", { state: "attached" });
      assert.deepEqual(asked.filter((path) => path.startsWith("/v1/")), []);
      assert.equal(await page.evaluate(() => localStorage.length), 0);
      await Promise.all([told(page), page.evaluate(() => window.entente.consent(true))]);
      assert.ok(await page.evaluate(() => localStorage["entente.id"]));
      await page.evaluate(() => window.entente.consent(false));
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ["entente.consent"]);
    });
  });

  test("a browser that asks for privacy tells nothing of itself, and its form arrives all the same", async () => {
    await visit(pages.granted, { ...VISITOR, isPrivate: true }, async (page) => {
      const asked = requests(page);
      const posted = page.waitForRequest((request) => request.method() === "POST" && request.url().includes("/f/"));
      await page.goto("/?utm_source=fair");
      await send(page, "private@kessler.example");
      assert.deepEqual(asked.filter((path) => path.startsWith("/v1/")), []);
      assert.ok(!/visitor|page|utm|referrer/.test((await posted).postData()));
    });
    await visit(pages.granted, { ...VISITOR, isPrivate: true }, async (page) => {
      await page.goto("/");
      assert.equal(await page.evaluate(() => localStorage.length), 0);
    });
  });

  test("without cookies the visitor is known as long as the page is", async () => {
    await visit(pages.none, VISITOR, async (page) => {
      await Promise.all([told(page), page.goto("/")]);
      assert.equal(await page.evaluate(() => localStorage.length), 0);
      assert.equal((await page.context().cookies()).length, 0);
    });
  });

  test("what is not taken is sent again from the next page, and counts once", async () => {
    await visit(pages.granted, { ...VISITOR, meant: /503|Failed to load|ERR_/ }, async (page) => {
      await page.route("**/v1/batch", (route) => route.fulfill({ status: 429, headers: { "access-control-allow-origin": "*" } }));
      await page.goto("/first");
      await page.waitForFunction(() => (localStorage["entente.queue"] ?? "").includes("/first"));
      await page.unroute("**/v1/batch");
      const sent = page.waitForRequest((request) => (request.postData() ?? "").includes("/first") && (request.postData() ?? "").includes("/second"));
      await page.goto("/second");
      await sent;
      await page.waitForFunction(() => localStorage["entente.queue"] === "[]");
    });
  });

  test("without scripts the form is looked over and sent", async () => {
    await visit(pages.granted, { ...VISITOR, scripts: false }, async (page) => {
      await page.goto("/");
      await page.fill("#ours [name=email]", "noscript@kessler.example");
      await page.fill("#ours [name=name]", "Ines Vogt");
      await page.click("#ours button");
      assert.ok(await page.getByText("please look it over").count());
      await page.getByRole("button", { name: "Send" }).click();
      await page.waitForURL("**/thanks");
    });
  });

  /** The link in the letter that the mail program was given. */
  const letter = async () => {
    while (!existsSync(letters) || !readFileSync(letters, "utf8").includes("\n\nAcme\n")) await new Promise((resolve) => setTimeout(resolve, 100));
    const text = readFileSync(letters, "utf8");
    assert.match(text, /^From: "Acme" <hello@acme.example>\nTo: <ines@kessler.example>\n/);
    return text.match(/http:\/\/\S+\/f\/confirm\/\S+/)[0];
  };
});

/** Until the house has taken what the tracker tells. */
const told = (page) => page.waitForResponse((answer) => answer.url().endsWith("/v1/batch") && answer.status() === 200);

/** Paths that a page asks of the house. */
const requests = (page) => {
  const paths = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  return paths;
};

/** Fills the form of the house in and sends it, no sooner than a person could. */
const send = async (page, mail) => {
  await page.waitForSelector("#ours [name=token]", { state: "attached" });
  await page.fill("#ours [name=email]", mail);
  await page.fill("#ours [name=name]", "Ines Vogt");
  await page.check("#ours [name=consent]");
  const given = await page.evaluate(() => performance.now());
  await page.waitForFunction((given) => performance.now() - given > 2100, given);
  await page.click("#ours button");
  await page.waitForURL("**/f/demo/thanks*");
};

/** Adds a source as an administrator does; answers its key. */
const addSource = async (page) => {
  await page.goto("/setup/sources");
  await page.fill("#name", "Site");
  await page.click("form[action='/setup/sources'] button");
  await page.waitForURL("**/setup/sources/*");
  return page.locator("code.long").first().innerText();
};

/** Makes the form `demo`; answers what to paste. */
const addForm = async (page) => {
  await page.goto("/setup/forms/new");
  await page.fill("#name", "demo");
  await page.fill("#title", "See it work");
  await page.selectOption("[name=company-need]", "optional");
  await page.fill("#wording", "Acme may write to me.");
  await page.check("[name=confirms]");
  await page.click("button:text('Keep the form')");
  await page.waitForURL("**/setup/forms/demo");
  return page.locator(".snippets pre").first().innerText();
};
