// The four SDKs of servers, unmodified, through everything that can go wrong: each event is in the log once.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { describe, it } from "node:test";
import { PYTHON, eachOnce, events, house } from "../house.js";
import { EVERYTHING, proxy } from "../proxy.js";
import { wanted } from "../wanted.js";

const SENDERS = {
  "segment-analytics-python": [PYTHON, "senders/segment_python.py"],
  "rudder-sdk-python": [PYTHON, "senders/rudder_python.py"],
  "@segment/analytics-node": ["node", "senders/segment-node.js"],
  "@rudderstack/rudder-sdk-node": ["node", "senders/rudder-node.js"],
};
const COUNT = 20;

/** Runs a sender to its end; what it says is shown where it does not end well. */
const sent = ([program, ...words]) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    const end = setTimeout(() => child.kill("SIGKILL"), 75_000);
    child.once("error", reject).once("exit", (code) => {
      clearTimeout(end);
      code === 0 ? resolve() : reject(new Error(`the client ended with ${code} and said: ${said}`));
    });
  });

describe("SDKs of servers", { concurrency: true }, () => {
  for (const [name, command] of Object.entries(SENDERS).filter(([name]) => name.includes(wanted))) {
    it(name, async (t) => {
      const server = await house("server");
      t.after(server.stop);
      const between = await proxy(server, EVERYTHING);
      t.after(between.stop);
      await sent([...command, between.address, server.key, COUNT]);
      const facts = server.facts();
      eachOnce(facts, "Counted", COUNT);
      assert.deepEqual(events(facts, "Counted")[0]["plan.kind"], "pro");
      const pages = events(facts, "Page Viewed");
      assert.equal(pages.length, 1);
      assert.deepEqual([pages[0].path, pages[0].utm_source, pages[0].name], ["/pricing", "news", "Pricing"]);
      assert.equal(facts.filter(({ what }) => what.fact === "created").length, 1, "one person");
      const learnt = facts.filter(({ what }) => what.fact === "learnt").map(({ what }) => what.values);
      assert.ok(learnt.some((values) => values.first_name === "Kim" && values.email === "kim@hanbit.example"));
      assert.ok(learnt.some((values) => values.employees === 120), "the person's company");
      assert.ok(learnt.some((values) => values.industry === "logistics"), "the group");
      assert.deepEqual(between.left, [], "everything went wrong that could");
      assert.match(await server.admin.get("/setup/sources/held"), /Nothing is in quarantine/);
    });
  }
});
