import type { ChalkInstance } from "chalk";
import type { ExplainResult } from "../../app/churn-explain.ts";
import { clean, count } from "../../core/text.ts";
import type { ChurnModel } from "../../domain/churn/churn-model.ts";
import { formatFact } from "../../domain/facts/format-value.ts";
import { METRICS } from "../../domain/facts/metrics/registry.ts";
import { cleanScreen } from "./clean-screen.ts";
import { cut } from "./cut.ts";
import { noSignal, percent } from "./render-churn-scores.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

interface View {
  readonly paint: ChalkInstance;
  readonly width: number;
}

/** What raises and what lowers one customer's probability. */
export function renderChurnExplanation(explained: ExplainResult, model: ChurnModel, { paint, width }: View): string {
  const name = clean(explained.name);
  if (explained.verdict === "no-signal") return `${wrap(`${name}: ${noSignal(model.report)}. There is nothing to explain by.`, width)}\n`;
  const head = `${paint.bold(name)}  ${percent(explained.probability)} likely to leave${explained.as_of === null ? "" : ` (as of ${explained.as_of})`}; a customer with average values ${percent(explained.average)}`;
  const told = explained.contributions.filter(({ points }) => Math.abs(points) >= 0.0005);
  const rows = (sign: 1 | -1): string[][] =>
    told
      .filter(({ points }) => points * sign > 0)
      .map(({ column, value, points }) => [
        titleOf(column),
        shown(column, value),
        `${points > 0 ? "+" : "−"}${(Math.abs(points) * 100).toFixed(1)}`,
      ]);
  const part = (title: string, body: string[][]): string =>
    body.length === 0 ? "" : `\n\n${table([title, "Value", "Points"], body, [2])}`;
  const rest = explained.contributions.length - told.length;
  const foot = `Points of per cent against a customer that is average in every column (which is not the share that left); they sum to the difference${rest > 0 ? ` (${count(rest, "column")} with less than 0.05 not shown)` : ""}. They say what the model goes by, not what would happen if it were changed.`;
  return `${cleanScreen(paint, head + part("Raises the risk", rows(1)) + part("Lowers the risk", rows(-1)))}\n\n${paint.dim(wrap(foot, width))}\n`;
}

function titleOf(column: string): string {
  return METRICS.get(column)?.title ?? column;
}

function shown(column: string, value: string | null): string {
  if (value === null) return "blank";
  const metric = METRICS.get(column);
  const number = Number(value);
  if (metric !== undefined && metric.unit !== "money" && Number.isFinite(number)) return formatFact({ value: number, unit: metric.unit });
  return cut(value, 40);
}
