// Runs the tests of unmodified clients in one program. A word after it chooses the tests whose name contains it.
import { readdirSync } from "node:fs";

for (const name of readdirSync(new URL("tests", import.meta.url)).sort()) await import(`./tests/${name}`);
