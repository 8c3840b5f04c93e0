import { formatValue } from "../../domain/facts/format-value.ts";
import type { ChartSpec } from "./chart-spec.ts";

/** The chart's values as text, one row a category: its alternative for who cannot see it. */
export function chartTable(chart: ChartSpec): { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  return {
    header: ["", ...chart.series.map(({ name }) => name)],
    rows: chart.categories.map((category, index) => [
      category,
      ...chart.series.map(({ values }) =>
        values[index] === undefined || values[index] === null ? "–" : printedPoint(chart, values[index]),
      ),
    ]),
  };
}

/** A value of the chart as its unit prints it. */
export function printedPoint({ unit, currency }: Pick<ChartSpec, "unit" | "currency">, value: number): string {
  return formatValue({ value, unit, ...(currency === undefined ? {} : { currency }) });
}
