import { compareText } from "../../core/compare-text.ts";
import { type Day, daysBetween } from "../../core/days.ts";
import { count } from "../../core/text.ts";
import { median } from "../metrics/median.ts";
import { type ForecastDeal, stageOf } from "./deal.ts";

/** How long won deals of each kind took from creation to close, in days: kind → median. Kinds with fewer than five such deals are left out. */
export function medianCycle(deals: readonly ForecastDeal[]): ReadonlyMap<string, number> {
  const kinds = [...new Set(deals.map(({ kind }) => kind))].sort();
  return new Map(
    kinds.flatMap((kind) => {
      const taken = deals.flatMap((deal) =>
        deal.kind === kind && deal.won && deal.created_on !== null && deal.close_on !== null
          ? [daysBetween(deal.created_on, deal.close_on)]
          : [],
      );
      return taken.length < 5 ? [] : [[kind, median(taken)] as const];
    }),
  );
}

/**
 * Stages that most won deals with a history went through, in the order in which they were entered first (by median place).
 * Empty where fewer than five won deals have a history.
 */
export function usualPath(deals: readonly ForecastDeal[]): readonly string[] {
  const paths = deals
    .filter(({ won, changes }) => won && changes.length > 0)
    .map(({ changes }) => [...new Set(changes.map(({ stage }) => stage))]);
  if (paths.length < 5) return [];
  const stages = [...new Set(paths.flat())].filter((stage) => paths.filter((path) => path.includes(stage)).length > paths.length / 2);
  const place = (stage: string): number => median(paths.filter((path) => path.includes(stage)).map((path) => path.indexOf(stage)));
  return stages
    .map((stage) => ({ stage, at: place(stage) }))
    .sort((a, b) => a.at - b.at || compareText(a.stage, b.stage))
    .map(({ stage }) => stage);
}

export interface DealContext {
  readonly asOf: Day;
  readonly cycles: ReadonlyMap<string, number>;
  readonly path: readonly string[];
  /** True where the exports hold next steps at all: else their absence says nothing. */
  readonly keepsNextSteps: boolean;
}

/** What makes an open deal's forecast doubtful, in words: a date passed or put off, age against won deals of its kind, skipped stages, gaps. */
export function dealWarnings(deal: ForecastDeal, { asOf, cycles, path, keepsNextSteps }: DealContext): string[] {
  return [
    ...(deal.amount_minor === null ? ["no amount"] : []),
    ...(deal.close_on === null ? ["no close date"] : []),
    ...(deal.close_on !== null && deal.close_on < asOf ? [`close date passed ${count(daysBetween(deal.close_on, asOf), "day")} ago`] : []),
    ...putOff(deal),
    ...old(deal, asOf, cycles.get(deal.kind)),
    ...skipped(deal, path),
    ...(keepsNextSteps && deal.next_step === null ? ["no next step"] : []),
  ];
}

function putOff({ changes }: ForecastDeal): string[] {
  const dates = changes.flatMap(({ close_on: on }) => (on === null ? [] : [on]));
  const later = dates.filter((date, index) => index > 0 && date > (dates[index - 1] ?? date)).length;
  const [first, last] = [dates[0], dates.at(-1)];
  return later === 0 || first === undefined || last === undefined || last <= first
    ? []
    : [`put off ${count(later, "time")}, by ${count(daysBetween(first, last), "day")} in all`];
}

function old({ created_on: created }: ForecastDeal, asOf: Day, usual: number | undefined): string[] {
  if (created === null || usual === undefined) return [];
  const age = daysBetween(created, asOf);
  return age > usual * 1.5 ? [`open for ${count(age, "day")}, won deals of its kind took ${Math.round(usual)}`] : [];
}

function skipped(deal: ForecastDeal, path: readonly string[]): string[] {
  const at = path.indexOf(stageOf(deal));
  if (deal.changes.length === 0 || at <= 0) return [];
  const been = new Set(deal.changes.map(({ stage }) => stage));
  const missing = path.slice(0, at).filter((stage) => !been.has(stage));
  return missing.length === 0 ? [] : [`skipped ${missing.join(", ")}`];
}
