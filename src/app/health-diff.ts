import { knownAccounts } from "../book/known-accounts.ts";
import { measureAll } from "../book/measure.ts";
import { healthModel, scoreBook } from "../book/queries/health.ts";
import { compareText } from "../core/compare-text.ts";
import { type Day, daysBetween } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import { diffHealth, type HealthDiff } from "../domain/health/diff-health.ts";
import type { HealthScore } from "../domain/health/health-score.ts";
import { scoreAt } from "../domain/health/score-table.ts";
import { type Tier, TIERS } from "../domain/health/tier.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession } from "./open-session.ts";
import { resolveAccount } from "./resolve-account.ts";
import { givenDay } from "./given-day.ts";

/** How an account stood on one of the two days; null where it was no customer then. */
export interface DiffSide {
  readonly score: number | null;
  readonly tier: Tier | null;
  readonly coverage: number;
  readonly vetoes: readonly string[];
}

export interface AccountDiff {
  readonly account: string;
  readonly name: string;
  readonly from: DiffSide | null;
  readonly to: DiffSide | null;
  /** Score on `to` − score on `from`; null where there is none on either day. The inputs' deltas and the re-shared points sum to it. */
  readonly delta: number | null;
  readonly inputs: HealthDiff["inputs"];
  readonly reshared: HealthDiff["reshared"] | null;
  readonly arr_minor: number | null;
  readonly currency: string;
}

/** Where accounts stood on either day. */
export type Standing = Tier | "no score" | "not here";

export interface TierMove {
  readonly from: Standing;
  readonly to: Standing;
  readonly accounts: number;
  /** ARR on `to` of those accounts, in the reporting currency; null where nobody's is on record. */
  readonly arr_minor: number | null;
}

export interface HealthDiffReport {
  readonly from: Day;
  readonly to: Day;
  readonly model: string;
  readonly currency: string;
  /** The largest fall first. */
  readonly accounts: readonly AccountDiff[];
  readonly moves: readonly TierMove[];
}

export interface HealthDiffOptions extends Omit<BookOptions, "asOf"> {
  readonly from: string;
  readonly to: string;
  /** The command that was given, for the line that mends it. */
  readonly command?: "health diff" | "diff";
}

/**
 * What changed in the health of one account or of all between two days. Both days are scored point in time, by the same model. Throws
 * UserError for days that are none or in the wrong order, and for an unknown account.
 */
export async function healthDiff(deps: Deps, options: HealthDiffOptions): Promise<HealthDiffReport> {
  const { from, to } = checkedDays(options.from, options.to, options.command ?? "health diff");
  const session = await openSession(deps, { ...options, asOf: to });
  try {
    const known = await knownAccounts(session.book);
    const one = options.account === undefined ? undefined : resolveAccount(options.account, known);
    const whole = session.context();
    const context = one === undefined ? whole : { ...whole, scope: { ...whole.scope, account: one.account } };
    const model = healthModel(context);
    const { accounts, days } = await scoreBook(context, [0, daysBetween(from, to)]);
    const figures = await measureAll(context, accounts, ["arr"]);
    const names = new Map(known.map(({ account, name }) => [account, name]));
    const [after, before] = days;
    const diffs = accounts.flatMap((account, row) => {
      const [old, now] = [before, after].map((day) => (day?.here[row] === 1 ? scoreAt(day.table, row) : null));
      if (old === undefined || now === undefined || (old === null && now === null)) return [];
      const arr = figures.get(account)?.[0];
      const amount = typeof arr?.value === "number" ? arr.value : null;
      return [accountDiff(account, names.get(account) ?? account, old, now, amount, arr?.currency ?? "")];
    });
    return {
      from,
      to,
      model: model.name,
      currency: session.book.currency,
      accounts: diffs.sort((a, b) => (a.delta ?? Infinity) - (b.delta ?? Infinity) || compareText(a.account, b.account)),
      moves: movesOf(diffs, session.book.currency),
    };
  } finally {
    session.close();
  }
}

function checkedDays(from: string, to: string, command: string): { from: Day; to: Day } {
  for (const day of [from, to]) givenDay(day, "the day");
  if (from < to) return { from, to };
  throw new UserError({
    code: "days-order",
    message: "The first day must lie before the second.",
    found: `${from} ${to}`,
    fix: `echo-cs ${command} ${to} ${from}`,
  });
}

function accountDiff(
  account: string,
  name: string,
  from: HealthScore | null,
  to: HealthScore | null,
  arr: number | null,
  currency: string,
): AccountDiff {
  const diff = from === null || to === null ? null : diffHealth(from, to);
  return {
    account,
    name,
    from: sideOf(from),
    to: sideOf(to),
    delta: diff?.delta ?? null,
    inputs: diff?.inputs ?? [],
    reshared: diff?.reshared ?? null,
    arr_minor: arr,
    currency,
  };
}

function sideOf(score: HealthScore | null): DiffSide | null {
  return score === null ? null : { score: score.score, tier: score.tier, coverage: score.coverage, vetoes: score.vetoes };
}

const STANDINGS: readonly Standing[] = [...TIERS, "no score", "not here"];

function movesOf(diffs: readonly AccountDiff[], currency: string): TierMove[] {
  const isPriced = diffs.some(({ arr_minor: arr }) => arr !== null);
  const standing = (side: DiffSide | null): Standing => (side === null ? "not here" : (side.tier ?? "no score"));
  return STANDINGS.flatMap((from) =>
    STANDINGS.flatMap((to) => {
      const moved = diffs.filter((diff) => standing(diff.from) === from && standing(diff.to) === to);
      const arr = isPriced ? moved.reduce((sum, diff) => sum + (diff.currency === currency ? (diff.arr_minor ?? 0) : 0), 0) : null;
      return moved.length === 0 ? [] : [{ from, to, accounts: moved.length, arr_minor: arr }];
    }),
  );
}
