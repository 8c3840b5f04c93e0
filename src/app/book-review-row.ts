import { compareText } from "../core/compare-text.ts";
import type { Day } from "../core/days.ts";
import type { Severity } from "../domain/brief/brief.ts";
import { bySeverity } from "../domain/brief/by-severity.ts";
import type { Measurement } from "../domain/facts/fact.ts";
import type { Tier } from "../domain/health/tier.ts";
import type { Outlook } from "../domain/renewals/outlook.ts";
import type { Signal, SignalKind } from "../domain/signals/signal.ts";
import type { Finding } from "../domain/standards/finding.ts";
import type { PageAccount } from "../reports/book-page/page-account.ts";
import { figuresOf } from "./figures.ts";
import type { HealthReport } from "./health-report.ts";

/** One customer of the review. Numbers are unrounded; null is not on record. */
export interface BookRow {
  readonly account: string;
  readonly name: string;
  readonly csm: string | null;
  readonly segment: string | null;
  readonly touch: string | null;
  readonly arr_minor: number | null;
  readonly currency: string;
  readonly score: number | null;
  readonly tier: Tier | null;
  /** Change of the score in 30 days. */
  readonly delta: number | null;
  readonly renewal_on: Day | null;
  /** Only where the renewal is within 90 days. */
  readonly outlook: Outlook | null;
  readonly open_tickets: number | null;
  readonly open_urgent_tickets: number | null;
  readonly last_meeting_on: Day | null;
  readonly seat_utilisation: number | null;
  readonly logins_change_30d: number | null;
  readonly signals: readonly {
    readonly kind: SignalKind;
    readonly signal: string;
    readonly title: string;
    readonly severity: Severity;
    readonly first_seen: Day;
  }[];
  readonly findings: readonly { readonly rule: string; readonly title: string; readonly severity: Severity; readonly count: number }[];
}

/** What is measured of every account. */
export const ROW_METRICS = [
  "churned_on",
  "csm_name",
  "segment",
  "touch",
  "arr",
  "renewal_on",
  "open_tickets",
  "open_urgent_tickets",
  "last_meeting_on",
  "seat_utilisation",
  "logins_change_30d",
];

export interface RowSources {
  readonly account: string;
  readonly name: string;
  /** The reporting currency. */
  readonly currency: string;
  readonly figures: readonly Measurement[];
  readonly health: HealthReport | undefined;
  readonly signals: readonly Signal[];
  readonly outlook: Outlook | null;
  readonly findings: readonly Finding[];
}

/** The row of an account; undefined for one that has left. Pure. */
export function bookRow({ account, name, currency, figures, health, signals, outlook, findings }: RowSources): BookRow | undefined {
  const { number, words, currency: currencyOf } = figuresOf(figures);
  if (words("churned_on") !== null) return undefined;
  return {
    account,
    name,
    csm: words("csm_name"),
    segment: words("segment"),
    touch: words("touch"),
    arr_minor: number("arr"),
    currency: currencyOf("arr") ?? currency,
    score: health?.score ?? null,
    tier: health?.tier ?? null,
    delta: health?.trend.delta ?? null,
    renewal_on: words("renewal_on"),
    outlook,
    open_tickets: number("open_tickets"),
    open_urgent_tickets: number("open_urgent_tickets"),
    last_meeting_on: words("last_meeting_on"),
    seat_utilisation: number("seat_utilisation"),
    logins_change_30d: number("logins_change_30d"),
    signals: [...signals]
      .map(({ kind, signal, title, severity, first_seen }) => ({ kind, signal, title, severity, first_seen }))
      .sort((a, b) => bySeverity(a, b) || compareText(a.signal, b.signal)),
    findings: findingsByRule(findings),
  };
}

/** The row as the page shows it. */
export function pageAccount(row: BookRow): PageAccount {
  return {
    id: row.account,
    name: row.name,
    csm: row.csm,
    segment: row.segment,
    touch: row.touch,
    arr: row.arr_minor,
    currency: row.currency,
    score: row.score,
    tier: row.tier,
    delta: row.delta,
    renewal: row.renewal_on,
    outlook: row.outlook,
    tickets: row.open_tickets,
    urgent: row.open_urgent_tickets,
    meeting: row.last_meeting_on,
    seats: row.seat_utilisation,
    logins: row.logins_change_30d,
    signals: row.signals.map(({ kind, title, severity, first_seen: since }) => ({ kind, title, severity, since })),
    findings: row.findings,
  };
}

/** Breaches of one rule together, in the order of the rules' gravity and ids. */
function findingsByRule(findings: readonly Finding[]): BookRow["findings"] {
  const rules = new Map<string, { rule: string; title: string; severity: Severity; count: number }>();
  for (const { rule, title, severity } of findings) {
    const known = rules.get(rule);
    if (known === undefined) rules.set(rule, { rule, title, severity, count: 1 });
    else known.count += 1;
  }
  return [...rules.values()].sort((a, b) => bySeverity(a, b) || compareText(a.rule, b.rule));
}
