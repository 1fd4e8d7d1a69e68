// A workspace with a source, served by the program itself, that can be killed and started again at the same address.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROGRAM = process.env.ENTENTE_PROGRAM;
export const PYTHON = process.env.ENTENTE_PYTHON;
const running = new Set();
const folders = new Set();

const start = (folder, port) =>
  new Promise((resolve, reject) => {
    const child = spawn(PROGRAM, ["serve", "--in", folder, "--port", String(port)], { stdio: ["ignore", "pipe", "inherit"] });
    running.add(child);
    let said = "";
    child.stdout.on("data", (text) => {
      said += text;
      const found = said.match(/Entente is at (http:\/\/\S+)/);
      if (found) resolve({ child, address: found[1].replace("localhost", "127.0.0.1") });
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the program ended with ${code} and said: ${said}`)));
  });

const kill = (child) =>
  new Promise((resolve) => {
    running.delete(child);
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.removeAllListeners("exit").once("exit", resolve);
    child.kill("SIGKILL");
  });

/** A new workspace with one source of this side: its address, its write key, what its log holds. */
export const house = async (side) => {
  const folder = mkdtempSync(join(tmpdir(), "entente-clients-"));
  folders.add(folder);
  let { child, address } = await start(folder, 0);
  const admin = await administrator(address);
  const key = (await admin.post("/setup/sources", { name: "Tested", side })).match(/entw_[0-9a-f]{40}/)[0];
  return {
    address,
    key,
    admin,
    /** Kills the program as it stands and starts it again. */
    killAndStart: async () => {
      await kill(child);
      ({ child } = await start(folder, new URL(address).port));
    },
    /** The facts in the log, in its order. */
    facts: () => facts(folder),
    stop: () => kill(child),
  };
};

/** Whoever set the workspace up: fills in its forms, and follows where they lead. */
const administrator = async (address) => {
  const cookies = new Map();
  const ask = async (path, init = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(address + path, { redirect: "manual", ...init, headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) cookies.set(...set.split(";")[0].split("=", 2));
    return answer.status === 303 ? ask(answer.headers.get("location")) : answer.text();
  };
  const post = async (path, fields) => {
    const csrf = (await ask(path)).match(/name="csrf" value="([^"]+)"/)[1];
    return ask(path, { method: "POST", body: new URLSearchParams({ ...fields, csrf }) });
  };
  const ana = { company: "Tested", name: "Ana Ruiz", mail: "ana@tested.example", password: "a long enough secret" };
  await post("/welcome", { ...ana, party: "marketing", language: "en", timezone: "UTC" });
  return { get: ask, post };
};

const READ = `import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("select body from entry where kind = 0 order by seq"): print(row[0])`;

const facts = (folder) => {
  const lines = execFileSync(PYTHON, ["-c", READ, join(folder, "entente.db")], { encoding: "utf8" }).split("\n");
  return lines.filter(Boolean).map((line) => JSON.parse(line));
};

/** The events of this name: their properties, in the order of the log. */
export const events = (facts, name) => facts.filter(({ what }) => what.event === name).map(({ what }) => what.properties);

/** Every number from 0 up to `count` arrived, each once. */
export const eachOnce = (facts, name, count) => {
  const numbers = events(facts, name).map(({ n }) => n).sort((a, b) => a - b);
  assert.deepEqual(numbers, [...Array(count).keys()], `each ${name} once`);
};

/** Waits until the log holds so many events of this name. */
export const arrived = async (house, name, count) => {
  const end = Date.now() + 60_000;
  while (events(house.facts(), name).length < count) {
    if (Date.now() > end) throw new Error(`${events(house.facts(), name).length} of ${count} ${name} arrived`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
};

process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
