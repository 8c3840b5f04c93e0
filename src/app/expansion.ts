import { activeUsersByWindow } from "../book/active-users.ts";
import { knownAccounts, knownCustomers } from "../book/known-accounts.ts";
import { measureAll } from "../book/measure.ts";
import { type AccountHoldings, accountHoldings, productCatalogue } from "../book/product-holdings.ts";
import { recordedProblems } from "../book/recorded-problems.ts";
import { signalsOf } from "../book/signals-of.ts";
import { compareText } from "../core/compare-text.ts";
import type { Day } from "../core/days.ts";
import { type Severity, SEVERITIES } from "../domain/brief/brief.ts";
import { type CatalogueItem, type Cell, cellOf } from "../domain/expansion/whitespace.ts";
import { projectSeats, type SeatProjection, WINDOW_DAYS } from "../domain/expansion/seat-projection.ts";
import { asTier, type Tier } from "../domain/health/tier.ts";
import type { Signal } from "../domain/signals/signal.ts";
import { checkExpansion } from "../team/policy/check-expansion.ts";
import type { Deps } from "./deps.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { type BookOptions, openSession, type Session } from "./open-session.ts";
import { resolveAccount } from "./resolve-account.ts";

/** Half a year of windows of 30 days. */
const WINDOWS = 6;

/** Why nobody offers more, for now: the rule's id and its words. */
export interface Hold {
  readonly rule: string;
  readonly reason: string;
}

/** What could be sold to one account, on what grounds, and whether it may be offered now. */
export interface ExpansionChance {
  readonly account: string;
  readonly name: string;
  readonly tier: Tier | null;
  readonly arr_minor: number | null;
  readonly currency: string;
  readonly signals: readonly { readonly signal: string; readonly title: string; readonly severity: Severity; readonly first_seen: Day }[];
  readonly seats: SeatProjection;
  readonly products: readonly {
    readonly product: string;
    readonly name: string;
    readonly cell: Cell;
    readonly price_minor: number | null;
    readonly currency: string | null;
  }[];
  /** The open expansion deals. */
  readonly deals: readonly string[];
  /** What they want solved, in their words; null where nothing is on record. */
  readonly problem: string | null;
  /** Null where it may be offered. */
  readonly hold: Hold | null;
  /** Success drives, sales closes. */
  readonly driven_by: string | null;
  readonly closed_by: string | null;
}

export interface ExpansionReport {
  readonly as_of: Day;
  readonly age: number;
  readonly catalogue: readonly CatalogueItem[];
  readonly accounts: readonly ExpansionChance[];
}

const METRICS = ["churned_on", "expansion_tickets", "health_tier", "arr", "seats", "segment", "industry", "csm_name", "seller_name"];

/** Chances to grow of one account or all, the best grounded first; accounts that left are no chance. Throws UserError for an unknown account. */
export async function expansionReport(deps: Deps, options: BookOptions): Promise<ExpansionReport> {
  const session = await openSession(deps, options);
  try {
    const { book, asOf, age } = session;
    const chosen =
      options.account === undefined ? await knownCustomers(book, asOf) : [resolveAccount(options.account, await knownAccounts(book))];
    const [catalogue, holdings, users, problems] = [
      await productCatalogue(book),
      await accountHoldings(book, asOf),
      await activeUsersByWindow(book, asOf, WINDOW_DAYS, WINDOWS),
      await recordedProblems(book, asOf),
    ];
    const measured = await measureAll(
      session.context(),
      chosen.map(({ account }) => account),
      METRICS,
    );
    const signals = await signalsOf(session.context(), chosen);
    const chances = chosen.flatMap(({ account, name }) => {
      const figures = figuresOf(measured.get(account) ?? []);
      if (figures.words("churned_on") !== null) return [];
      return [
        chanceOf({ account, name }, figures, {
          session,
          signals: signals.get(account) ?? [],
          catalogue,
          holdings: holdings.get(account),
          users: users.get(account),
          problem: problems.get(account),
        }),
      ];
    });
    return { as_of: asOf, age, catalogue, accounts: chances.sort(bestFirst) };
  } finally {
    session.close();
  }
}

interface Grounds {
  readonly session: Session;
  readonly signals: readonly Signal[];
  readonly catalogue: readonly CatalogueItem[];
  readonly holdings: AccountHoldings | undefined;
  readonly users: readonly number[] | undefined;
  readonly problem: string | undefined;
}

function chanceOf(account: { readonly account: string; readonly name: string }, figures: Figures, grounds: Grounds): ExpansionChance {
  const { session, signals, catalogue, holdings, users, problem } = grounds;
  const rules = session.deps.workspace.config.eligible ?? {};
  const tier = asTier(figures.words("health_tier"));
  const seats = figures.number("seats");
  const held = {
    subscribed: holdings?.subscribed ?? [],
    used: holdings?.used ?? new Set<string>(),
    deals: holdings?.deals ?? [],
    segment: figures.words("segment"),
    industry: figures.words("industry"),
    seats,
  };
  const asked = (figures.number("expansion_tickets") ?? 0) > 0 ? "they asked for more in a ticket" : null;
  return {
    ...account,
    tier,
    arr_minor: figures.number("arr"),
    currency: figures.currency("arr") ?? session.book.currency,
    signals: signals
      .filter(({ kind }) => kind === "expansion")
      .map(({ signal, title, severity, first_seen }) => ({ signal, title, severity, first_seen })),
    seats: projectSeats(users ?? [], seats, session.asOf),
    products: catalogue.map((item) => ({
      product: item.product,
      name: item.name,
      cell: cellOf(item, held, catalogue, rules[item.name]),
      price_minor: item.price_minor,
      currency: item.currency,
    })),
    deals: held.deals,
    problem: problem ?? asked,
    hold: holdOn(tier, problem ?? asked),
    driven_by: figures.words("csm_name"),
    closed_by: figures.words("seller_name"),
  };
}

function holdOn(tier: Tier | null, problem: string | null): Hold | null {
  const verdict = checkExpansion({ tier });
  if (!verdict.allowed) return { rule: verdict.rule, reason: verdict.reason };
  return problem === null ? { rule: "no-pitch-without-problem", reason: "No problem of theirs is on record: ask before offering." } : null;
}

function bestFirst(a: ExpansionChance, b: ExpansionChance): number {
  return weight(b) - weight(a) || (b.arr_minor ?? 0) - (a.arr_minor ?? 0) || compareText(a.account, b.account);
}

/** Grounds count by their severity; a red account comes last whatever it shows. */
function weight({ signals, seats, hold }: ExpansionChance): number {
  const grounds = signals.reduce((sum, { severity }) => sum + SEVERITIES.indexOf(severity) + 1, 0);
  const filling = seats.kind === "full" ? 3 : seats.kind === "fills" ? 2 : 0;
  return hold?.rule === "expansion-after-retention" ? -100 + grounds : grounds + filling;
}
