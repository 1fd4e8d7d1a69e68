// What a site with @segment/analytics-next has in its pages.
import { AnalyticsBrowser } from "@segment/analytics-next";

window.begin = ({ address, writeKey }) => {
  const { host, protocol } = new URL(address);
  const segment = { apiHost: `${host}/v1`, protocol: protocol.replace(":", "") };
  window.analytics = AnalyticsBrowser.load({ writeKey, cdnURL: address }, { integrations: { "Segment.io": segment } });
};
