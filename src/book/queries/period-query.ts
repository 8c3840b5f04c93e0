import type { Cells } from "../../domain/facts/metric.ts";
import type { Measured } from "../../domain/metrics/measured.ts";
import { lastFullQuarter, type Period } from "../../domain/metrics/period.ts";
import type { Row } from "../book.ts";
import type { TableName } from "../schema.ts";
import type { Query, QueryContext } from "./query.ts";

interface PeriodQuery {
  readonly name: string;
  readonly doc: string;
  readonly tables: readonly TableName[];
  readonly cells: (context: QueryContext, period: Period) => Promise<Cells>;
  /** The stored rows; may use $from, $to and $as_of, and orders them wholly. */
  readonly evidence: string;
}

/** A question of the whole book about the scope's period, else the last full quarter. A period is cut at as-of unless it looks ahead. */
export function periodQuery({ name, doc, tables, cells, evidence }: PeriodQuery): Query {
  return {
    name,
    doc,
    tables,
    rows: async (context) => [await cells(context, periodOf(context))],
    evidence: ({ book, scope }, _days, limit) => {
      const period = scope.period ?? lastFullQuarter(scope.asOf);
      const given: Record<string, string> = { from: period.from, to: period.to, as_of: scope.asOf };
      const params = Object.fromEntries(Object.entries(given).filter(([key]) => new RegExp(`\\$${key}\\b`).test(evidence)));
      return book.rows<Row>(`SELECT * FROM (${evidence}) LIMIT ${Math.trunc(limit)}`, params);
    },
  };
}

/** The period that the scope asks for. */
function periodOf({ scope }: QueryContext): Period {
  return scope.period ?? lastFullQuarter(scope.asOf);
}

/** Condition under which a day lies in the period and not after as-of. */
export const IN_PERIOD_SO_FAR = "BETWEEN CAST($from AS DATE) AND least(CAST($to AS DATE), CAST($as_of AS DATE))";

/** The same period without its days after as-of. */
export function upToNow({ from, to }: Period, { scope }: QueryContext): Period {
  return { from, to: to > scope.asOf ? scope.asOf : to };
}

/** Each figure as three cells: its value, what it was divided by, and why it has none. */
export function cellsOf(measured: ReadonlyMap<string, Measured>): Cells {
  const cells: Record<string, string | number | null> = {};
  for (const [name, { value, denominator, reason }] of measured) {
    cells[name] = value;
    cells[`${name}_of`] = denominator;
    cells[`${name}_why`] = reason ?? null;
  }
  return cells;
}
