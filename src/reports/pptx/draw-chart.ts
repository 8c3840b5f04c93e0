import { fractionDigits } from "../../domain/facts/format-value.ts";
import { readable } from "../brand.ts";
import type { ChartSpec } from "../charts/chart-spec.ts";
import { chartTable } from "../charts/chart-table.ts";
import { LIGHT } from "../palette.ts";
import type { Box } from "./place.ts";
import type { Slide } from "./pptxgen.ts";
import { FONT, hex, shown } from "./slide-text.ts";

const MOST_LABELS = 14;

/** A native chart, with its data in a sheet that opens on double-click; its values as text stand in the description. */
export function drawChart(slide: Slide, chart: ChartSpec, box: Box, accent: string): void {
  const several = chart.series.length > 1;
  const points = chart.categories.length * chart.series.length;
  slide.addChart(chart.kind, chartData(chart), {
    ...box,
    altText: chartAlternative(chart),
    objectName: `chart:${chart.id}`,
    // With more colours than series, the library gives each point of a single series its own.
    chartColors: [hex(readable(accent, LIGHT.ground)), hex(LIGHT.soft), hex(LIGHT.missing)].slice(0, Math.max(1, chart.series.length)),
    showTitle: true,
    title: shown(chart.title),
    titleFontFace: FONT,
    titleFontSize: 14,
    titleBold: true,
    titleColor: hex(LIGHT.ink),
    showLegend: several,
    legendPos: "b",
    legendFontFace: FONT,
    legendFontSize: 12,
    catAxisLabelFontFace: FONT,
    catAxisLabelFontSize: 12,
    catAxisLabelColor: hex(LIGHT.soft),
    catAxisLineShow: true,
    valAxisLabelFontFace: FONT,
    valAxisLabelFontSize: 12,
    valAxisLabelColor: hex(LIGHT.soft),
    valAxisLineShow: false,
    valGridLine: { color: hex(LIGHT.line), size: 0.75 },
    catGridLine: { style: "none" },
    valAxisLabelFormatCode: formatCode(chart),
    ...(chart.series.every(({ values }) => values.every((value) => (value ?? 0) >= 0)) ? { valAxisMinVal: 0 } : {}),
    showValue: points <= MOST_LABELS,
    dataLabelFormatCode: formatCode(chart),
    dataLabelFontFace: FONT,
    dataLabelFontSize: 12,
    dataLabelColor: hex(LIGHT.ink),
    dataLabelPosition: chart.kind === "bar" ? "outEnd" : "t",
    barGapWidthPct: 60,
    lineSize: 3,
    lineDataSymbolSize: 9,
  });
}

/** The chart's series as its sheet holds them: money in whole units, gaps as gaps. */
function chartData(chart: ChartSpec): { name: string; labels: string[]; values: number[] }[] {
  const unit = chart.unit === "money" ? 10 ** fractionDigits(chart.currency ?? "USD") : 1;
  return chart.series.map(({ name, values }) => ({
    name: shown(name),
    labels: chart.categories.map(shown),
    // NaN is written as an empty point, which tidy-package.ts takes out: a gap in the line.
    values: chart.categories.map((_, index) => (typeof values[index] === "number" ? values[index] / unit : Number.NaN)),
  }));
}

/** What the chart says, for who cannot see it. */
function chartAlternative(chart: ChartSpec): string {
  const { rows } = chartTable(chart);
  return shown(`${chart.title}. ${rows.map(([category = "", ...values]) => `${category}: ${values.join(", ")}`).join("; ")}.`);
}

function formatCode({ unit }: ChartSpec): string {
  return unit === "ratio" ? "0%" : "#,##0";
}
