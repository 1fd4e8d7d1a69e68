// Servers to look at: each a program of its own with its data in a folder of its own, stopped and swept up at the end.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROGRAM = process.env.ENTENTE_PROGRAM;
const running = new Set();
const folders = new Set();

/** A new empty folder. */
export const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "entente-browser-"));
  folders.add(made);
  return made;
};

/** Runs the program to its end and answers what it printed. */
export const run = (...words) => execFileSync(PROGRAM, words, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** Starts a server; answers once it listens. `port` 0 is any that is free. */
export const serve = (words, port = 0) =>
  new Promise((resolve, reject) => {
    const child = spawn(PROGRAM, [...words, "--port", String(port)], { stdio: ["ignore", "pipe", "inherit"] });
    running.add(child);
    let said = "";
    child.stdout.on("data", (text) => {
      said += text;
      const found = said.match(/Entente is at (http:\/\/\S+)/);
      if (found) resolve({ address: found[1], words, stop: () => stop(child) });
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${words.join(" ")} ended with ${code} and said: ${said}`)));
  });

/** The same server again, at the same address. */
export const again = (house) => serve(house.words, Number(new URL(house.address).port));

const stop = (child) =>
  new Promise((resolve) => {
    running.delete(child);
    if (child.exitCode !== null) return resolve();
    child.removeAllListeners("exit").once("exit", resolve);
    child.kill("SIGKILL");
  });

/** A workspace in which nobody has been yet. */
export const emptyHouse = () => serve(["serve", "--in", folder()]);

let made = null;
/** The sample company as it was made, small. */
const makeCompany = () => {
  made = join(folder(), "company");
  run("demo", "--leads", "2000", "--months", "6", "--no-serve", "--into", made);
  return made;
};

/** A sample company of one's own, to change at will. Its time goes as on the wall. */
export const ownCompany = () => {
  const into = join(folder(), "company");
  cpSync(made ?? makeCompany(), into, { recursive: true });
  return serve(["demo", "--speed", "1", "--into", into]);
};

let company = null;
/** The sample company, one for everybody who only looks. */
export const sampleCompany = () => (company ??= ownCompany());

/** Stops whatever still runs. */
export const stopAll = () => Promise.all([...running].map(stop));

process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
