// Sends events as a program with @rudderstack/rudder-sdk-node does: address, key and how many, in twos.
import RudderAnalytics from "@rudderstack/rudder-sdk-node";

const [dataPlaneUrl, writeKey, count] = process.argv.slice(2);
const Rudder = RudderAnalytics.default ?? RudderAnalytics;
const analytics = new Rudder(writeKey, { dataPlaneUrl, flushAt: 2, flushInterval: 50, retryCount: 12, logLevel: "error" });
const userId = "user-1";
const said = () => {};
analytics.identify({ userId, traits: { email: "kim@hanbit.example", firstName: "Kim", company: { name: "Hanbit", employees: 120 } } }, said);
for (let n = 0; n < Number(count); n += 1) analytics.track({ userId, event: "Counted", properties: { n, plan: { kind: "pro" } } }, said);
analytics.page({ userId, category: "Docs", name: "Pricing", properties: { url: "https://halden.example/pricing?utm_source=news" } }, said);
analytics.group({ userId, groupId: "hanbit.example", traits: { name: "Hanbit", industry: "logistics" } }, said);
analytics.alias({ userId, previousId: "anon-1" }, said);
await analytics.flush();
