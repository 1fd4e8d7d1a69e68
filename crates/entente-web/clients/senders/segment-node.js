// Sends events as a program with @segment/analytics-node does: address, key and how many, in twos.
import { Analytics } from "@segment/analytics-node";

const [address, writeKey, count] = process.argv.slice(2);
const analytics = new Analytics({ writeKey, host: address, path: "/v1/batch", flushAt: 2, flushInterval: 50, maxRetries: 20 });
analytics.on("error", (error) => (console.error(error), (process.exitCode = 1)));
const userId = "user-1";
analytics.identify({ userId, traits: { email: "kim@hanbit.example", firstName: "Kim", company: { name: "Hanbit", employees: 120 } } });
for (let n = 0; n < Number(count); n += 1) analytics.track({ userId, event: "Counted", properties: { n, plan: { kind: "pro" } } });
analytics.page({ userId, category: "Docs", name: "Pricing", properties: { url: "https://halden.example/pricing?utm_source=news" } });
analytics.group({ userId, groupId: "hanbit.example", traits: { name: "Hanbit", industry: "logistics" } });
analytics.alias({ userId, previousId: "anon-1" });
await analytics.closeAndFlush({ timeout: 50_000 });
