// The decision as rules of json-rules-engine; prints one line of JSON as the Rust peers do: answers and what one took.
import { readFileSync } from "node:fs";
import { Engine } from "json-rules-engine";

const leads = JSON.parse(readFileSync(process.argv[2], "utf8"));
const is = (fact, operator, value) => ({ fact, operator, value });
const engine = new Engine([]);
let fit = 0;

const points = (all, worth) =>
  engine.addRule({ priority: 3, conditions: { all }, event: { type: "fit" }, onSuccess: () => { fit += worth; } });
points([is("employees", "greaterThanInclusive", 50), is("employees", "lessThanInclusive", 2000)], 35);
points([is("industry", "in", ["logistics", "manufacturing"])], 25);
points([is("seniority", "in", ["director", "vp", "chief"])], 22);
points([is("country", "in", ["DE", "AT", "CH", "KR"])], 18);
points([is("free_mail", "equal", true)], -30);

// Sums over what happened are facts computed on demand, as its documentation advises.
const fade = (worth, age, halfLife) => (age < 0 ? 0 : worth * 2 ** (-age / halfLife));
const ages = async (almanac, names) => Promise.all(names.map((name) => almanac.factValue(name)));
engine.addFact("fit", () => fit, { cache: false });
engine.addFact("engagement", async (_, almanac) => {
  const names = ["demo", "p0", "p1", "p2", "p3", "webinar", "guide", "clicked", "careers"];
  const [demo, p0, p1, p2, p3, webinar, guide, clicked, careers] = await ages(almanac, names);
  const pricing = [p0, p1, p2, p3].reduce((sum, age) => sum + fade(8, age, 336), 0);
  return fade(40, demo, 720) + Math.min(24, pricing) + fade(15, webinar, 720) + fade(10, guide, 720)
    + fade(4, clicked, 336) + fade(-15, careers, 2160);
});
engine.addFact("pricing_30d", async (_, almanac) => {
  const all = await ages(almanac, ["p0", "p1", "p2", "p3"]);
  return all.filter((age) => age >= 0 && age <= 720).length;
});

const word = (type, value, all, priority) =>
  engine.addRule({ priority, conditions: { all }, event: { type, params: { value } } });
word("grade", "A", [is("fit", "greaterThanInclusive", 75)], 2);
word("grade", "B", [is("fit", "greaterThanInclusive", 50), is("fit", "lessThan", 75)], 2);
word("grade", "C", [is("fit", "greaterThanInclusive", 25), is("fit", "lessThan", 50)], 2);
word("level", "1", [is("engagement", "greaterThanInclusive", 60)], 2);
word("level", "2", [is("engagement", "greaterThanInclusive", 35), is("engagement", "lessThan", 60)], 2);
word("stage", "mql", [is("fit", "greaterThanInclusive", 50), is("engagement", "greaterThanInclusive", 40)], 2);
word("stage", "mql", [is("fit", "greaterThanInclusive", 25), is("demo", "greaterThanInclusive", 0), is("demo", "lessThanInclusive", 168)], 2);
word("stage", "mql", [is("fit", "greaterThanInclusive", 50), is("pricing_30d", "greaterThanInclusive", 3)], 2);
word("stage", "engaged", [is("engagement", "greaterThanInclusive", 15)], 1);

const decide = async (lead) => {
  fit = 0;
  const { events } = await engine.run(lead);
  const found = { grade: "D", level: "3", stage: "inquiry" };
  // Rules of higher priority answer first: an mql is not told again that it is engaged.
  for (const { type, params } of events) {
    if (type !== "fit" && !(type === "stage" && found.stage === "mql")) found[type] = params.value;
  }
  return `${found.grade}${found.level} ${found.stage}`;
};

const answers = [];
for (const lead of leads) answers.push(await decide(lead));
const wall = process.hrtime.bigint();
const cpu = process.cpuUsage();
let decisions = 0;
while (Number(process.hrtime.bigint() - wall) < 5e8) {
  for (const lead of leads) await decide(lead);
  decisions += leads.length;
}
const { user, system } = process.cpuUsage(cpu);
const wall_ns = Number(process.hrtime.bigint() - wall) / decisions;
console.log(JSON.stringify({ peer: "json-rules-engine", answers, wall_ns, cpu_ns: ((user + system) * 1e3) / decisions }));
