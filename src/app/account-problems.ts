import { compareText } from "../core/compare-text.ts";
import type { Day } from "../core/days.ts";
import { clean } from "../core/text.ts";
import { type Quote, quotesOf } from "./account-quotes.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession } from "./open-session.ts";

/** Something an account wants solved, in its own words. */
export interface Problem extends Pick<Quote, "id" | "said_on" | "text"> {
  readonly kind: "request" | "success plan" | "ticket";
}

/** How far back a ticket that asks for more is a recorded problem. */
const DAYS = 90;
const MOST = 20;

/** Requests that were not shipped by as-of, and objectives of success plans written by then. */
const TOLD = `SELECT 'request' AS kind, request AS id, title AS text, day_of(created_at) AS said_on FROM requests
WHERE account = $account AND day_of(created_at) <= CAST($as_of AS DATE) AND (shipped_on IS NULL OR shipped_on > CAST($as_of AS DATE)) AND trim(coalesce(title, '')) <> ''
UNION ALL SELECT 'success plan', plan, objective, created_on FROM success_plans
WHERE account = $account AND (created_on IS NULL OR created_on <= CAST($as_of AS DATE)) AND trim(coalesce(objective, '')) <> ''
ORDER BY kind, said_on DESC NULLS LAST, id`;

/** What an account wants solved on as-of: open requests, objectives of its success plans, and tickets that ask for more, the newest first. */
export async function accountProblems(deps: Deps, options: BookOptions & { readonly account: string }): Promise<Problem[]> {
  const session = await openSession(deps, options);
  try {
    const { book, asOf, knowledge } = session;
    const told = await book.rows<Problem>(TOLD, { account: options.account, as_of: asOf });
    const phrases = knowledge.cues.get("expansion") ?? [];
    const asked = await quotesOf(book, { asOf, account: options.account, phrases, exits: () => false, days: DAYS, limit: MOST });
    const tickets = asked.flatMap(({ kind, id, said_on, text }): Problem[] => (kind === "ticket" ? [{ kind, id, said_on, text }] : []));
    return [...told.map((one) => ({ ...one, text: clean(one.text) })), ...tickets].sort(newestFirst).slice(0, MOST);
  } finally {
    session.close();
  }
}

function newestFirst(a: Problem, b: Problem): number {
  const [left, right]: [Day, Day] = [a.said_on ?? "", b.said_on ?? ""];
  return compareText(right, left) || compareText(a.id, b.id);
}
