import type { Day } from "../../core/days.ts";
import { DAY } from "./check-sql.ts";
import type { QueryContext } from "./query.ts";

export interface ContactDays {
  /** Days with a meeting, call or e-mail held, rising, by account. */
  readonly days: ReadonlyMap<string, readonly Day[]>;
  /** The first day of the meetings export. */
  readonly begin: Day | null;
}

/** When somebody was in contact with each account. */
export async function checkContactDays({ book, scope }: QueryContext): Promise<ContactDays> {
  const rows = await book.rows<{ account: string | null; days: string; begin: Day }>(
    `SELECT account, string_agg(DISTINCT CAST(on_day AS VARCHAR), ' ') FILTER (status = 'held') AS days, min(on_day) AS begin FROM interactions WHERE on_day <= ${DAY} GROUP BY account`,
    { as_of: scope.asOf },
  );
  const begins = rows.map(({ begin }) => begin).sort();
  return {
    days: new Map(
      rows.flatMap(({ account, days }) => (account === null || days === null ? [] : [[account, days.split(" ").sort()] as const])),
    ),
    begin: begins[0] ?? null,
  };
}
