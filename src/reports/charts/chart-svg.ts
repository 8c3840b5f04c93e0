import type { EChartsCoreOption } from "echarts/core";
import { clean } from "../../core/text.ts";
import type { ChartSpec } from "./chart-spec.ts";
import { printedPoint } from "./chart-table.ts";

interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/** Stand for the page's own colours, so that one drawing serves light and dark. */
const TOKENS: Readonly<Record<string, string>> = {
  "#010203": "var(--chart-1)",
  "#010204": "var(--chart-2)",
  "#010205": "var(--chart-3)",
  "#010206": "var(--ink-soft)",
  "#010207": "var(--line)",
};
const SERIES_COLOURS = ["#010203", "#010204", "#010205"];
const INK = "#010206";
const LINE = "#010207";

/** Series differ by dash and mark as well as by colour. */
const DASHES = ["solid", "dashed", "dotted"] as const;
const MARKS = ["circle", "rect", "triangle"] as const;

/**
 * The chart as an SVG element whose ids begin with the chart's own, so that several may stand on one page and the same chart always gives
 * the same text. Colours are CSS variables of html-style.ts. The chart library is loaded here, on first use.
 */
export async function chartSvg(chart: ChartSpec, { width, height }: ChartSize = { width: 640, height: 280 }): Promise<string> {
  const { init, use } = await import("echarts/core");
  const [{ BarChart, LineChart }, { AriaComponent, GridComponent, LegendComponent }, { SVGRenderer }] = await Promise.all([
    import("echarts/charts"),
    import("echarts/components"),
    import("echarts/renderers"),
  ]);
  use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, SVGRenderer]);
  const drawing = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    drawing.setOption(optionOf(chart));
    return tidied(drawing.renderToSVGString(), chart);
  } finally {
    drawing.dispose();
  }
}

function optionOf(chart: ChartSpec): EChartsCoreOption {
  const several = chart.series.length > 1;
  return {
    animation: false,
    color: SERIES_COLOURS,
    textStyle: { fontFamily: "inherit", color: INK },
    aria: { enabled: several, decal: { show: several && chart.kind === "bar" } },
    legend: { show: several, top: 0, left: 0, textStyle: { color: INK }, data: chart.series.map(({ name }) => clean(name)) },
    grid: { left: 8, right: 12, top: several ? 36 : 22, bottom: 4 },
    xAxis: {
      type: "category",
      data: chart.categories.map(clean),
      axisLine: { lineStyle: { color: LINE } },
      axisTick: { show: false },
      axisLabel: { color: INK, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      splitNumber: 4,
      axisLabel: { color: INK, formatter: (value: number) => printedPoint(chart, value) },
      splitLine: { lineStyle: { color: LINE } },
      ...(chart.unit === "count" ? { minInterval: 1 } : {}),
    },
    series: chart.series.map((series, index) => ({
      type: chart.kind,
      name: clean(series.name),
      data: series.values.map((value) => value ?? "-"),
      barMaxWidth: 46,
      connectNulls: false,
      symbol: MARKS[index % MARKS.length],
      symbolSize: 8,
      showSymbol: true,
      lineStyle: { width: 3, type: DASHES[index % DASHES.length] },
      label: {
        show: chart.categories.length * chart.series.length <= 16,
        position: "top",
        color: INK,
        formatter: ({ value }: { value: unknown }) => (typeof value === "number" ? printedPoint(chart, value) : ""),
      },
    })),
  };
}

/** Without what only a live chart needs; ids counted by the library over the whole process become the chart's own. */
function tidied(svg: string, { id }: ChartSpec): string {
  return svg
    .replace(/<style\s*>[\s\S]*?<\/style>/g, "")
    .replaceAll(/ (?:class="zr[^"]*"|ecmeta_[a-z_]+="[^"]*"|pointer-events="[^"]*")/g, "")
    .replaceAll(/zr\d+-/g, `${id}-`)
    .replaceAll(/#01020[3-7]/g, (token) => TOKENS[token] ?? token)
    .replace(/<svg width="\d+" height="\d+"/, '<svg aria-hidden="true" focusable="false"')
    .replaceAll(/\n+/g, "\n")
    .trim();
}
