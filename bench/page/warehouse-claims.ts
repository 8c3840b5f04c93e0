import { atMost, type Claim } from "./claim.ts";
import type { Measured } from "./shapes.ts";

/** At least 60 % of the rate of psql. */
const MOST = 1 / 0.6;

/** Rows pulled from a PostgreSQL server beside what psql takes to write them to a file. */
export function warehouseClaims(measured: Measured<"warehouse"> | undefined): Claim[] {
  return (measured?.results ?? []).map(({ rows, psql_ms: psql, fetch }) =>
    atMost({
      id: "warehouse",
      what: `${rows / 1_000_000} million rows of a warehouse fetched, with at most ${Math.round(fetch.peak_mb)} MB`,
      ours: fetch.ms / 1000,
      theirs: psql / 1000,
      unit: "s",
      than: "psql, `COPY … TO STDOUT` into a file",
      most: Math.round(MOST * 100) / 100,
    }),
  );
}
