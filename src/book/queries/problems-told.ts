import type { Cells } from "../../domain/facts/metric.ts";
import { recordedProblems } from "../recorded-problems.ts";
import type { Query } from "./query.ts";

/** What each account wants solved, in its own words. */
export const problemsTold: Query = {
  name: "problems-told",
  doc: "the newest open request of an account, else the objective of its success plan",
  tables: ["requests", "success_plans"],
  rows: async ({ book, scope }) =>
    [...(await recordedProblems(book, scope.asOf))]
      .filter(([account]) => scope.account === undefined || account === scope.account)
      .map(([account, problem]): Cells => ({ account, problem, n: 1 })),
  evidence: ({ book, scope }, _days, limit) =>
    book.rows(
      `SELECT account, 'request' AS kind, request AS id, title AS words, CAST(day_of(created_at) AS VARCHAR) AS said_on FROM requests WHERE account = $account AND day_of(created_at) <= CAST($as_of AS DATE)
UNION ALL SELECT account, 'success plan', plan, objective, CAST(created_on AS VARCHAR) FROM success_plans WHERE account = $account AND (created_on IS NULL OR created_on <= CAST($as_of AS DATE))
ORDER BY kind, said_on DESC NULLS LAST, id LIMIT ${Math.trunc(limit)}`,
      { account: scope.account ?? "", as_of: scope.asOf },
    ),
};
