import type { MetricsReport } from "../../app/metrics.ts";
import type { PeriodFigures } from "../../book/period/period-figures.ts";
import { addDays } from "../../core/days.ts";
import { grainName, nextStart, startOf } from "../../domain/metrics/period.ts";
import { metricValue, shortMoney } from "./render-metrics-value.ts";
import { sparkline } from "./sparkline.ts";
import { table } from "./table.ts";
import { columns } from "./wrap.ts";

const BRIDGE = [
  ["Start", "start"],
  ["New", "new"],
  ["Expand", "expansion"],
  ["Contract", "contraction"],
  ["Churn", "churn"],
  ["React.", "reactivation"],
  ["End", "end"],
] as const;
const RATES = [
  ["GRR", "grr"],
  ["NRR", "nrr"],
  ["Logos kept", "logo_retention"],
] as const;
const PRACTICE = [
  ["Adoption", "product_adoption"],
  ["Seats used", "seat_utilisation"],
  ["MAU", "mau"],
  ["Sticky", "stickiness"],
  ["Activated", "activation"],
  ["NPS", "nps"],
  ["Tickets / cust.", "tickets_per_customer"],
  ["First reply", "first_reply_hours"],
  ["QBRs", "qbr_completion"],
] as const;

/** Fewer values than this make no trend. */
const LEAST_TREND = 3;

/** The period in its months or quarters, a row each; on a narrow terminal in several tables. With `trends` a last row draws each column. */
export function renderPeriods({ periods, grain, currency }: MetricsReport, width: number, trends = false): string {
  if (periods === undefined || grain === undefined) return "";
  const first = [
    grain === "month" ? "Month" : "Quarter",
    ...periods.map(({ from, to }) => {
      const whole = from === startOf(from, grain) && addDays(to, 1) === nextStart(to, grain);
      return `${grainName(from, grain)}${whole ? "" : " (part)"}`;
    }),
    ...(trends && periods.length >= LEAST_TREND ? ["Trend"] : []),
  ];
  const trend = (values: readonly (number | null)[]): string[] => (trends && periods.length >= LEAST_TREND ? [sparkline(values)] : []);
  const figure = ([title, metric]: readonly [string, string]): string[] => [
    title,
    ...periods.map((period) => valueOf(period, metric, currency)),
    ...trend(periods.map(({ figures }) => figures.find(({ name }) => name === metric)?.value ?? null)),
  ];
  const money = BRIDGE.map(([title, part]) => [
    title,
    ...periods.map(({ arr }) => (arr === null ? "–" : shortMoney(arr[part], currency))),
    ...trend(periods.map(({ arr }) => arr?.[part] ?? null)),
  ]);
  return [fitted(first, [...money, ...RATES.map(figure)], width), fitted(first, PRACTICE.map(figure), width)].flat().join("\n\n");
}

function valueOf({ figures }: PeriodFigures, metric: string, currency: string): string {
  const figure = figures.find(({ name }) => name === metric);
  return figure === undefined ? "–" : metricValue(figure.value, figure.unit, currency);
}

/** As many columns beside the first as fit into `width`, the rest in tables below. A column begins with its title. */
function fitted(first: readonly string[], rest: readonly (readonly string[])[], width: number): string[] {
  const tables: (readonly string[])[][] = [[]];
  for (const column of rest) {
    const last = tables.at(-1) ?? [];
    const taken = [first, ...last, column].reduce((sum, cells) => sum + Math.max(...cells.map(columns)) + 2, -2);
    if (taken > width && last.length > 0) tables.push([column]);
    else last.push(column);
  }
  return tables.map((group) => {
    const lines = first.map((name, row) => [name, ...group.map((cells) => cells[row] ?? "")]);
    return table(
      lines[0] ?? [],
      lines.slice(1),
      group.map((_, index) => index + 1),
    );
  });
}
