import type { Query } from "./query.ts";
import { scoreAccounts } from "./health.ts";
import { revenue } from "./revenue.ts";

/** How many accounts stand in each tier, and their ARR. */
export const bookHealth: Query = {
  name: "book-health",
  doc: "accounts and ARR by health tier, by the model in use",
  tables: ["accounts", "usage", "subscriptions", "invoices", "tickets", "surveys", "interactions", "contacts"],
  rows: async (context) => {
    const whole = { ...context, scope: { asOf: context.scope.asOf, health: context.scope.health } };
    const scored = await scoreAccounts(whole);
    const paid = await revenue.rows(whole);
    // An account that pays in another currency counts, its money does not: amounts of two currencies are never added.
    const reported = new Map(
      paid
        .filter((row) => row["currencies"] === 1 && row["currency"] === context.book.currency)
        .map((row) => [row["account"], Number(row["arr_minor"])]),
    );
    const arrOf = (account: string): number => reported.get(account) ?? 0;
    const inTier = (tier: string | null): string[] => scored.filter(({ now }) => now.tier === tier).map(({ account }) => account);
    const scores = scored.flatMap(({ now }) => (now.score === null ? [] : [now.score]));
    // Where nobody's revenue is on record, that of the red accounts is unknown, and not nothing.
    const total = (accounts: readonly string[]): number | null =>
      paid.length === 0 || scores.length === 0 ? null : accounts.reduce((sum, account) => sum + arrOf(account), 0);
    // Where nobody has a score none is red, and nobody knows who would be.
    const number = (tier: string): number | null => (scores.length === 0 ? null : inTier(tier).length);
    return [
      {
        red: number("red"),
        yellow: number("yellow"),
        green: number("green"),
        unscored: inTier(null).length,
        scored: scores.length,
        mean: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
        red_minor: total(inTier("red")),
        risk_minor: total([...inTier("red"), ...inTier("yellow")]),
        currency: context.book.currency,
        n: scored.length,
      },
    ];
  },
  evidence: async (context, _days, limit) => {
    const scored = await scoreAccounts({ ...context, scope: { asOf: context.scope.asOf, health: context.scope.health } });
    return scored
      .map(({ account, now, before }) => ({
        account,
        tier: now.tier,
        score: now.score,
        coverage: now.coverage,
        score_30d_ago: before.score,
      }))
      .slice(0, limit);
  },
};
