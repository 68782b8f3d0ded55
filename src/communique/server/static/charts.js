// Series of figures as charts (Apache ECharts), in the colours of the page. The table beside each has all that is drawn.
"use strict";

for (const name of ["--accent", "--card", "--ink", "--line", "--soft"]) {
  CSS.registerProperty({ name, syntax: "<color>", inherits: true, initialValue: "transparent" });
}
const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const language = document.documentElement.lang;
const short = new Intl.NumberFormat(language, { notation: "compact" });
const LOOKS = { told: ["circle", 8], aim: ["emptyCircle", 10], apart: ["diamond", 12] };

function drawn(told) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const words = { color: colour("--soft"), fontFamily: style.fontFamily, fontSize: 12 };
  const points = (found) => found.map((one) => ({ value: [one.x, one.y], told: one.told }));
  const series = Object.entries(LOOKS).map(([sort, [symbol, size]]) => (
    { type: "scatter", symbol, symbolSize: size, itemStyle: { color: colour("--accent") }, data: points(told.points.filter((one) => one.sort === sort)) }
  ));
  const joined = { type: "line", symbol: "none", silent: true, lineStyle: { color: colour("--accent"), width: 2 }, data: points(told.points.filter((one) => one.joined)) };
  const years = told.points.map((one) => one.x);
  return {
    animation: !still.matches,
    textStyle: words,
    grid: { left: 8, right: 16, top: 34, bottom: 8, containLabel: true },
    tooltip: {
      renderMode: "richText", backgroundColor: colour("--card"), borderColor: colour("--line"), textStyle: { ...words, color: colour("--ink") }, confine: true,
      formatter: (at) => at.data.told,
    },
    xAxis: {
      type: "value", min: Math.floor(Math.min(...years)) - 1, max: Math.ceil(Math.max(...years)) + 1, minInterval: 1, splitLine: { show: false },
      axisLabel: { ...words, formatter: String, showMinLabel: false, showMaxLabel: false }, axisLine: { lineStyle: { color: colour("--soft") } },
    },
    yAxis: {
      type: "value", name: told.unit, nameTextStyle: { ...words, align: "left" }, nameGap: 14, min: (of) => Math.min(0, of.min),
      axisLabel: { ...words, formatter: (value) => short.format(value) }, splitLine: { lineStyle: { color: colour("--line") } },
    },
    series: [joined, ...series],
  };
}

for (const place of document.querySelectorAll("[data-chart]")) {
  const told = JSON.parse(place.dataset.chart);
  place.hidden = false;
  const chart = echarts.init(place, null, { locale: "EN" });
  const draw = () => chart.setOption(drawn(told), true);
  draw();
  dark.addEventListener("change", draw);
  new ResizeObserver(() => chart.resize()).observe(place);
}
