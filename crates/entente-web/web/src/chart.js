// A promise day by day as a chart to point at: drawn over the one the server drew, in the colours that one had, and anew
// where the system turns light or dark.
import uPlot from "uplot";
import css from "uplot/dist/uPlot.min.css";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

const theme = matchMedia("(prefers-color-scheme: dark)");
const lang = document.documentElement.lang;
const day = new Intl.DateTimeFormat(lang, { day: "numeric", month: "short" });
const date = (seconds) => (seconds == null ? "–" : day.format(new Date(seconds * 1000)));
const shown = (share) => (value) => {
  if (value == null) return "–";
  return share ? `${Math.round(value * 1000) / 10}%` : value.toLocaleString(lang, { maximumFractionDigits: 1 });
};

// The computed colours of what the server drew: names and light-dark() mean nothing to a canvas.
const colours = (drawn) => {
  const of = (part, property) => getComputedStyle(drawn.querySelector(part))[property];
  return { actual: of(".actual", "stroke"), expected: of(".expected", "stroke"), axis: of(".axis", "stroke"), label: of(".label", "fill") };
};

export const draw = (figure) => {
  const { days, actual, expected, target, share } = JSON.parse(figure.dataset.chart);
  const drawn = figure.querySelector("svg");
  if (days.length < 2 || !drawn) return;
  const colour = colours(drawn);
  const value = shown(share);
  const line = (label, stroke, width, dash) => ({ label, stroke, width, dash, value: (_, raw) => value(raw), spanGaps: true, points: { show: false } });
  const series = [{ label: figure.dataset.day, value: (_, raw) => date(raw) }, line(figure.dataset.actual, colour.actual, 2.5)];
  const data = [days, actual];
  if (expected.some((one) => one != null)) {
    series.push(line(figure.dataset.expected, colour.expected, 1.5, [5, 5]));
    data.push(expected);
  }
  if (target != null) {
    series.push(line(figure.dataset.target, colour.label, 1.5, [1, 4]));
    data.push(days.map(() => target));
  }
  const font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const axis = { stroke: colour.label, font, ticks: { show: false }, grid: { stroke: colour.axis, width: 0.4 } };
  const axes = [
    { ...axis, values: (_, ticks) => ticks.map(date), space: 90 },
    { ...axis, values: (_, ticks) => ticks.map(value), size: 64 },
  ];
  const scales = { y: { range: (_, __, most) => [0, share ? 1 : most * 1.08 || 1] } };
  const chart = new uPlot({ width: figure.clientWidth, height: 260, series, axes, scales }, data, figure);
  drawn.remove();
  const width = new ResizeObserver(() => chart.setSize({ width: figure.clientWidth, height: 260 }));
  width.observe(figure);
  const anew = () => {
    width.disconnect();
    chart.destroy();
    figure.prepend(drawn);
    draw(figure);
  };
  theme.addEventListener("change", anew, { once: true });
};
