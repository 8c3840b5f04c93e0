import { InternalError } from "../../core/errors.ts";
import { BASE_QUERIES } from "./base-queries.ts";
import { bookHealth } from "./book-health.ts";
import { bookSegments } from "./book-segments.ts";
import { bookWarnings } from "./book-warnings.ts";
import { health } from "./health.ts";
import { PERIOD_AHEAD } from "./period-ahead.ts";
import { peers } from "./peers.ts";
import { PERIOD_PRACTICE } from "./period-practice.ts";
import { problemsTold } from "./problems-told.ts";
import { periodRevenue } from "./period-revenue.ts";
import { periodTargets } from "./period-targets.ts";
import { quarterGoals } from "./quarter-goals.ts";
import { quarterMeetings } from "./quarter-meetings.ts";
import { quarterRequests } from "./quarter-requests.ts";
import { quarterSupport } from "./quarter-support.ts";
import { quarterUse } from "./quarter-use.ts";
import type { Query } from "./query.ts";

const QUARTER = [quarterUse, quarterSupport, quarterMeetings, quarterGoals, quarterRequests, peers];

const QUERIES: ReadonlyMap<string, Query> = new Map([
  ...BASE_QUERIES,
  ...[
    health,
    bookHealth,
    bookSegments,
    bookWarnings,
    problemsTold,
    periodRevenue,
    periodTargets,
    ...PERIOD_PRACTICE,
    ...PERIOD_AHEAD,
    ...QUARTER,
  ].map((query) => [query.name, query] as const),
]);

/** The query called `name`; metrics name only queries that exist, so an unknown one is a bug. */
export function queryNamed(name: string): Query {
  const query = QUERIES.get(name);
  if (query === undefined)
    throw new InternalError({ code: "unknown-query", message: `There is no query "${name}".`, allowed: [...QUERIES.keys()] });
  return query;
}
