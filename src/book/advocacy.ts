import type { Day } from "../core/days.ts";
import type { Book } from "./book.ts";

/** What speaks for and against asking an account for its voice. */
export interface AdvocacyRow {
  readonly account: string;
  /** `person|day` of each present promoter, newest first. */
  readonly promoters: readonly { readonly person: string; readonly on: Day }[];
  readonly detractors: number;
  readonly outcome: string | null;
  readonly asked_on: Day | null;
}

const ASKED = "(reference|case study|testimonial|success story|referral|referenz|fallstudie)";

/** Advocacy of every account on as-of: the latest NPS answer of each person within a year, outcomes reached, and the last time somebody asked. account → row. */
export async function advocacy(book: Book, asOf: Day): Promise<ReadonlyMap<string, AdvocacyRow>> {
  const rows = await book.rows<{
    account: string;
    promoters: string | null;
    detractors: number;
    outcome: string | null;
    asked_on: Day | null;
  }>(
    `WITH answers AS (
  SELECT account, coalesce(person, (SELECT any_value(c.name) FROM contacts c WHERE c.account = surveys.account AND c.email = surveys.email), email, 'somebody') AS person, score, day_of(answered_at) AS on_day
  FROM surveys WHERE account IS NOT NULL AND kind = 'nps' AND day_of(answered_at) <= CAST($as_of AS DATE) AND day_of(answered_at) > CAST($as_of AS DATE) - 365
  QUALIFY row_number() OVER (PARTITION BY account, coalesce(email, person, survey) ORDER BY answered_at DESC, survey DESC) = 1
), present AS (SELECT a.* FROM answers a WHERE NOT EXISTS (SELECT 1 FROM contacts c WHERE c.account = a.account AND c.name = a.person AND c.left_on <= CAST($as_of AS DATE))),
voices AS (
  SELECT account, string_agg(person || '|' || on_day, chr(10) ORDER BY on_day DESC, person) FILTER (score >= 9) AS promoters, count(*) FILTER (score <= 6) AS detractors FROM present GROUP BY account
), outcomes AS (
  SELECT account, first(objective ORDER BY target_on DESC NULLS LAST, plan) AS outcome FROM success_plans
  WHERE objective IS NOT NULL AND (progress >= 1 OR lower(coalesce(status, '')) IN ('done', 'reached', 'completed', 'complete', 'achieved')) AND coalesce(target_on, created_on) <= CAST($as_of AS DATE) GROUP BY account
), asked AS (
  SELECT account, max(on_day) AS asked_on FROM interactions WHERE on_day <= CAST($as_of AS DATE) AND regexp_matches(lower(coalesce(notes, '')), '${ASKED}') GROUP BY account
)
SELECT a.account, v.promoters, coalesce(v.detractors, 0) AS detractors, o.outcome, k.asked_on
FROM accounts a LEFT JOIN voices v USING (account) LEFT JOIN outcomes o USING (account) LEFT JOIN asked k USING (account) ORDER BY a.account`,
    { as_of: asOf },
  );
  return new Map(
    rows.map(({ promoters, ...row }) => [
      row.account,
      {
        ...row,
        promoters: (promoters ?? "")
          .split("\n")
          .filter((line) => line !== "")
          .map(voice),
      },
    ]),
  );
}

function voice(line: string): { person: string; on: Day } {
  const at = line.lastIndexOf("|");
  return { person: line.slice(0, at), on: line.slice(at + 1) };
}
