// A promise day by day as a chart to point at: drawn over the one the server drew, when somebody comes to see it.
import uPlot from "uplot";
import css from "uplot/dist/uPlot.min.css";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

const colour = (figure, name) => getComputedStyle(figure).getPropertyValue(name).trim() || "currentColor";

const shown = (share) => (value) => {
  if (value == null) return "–";
  return share ? `${Math.round(value * 1000) / 10}%` : value.toLocaleString(document.documentElement.lang);
};

export const draw = (figure) => {
  const { days, actual, expected, target, share } = JSON.parse(figure.dataset.chart);
  if (days.length < 2) return;
  const value = shown(share);
  const line = (label, stroke, dash, width = 2) => ({ label, stroke, width, dash, value: (_, raw) => value(raw), spanGaps: true, points: { show: false } });
  const hasExpected = expected.some((one) => one != null);
  const series = [{}, line(figure.dataset.actual, colour(figure, "--hue"), undefined, 2.5)];
  const data = [days, actual];
  if (hasExpected) {
    series.push(line(figure.dataset.expected, colour(figure, "--ink-2"), [5, 5], 1.5));
    data.push(expected);
  }
  if (target != null) {
    series.push(line(figure.dataset.target, colour(figure, "--ink"), [1, 4], 1.5));
    data.push(days.map(() => target));
  }
  const axis = { stroke: colour(figure, "--ink-2"), grid: { stroke: colour(figure, "--line"), width: 1 }, ticks: { show: false } };
  const axes = [axis, { ...axis, size: 64, values: (_, ticks) => ticks.map(value) }];
  const options = { width: figure.clientWidth, height: 260, series, axes, legend: { live: true }, scales: { y: { range: (_, __, most) => [0, share ? 1 : most * 1.08 || 1] } } };
  const before = figure.firstElementChild;
  const chart = new uPlot(options, data, figure);
  before?.remove();
  new ResizeObserver(() => chart.setSize({ width: figure.clientWidth, height: 260 })).observe(figure);
};
