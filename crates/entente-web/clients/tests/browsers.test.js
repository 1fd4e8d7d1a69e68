// The two SDKs of browsers, unmodified, in Chromium on a page of another origin, through everything that can go wrong.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, describe, it } from "node:test";
import { buildSync } from "esbuild";
import { chromium } from "playwright-core";
import { arrived, eachOnce, events, house } from "../house.js";
import { EVERYTHING, proxy } from "../proxy.js";
import { wanted } from "../wanted.js";

const SDKS = { "@segment/analytics-next": "segment", "@rudderstack/analytics-js": "rudder" };
const PERSON = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
const COUNT = 12;

/** A site of its own with a page for each SDK. */
const site = () =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      const name = new URL(request.url, "http://site.example").pathname.slice(1);
      if (name.endsWith(".js")) {
        const options = { entryPoints: [`pages/${name}`], bundle: true, write: false, format: "iife", define: { global: "window" } };
        return response.writeHead(200, { "content-type": "text/javascript" }).end(buildSync(options).outputFiles[0].text);
      }
      const script = name === "away" ? "" : `<script src="/${name}.js"></script>`;
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(`<!doctype html><title>Preise 가격</title>${script}`);
    });
    server.listen(0, "127.0.0.1", () => resolve({ address: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() }));
  });

describe("SDKs of browsers", { concurrency: 2 }, async () => {
  const sdks = Object.entries(SDKS).filter(([name]) => name.includes(wanted));
  if (sdks.length === 0) return;
  const pages = await site();
  const browser = await chromium.launch({
    executablePath: process.env.ENTENTE_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
  });
  after(async () => {
    await browser.close();
    pages.stop();
  });
  const visit = async (file, options, begin) => {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(`${pages.address}/${file}?utm_source=news&gclid=G1`);
    await page.evaluate((words) => window.begin(words), begin);
    return page;
  };
  for (const [name, file] of sdks) {
    it(name, async (t) => {
      const server = await house("browser");
      t.after(server.stop);
      const between = await proxy(server, EVERYTHING);
      t.after(between.stop);
      const page = await visit(file, { userAgent: PERSON }, { address: between.address, writeKey: server.key });
      await page.evaluate((count) => {
        const { analytics } = window;
        analytics.page("Docs", "Pricing");
        analytics.identify("user-1", { email: "kim@hanbit.example", firstName: "Kim" });
        for (let n = 0; n < count; n += 1) analytics.track("Counted", { n });
        analytics.group("hanbit.example", { name: "Hanbit" });
      }, COUNT);
      await arrived(server, "Counted", COUNT);
      await arrived(server, "Page Viewed", 1);
      const facts = server.facts();
      eachOnce(facts, "Counted", COUNT);
      const [viewed] = facts.filter(({ what }) => what.event === "Page Viewed");
      const { path, utm_source, gclid, title } = viewed.what.properties;
      assert.deepEqual([path, utm_source, gclid, title], [`/${file}`, "news", "G1", "Preise 가격"]);
      assert.equal(viewed.what.class, "human");
      assert.deepEqual(between.left, [], "everything went wrong that could");
      await page.context().close();
    });
    it(`${name} of somebody who does not want to be tracked, and of a program`, async (t) => {
      const server = await house("browser");
      t.after(server.stop);
      const begin = { address: server.address, writeKey: server.key };
      const wish = await visit(file, { userAgent: PERSON, extraHTTPHeaders: { "sec-gpc": "1" } }, begin);
      const kept = wish.waitForResponse((answer) => answer.request().postData()?.includes("Form Submitted") && answer.ok());
      await wish.evaluate(() => {
        window.analytics.page("Docs", "Pricing");
        window.analytics.identify("user-1", { email: "kim@hanbit.example" });
        window.analytics.track("Form Submitted", { form: "demo" });
      });
      await kept;
      const program = await visit(file, {}, begin);
      await program.evaluate(() => window.analytics.track("Counted", { n: 0 }));
      await arrived(server, "Form Submitted", 1);
      await arrived(server, "Counted", 1);
      const facts = server.facts();
      const [form] = events(facts, "Form Submitted");
      assert.deepEqual([form.form, form.path, form.gclid, form.utm_source], ["demo", undefined, undefined, undefined]);
      assert.equal(events(facts, "Page Viewed").length, 0);
      const counted = facts.find(({ what }) => what.event === "Counted").what;
      assert.deepEqual([counted.class, counted.properties.evidence], ["scanner", "agent:headless"]);
      await wish.context().close();
      await program.context().close();
    });
  }
  if (sdks.some(([, file]) => file === "rudder")) {
    it("@rudderstack/analytics-js sends what is left when the page is left", async (t) => {
      const server = await house("browser");
      t.after(server.stop);
      const page = await visit("rudder", { userAgent: PERSON }, { address: server.address, writeKey: server.key, useBeacon: true });
      await page.evaluate(() => new Promise((done) => window.analytics.ready(done)));
      await page.evaluate(() => window.analytics.track("Counted", { n: 0 }));
      await page.goto(`${pages.address}/away`);
      await arrived(server, "Counted", 1);
      await page.context().close();
    });
  }
});
