import { addDays } from "../../core/days.ts";
import { changeOf, weekOnWeek } from "./change.ts";
import { adjustedChances } from "./false-discoveries.ts";
import { type GatheredPattern, gather, gatherGap } from "./gather.ts";
import type { Pattern } from "./pattern.ts";
import type { PatternTicket } from "./pattern-ticket.ts";
import { type Rise, riseOf } from "./rise.ts";
import type { PatternView, Sorted } from "./sort-tickets.ts";
import { weekCounts, weekExposure, type WeekTable, weekTable } from "./week-table.ts";

/**
 * The patterns of sorted tickets as of a day: what two accounts and more tell in like words, and capabilities whose tickets rise as a whole
 * without one fault that explains it. No ticket is in two patterns. In no particular order: `rankPatterns` gives one.
 */
export function findPatterns({ tickets, byPattern }: Sorted, view: PatternView): Pattern[] {
  const table = weekTable(view.asOf, view.bounds.weeks);
  const seen = tickets.filter(({ on }) => on <= view.asOf);
  const gathered = [...byPattern].flatMap(
    ([id, own]) =>
      gather(
        id,
        own.filter(({ on }) => on <= view.asOf),
        view.ledger.resolve(id),
      ) ?? [],
  );
  const systemic = gathered.filter(
    ({ accounts, tickets: own, known }) =>
      (accounts.length >= view.bounds.min_accounts && own.length >= view.bounds.min_tickets) || isOfRecord(known),
  );
  const now = judge(seen, gathered, systemic, { table, view });
  const lastSunday = addDays(table.from, 7 * (table.weeks - 1) - 1);
  const before = judge(seen, gathered, systemic, { table: weekTable(lastSunday, view.bounds.weeks), view });
  return now.judged
    .filter(({ pattern: { lastSeen, known } }) => isOfRecord(known) || lastSeen >= addDays(view.asOf, -7 * view.bounds.forgotten_weeks))
    .map(({ pattern, rise, adjusted }) => {
      const weeks = weekOnWeek(pattern.tickets, table);
      const risen = adjusted <= view.bounds.false_discoveries && recentAccounts(pattern, rise, table) >= view.bounds.min_accounts;
      const wasRising = (before.rising.get(pattern.id) ?? 1) <= view.bounds.false_discoveries;
      const change = changeOf(pattern, { ...weeks, rising: risen, wasRising, table, bounds: view.bounds });
      return { ...pattern, rise, adjusted, rising: risen && change !== "gone", ...weeks, change };
    });
}

/** Product has it, or a person made it what it is: it stands by itself whatever its tickets do. */
function isOfRecord(known: GatheredPattern["known"]): boolean {
  return known !== undefined && (known.filed !== null || known.closed !== null || known.splitFrom !== null || known.joined || known.named);
}

interface Moment {
  readonly table: WeekTable;
  readonly view: PatternView;
}

interface Judged {
  readonly pattern: GatheredPattern;
  readonly rise: Rise | undefined;
  readonly adjusted: number;
}

/**
 * Faults that rise by themselves stand by themselves; what is left of a capability, where it rises as a whole, is one gap. `rising` has the
 * adjusted chance of everything that was asked.
 */
function judge(
  tickets: readonly PatternTicket[],
  gathered: readonly GatheredPattern[],
  systemic: readonly GatheredPattern[],
  { view, table }: Moment,
): { readonly judged: readonly Judged[]; readonly rising: ReadonlyMap<string, number> } {
  const exposure = weekExposure(tickets, table);
  const rated = (patterns: readonly GatheredPattern[]): Judged[] => {
    const rises = patterns.map((pattern) => riseOf(weekCounts(pattern.tickets, table), exposure));
    // What could not have been told from chance whatever its course is not asked, and costs the others nothing (Tarone, Biometrics 46, 1990).
    const asked = rises.flatMap((rise, at) =>
      rise !== undefined && rise.leastChance <= view.bounds.false_discoveries ? [{ at, chance: rise.chance }] : [],
    );
    const chances = adjustedChances(asked.map(({ chance }) => chance));
    const adjusted = new Map(asked.map(({ at }, place) => [at, chances[place] ?? 1]));
    return patterns.map((pattern, at) => ({ pattern, rise: rises[at], adjusted: adjusted.get(at) ?? 1 }));
  };
  const stands = ({ adjusted, pattern }: Judged): boolean => adjusted <= view.bounds.false_discoveries || isOfRecord(pattern.known);
  // Faults and capabilities are two families of questions, each with its own share of false discoveries.
  const faults = rated(systemic.filter(({ kind }) => kind === "fault"));
  const byThemselves = new Set(faults.filter(stands).map(({ pattern }) => pattern.id));
  const gaps = rated(
    gapsOf(
      gathered.filter(({ id }) => !byThemselves.has(id)),
      view,
    ),
  );
  const risen = gaps.filter(stands);
  const whole = new Set<string | null>(risen.map(({ pattern }) => pattern.id));
  return {
    judged: [...faults.filter(({ pattern }) => byThemselves.has(pattern.id) || !whole.has(wholeOf(pattern, view))), ...risen],
    rising: new Map([...faults, ...gaps].map(({ pattern, adjusted }) => [pattern.id, adjusted])),
  };
}

/** What is left of each capability, where enough accounts tell of it or it is on record. */
function gapsOf(rest: readonly GatheredPattern[], view: PatternView): GatheredPattern[] {
  const byCapability = new Map<string, GatheredPattern[]>();
  for (const pattern of rest) {
    const id = wholeOf(pattern, view);
    if (id === null) continue;
    const own = byCapability.get(id);
    if (own === undefined) byCapability.set(id, [pattern]);
    else own.push(pattern);
  }
  return [...byCapability].flatMap(([id, own]) => {
    const gap = gatherGap(id, own, view.ledger.resolve(id), view.capabilities.get(id));
    return (own.length > 1 && gap.accounts.length >= view.bounds.gap_accounts) || isOfRecord(gap.known) ? [gap] : [];
  });
}

/** The capability that a pattern would be a part of: one that was merged into another counts there. */
function wholeOf({ capability }: GatheredPattern, { ledger }: PatternView): string | null {
  return capability === null ? null : (ledger.resolve(capability)?.id ?? capability);
}

/** Accounts that wrote within the window that stands out. */
function recentAccounts({ tickets }: GatheredPattern, rise: Rise | undefined, table: WeekTable): number {
  const from = table.weeks - (rise?.weeks ?? 0);
  return new Set(tickets.flatMap(({ account, on }) => (account !== null && table.weekOf(on) >= from ? [account] : []))).size;
}
