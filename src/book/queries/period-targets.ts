import { addDays } from "../../core/days.ts";
import { formatValue } from "../../domain/facts/format-value.ts";
import type { Cells } from "../../domain/facts/metric.ts";
import { DEFINITIONS } from "../../domain/metrics/definitions.ts";
import type { Definition } from "../../domain/metrics/figure.ts";
import { addMonths, monthsIn, type Period } from "../../domain/metrics/period.ts";
import { shareBesideTarget } from "../../domain/targets/share-beside-target.ts";
import { meets, type Target } from "../../domain/targets/target.ts";
import { askOnce } from "./ask-once.ts";
import { bookHealth } from "./book-health.ts";
import { PERIOD_PRACTICE } from "./period-practice.ts";
import { periodQuery } from "./period-query.ts";
import { periodRevenue } from "./period-revenue.ts";
import type { QueryContext } from "./query.ts";

/** Every target against what a period, or the months that the target is meant for, gave. */
export const periodTargets = periodQuery({
  name: "period-targets",
  doc: "the metrics that have a target in targets.yaml, met and missed",
  tables: ["meta"],
  cells: async (context, period) => {
    const targets = [...(context.knowledge.settings?.targets?.values() ?? [])];
    const judged: { readonly words: string; readonly met: boolean | null }[] = [];
    for (const target of targets) {
      const definition = DEFINITIONS.find(({ name }) => name === target.metric);
      const value = definition === undefined ? null : await valueOf(definition, target, context, period);
      if (definition === undefined || value === undefined) continue;
      judged.push({ words: wordsOf(definition, target, value), met: value === null ? null : meets(target, value) });
    }
    const those = (met: boolean | null): Cells => {
      const found = judged.filter((one) => one.met === met).map(({ words }) => words);
      const key = met === null ? "unknown" : met ? "met" : "missed";
      return { [key]: found.length, [`${key}_names`]: found.length === 0 ? null : found.join(", ") };
    };
    return { ...those(true), ...those(false), ...those(null), n: targets.length };
  },
  evidence: "SELECT key, value FROM meta ORDER BY key",
});

/** The metric's value; undefined for one that only `echo-cs metrics` measures. */
async function valueOf(
  definition: Definition,
  { metric, months }: Target,
  context: QueryContext,
  asked: Period,
): Promise<number | null | undefined> {
  const to = asked.to > context.scope.asOf ? context.scope.asOf : asked.to;
  if (definition.group === "standing") {
    if (metric !== "green_share") return undefined;
    const [row] = await askOnce(bookHealth, { ...context, scope: { asOf: to, health: context.scope.health } });
    const [green, scored] = [Number(row?.["green"] ?? 0), Number(row?.["scored"] ?? 0)];
    return scored === 0 ? null : green / scored;
  }
  const period =
    months === undefined || definition.group !== "retention" || monthsIn({ from: asked.from, to }) === months
      ? { from: asked.from, to }
      : { from: addMonths(addDays(to, 1), -months), to };
  for (const query of [periodRevenue, ...PERIOD_PRACTICE]) {
    if (query.name === "period-revenue" && definition.group !== "retention" && definition.group !== "growth") continue;
    const [row] = await askOnce(query, { ...context, scope: { ...context.scope, account: undefined, period } });
    const value = row?.[metric];
    if (value !== undefined) return typeof value === "number" ? value : null;
  }
  return null;
}

/** "NRR 99.9 % (target > 110 %)". */
function wordsOf({ title, unit }: Definition, { operator, value: line }: Target, value: number | null): string {
  const short = /\(([^)]+)\)/.exec(title)?.[1] ?? title;
  const printed = (number: number): string =>
    unit === "ratio"
      ? shareBesideTarget(number, line)
      : unit === "days" || unit === "hours"
        ? formatValue({ value: number, unit })
        : formatValue({ value: number, unit: "count" });
  return `${short} ${value === null ? "not known" : printed(value)} (target ${operator} ${printed(line)})`;
}
