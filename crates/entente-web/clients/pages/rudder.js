// What a site with @rudderstack/analytics-js has in its pages.
import { RudderAnalytics } from "@rudderstack/analytics-js/bundled";

window.begin = ({ address, writeKey, useBeacon = false }) => {
  window.analytics = new RudderAnalytics();
  const queueOptions = { minRetryDelay: 100, maxRetryDelay: 1000, maxAttempts: 30 };
  window.analytics.load(writeKey, address, { configUrl: address, plugins: [], queueOptions, useBeacon, logLevel: "ERROR" });
};
