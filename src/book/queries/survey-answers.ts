import type { Day } from "../../core/days.ts";
import type { Answer } from "../../domain/metrics/satisfaction.ts";
import type { Book } from "../book.ts";
import { accountSet, IN_SET } from "./account-set.ts";

/** Who answered: an address, else a name at an account, else nobody twice. */
export const RESPONDENT = "coalesce(email, account || chr(10) || person, survey)";

interface Window {
  readonly from: Day;
  readonly to: Day;
}

const LATEST = `SELECT account, kind, score FROM surveys
  WHERE score IS NOT NULL AND day_of(answered_at) BETWEEN CAST($from AS DATE) AND CAST($to AS DATE)
  QUALIFY row_number() OVER (PARTITION BY kind, ${RESPONDENT} ORDER BY answered_at DESC, survey DESC) = 1`;

/** The latest answer of each respondent and kind in the window, of these accounts (undefined: of everybody, joined or not). */
export async function surveyAnswers(book: Book, accounts: readonly string[] | undefined, { from, to }: Window): Promise<Answer[]> {
  const rows = await book.rows<Answer & { readonly answers: number }>(
    `SELECT kind, score, count(*) AS answers FROM (${LATEST}) WHERE ${IN_SET} GROUP BY kind, score ORDER BY kind, score`,
    { from, to, ...accountSet(accounts) },
  );
  return rows.flatMap(({ kind, score, answers }) => Array.from({ length: answers }, () => ({ kind, score })));
}

/** How many of these accounts have a respondent whose latest NPS answer of the window is 9 or 10, and how many have any NPS answer. */
export async function promoterAccounts(
  book: Book,
  accounts: readonly string[],
  { from, to }: Window,
): Promise<{ readonly promoters: number; readonly asked: number }> {
  const [row] = await book.rows<{ promoters: number; asked: number }>(
    `SELECT count(DISTINCT account) FILTER (score >= 9) AS promoters, count(DISTINCT account) AS asked FROM (${LATEST}) WHERE kind = 'nps' AND account IS NOT NULL AND ${IN_SET}`,
    { from, to, ...accountSet(accounts) },
  );
  return row ?? { promoters: 0, asked: 0 };
}
