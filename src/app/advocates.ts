import { advocacy } from "../book/advocacy.ts";
import { knownAccounts, knownCustomers } from "../book/known-accounts.ts";
import { measureAll } from "../book/measure.ts";
import { signalsOf } from "../book/signals-of.ts";
import { compareText } from "../core/compare-text.ts";
import type { Day } from "../core/days.ts";
import { atLeast } from "../domain/standards/severity.ts";
import { asTier } from "../domain/health/tier.ts";
import { type Advocate, advocateOf } from "../domain/people/advocate.ts";
import type { Deps } from "./deps.ts";
import { figuresOf } from "./figures.ts";
import { type BookOptions, openSession } from "./open-session.ts";
import { resolveAccount } from "./resolve-account.ts";

export interface AccountAdvocate extends Advocate {
  readonly account: string;
  readonly name: string;
  readonly csm: string | null;
}

export interface AdvocatesReport {
  readonly as_of: Day;
  readonly age: number;
  /** Accounts that are customers on as-of: the denominator of the share of advocates. */
  readonly customers: number;
  readonly advocates: readonly AccountAdvocate[];
}

const METRICS = ["health_tier", "tenure_days", "feature_adoption", "days_to_renewal", "csm_name", "churned_on", "arr"];

/** Accounts that could be asked for a reference, a case study or a referral, those to ask now first. Throws UserError for an unknown account. */
export async function advocatesReport(deps: Deps, options: BookOptions): Promise<AdvocatesReport> {
  const session = await openSession(deps, options);
  try {
    const { book, asOf, age } = session;
    const chosen =
      options.account === undefined ? await knownCustomers(book, asOf) : [resolveAccount(options.account, await knownAccounts(book))];
    const voices = await advocacy(book, asOf);
    const measured = await measureAll(
      session.context(),
      chosen.map(({ account }) => account),
      METRICS,
    );
    const signals = await signalsOf(session.context(), chosen);
    const found = chosen.flatMap((account) => {
      const { value, number, words } = figuresOf(measured.get(account.account) ?? []);
      if (value("churned_on") !== null) return [];
      const voice = voices.get(account.account);
      const advocate = advocateOf({
        asOf,
        tier: asTier(value("health_tier")),
        tenureDays: number("tenure_days"),
        promoters: voice?.promoters ?? [],
        detractors: voice?.detractors ?? 0,
        outcome: voice?.outcome ?? null,
        featureAdoption: number("feature_adoption"),
        warnings: (signals.get(account.account) ?? [])
          .filter(({ kind, signal, severity }) => kind === "risk" && signal !== "renewal_due" && atLeast(severity, "high"))
          .map(({ title }) => title),
        daysToRenewal: number("days_to_renewal"),
        askedOn: voice?.asked_on ?? null,
      });
      return advocate === undefined ? [] : [{ account: account.account, name: account.name, csm: words("csm_name"), ...advocate }];
    });
    const customers = chosen.filter(({ account }) =>
      measured.get(account)?.some(({ metric, value }) => metric === "churned_on" && value === null),
    ).length;
    return { as_of: asOf, age, customers, advocates: found.sort(readiest) };
  } finally {
    session.close();
  }
}

function readiest(a: AccountAdvocate, b: AccountAdvocate): number {
  const waits = Number(a.not_now.length > 0) - Number(b.not_now.length > 0);
  return waits || b.asks.length - a.asks.length || b.why.length - a.why.length || compareText(a.account, b.account);
}
