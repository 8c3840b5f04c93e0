import type { MetricsReport } from "../../app/metrics.ts";
import type { PeriodFigures } from "../../app/metrics-period.ts";
import { grainName, nextStart, startOf } from "../../domain/metrics/period.ts";
import { addDays } from "../../core/days.ts";
import { metricValue, shortMoney } from "./render-metrics-value.ts";
import { table } from "./table.ts";

const BRIDGE = ["start", "new", "expansion", "contraction", "churn", "reactivation", "end"] as const;
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

/** The period in its months or quarters, a row each. */
export function renderPeriods(report: MetricsReport): string {
  const { periods, grain, currency } = report;
  if (periods === undefined || grain === undefined) return "";
  const name = ({ from, to }: PeriodFigures): string => {
    const whole = from === startOf(from, grain) && addDays(to, 1) === nextStart(to, grain);
    return `${grainName(from, grain)}${whole ? "" : " (part)"}`;
  };
  const value = ({ figures }: PeriodFigures, metric: string): string => {
    const figure = figures.find((candidate) => candidate.name === metric);
    return figure === undefined ? "–" : metricValue(figure.value, figure.unit, currency);
  };
  const money = periods.map((period) => [
    name(period),
    ...BRIDGE.map((part) => (period.arr === null ? "–" : shortMoney(period.arr[part], currency))),
    ...RATES.map(([, metric]) => value(period, metric)),
  ]);
  const practice = periods.map((period) => [name(period), ...PRACTICE.map(([, metric]) => value(period, metric))]);
  const right = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const head = ["Start", "New", "Expand", "Contract", "Churn", "React.", "End"];
  return [
    table([grain === "month" ? "Month" : "Quarter", ...head, ...RATES.map(([title]) => title)], money, right),
    table([grain === "month" ? "Month" : "Quarter", ...PRACTICE.map(([title]) => title)], practice, right),
  ].join("\n\n");
}
