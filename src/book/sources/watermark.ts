import { addDays, type Day, dayOf } from "../../core/days.ts";
import { UserError } from "../../core/errors.ts";
import type { ResultColumn } from "./open-engine.ts";
import type { Source } from "./source.ts";
import type { Since, WatermarkKind } from "./source-query.ts";

/** Types of the protocol that only grow: date, timestamp, timestamptz, int2, int4, int8. */
const KINDS: ReadonlyMap<number, WatermarkKind> = new Map([
  [1082, "day"],
  [1114, "time"],
  [1184, "instant"],
  [21, "number"],
  [23, "number"],
  [20, "number"],
]);

/** The kind of a source's watermark. Throws UserError where the query has no such column, or one of another type. */
export function watermarkKind(source: Source, columns: readonly ResultColumn[]): WatermarkKind | null {
  if (source.watermark === null) return null;
  const { column } = source.watermark;
  const found = columns.find(({ name }) => name === column);
  const kind = found === undefined ? undefined : KINDS.get(found.type);
  if (kind !== undefined) return kind;
  throw new UserError({
    code: "source-watermark",
    message:
      found === undefined
        ? `source ${source.name}: its SQL gives no column "${column}", which is its watermark`
        : `source ${source.name}: its watermark "${column}" is no date, time or whole number`,
    found: column,
    allowed: found === undefined ? columns.map(({ name }) => name) : ["date", "timestamp", "timestamp with time zone", "integer", "bigint"],
    fix:
      found === undefined
        ? "Add the column to the SELECT, or correct `watermark`."
        : `Cast it in the SELECT: ${column}::timestamptz AS ${column}`,
  });
}

const USUAL_OVERLAP_S = 3 * 86_400;

/**
 * From where on the rows of a source are asked for again: its last watermark, at most the present moment (one row with a date far ahead
 * would end all pulling), less the overlap. Null where nothing is known and everything is asked for.
 */
export function sinceOf(source: Source, kind: WatermarkKind | null, last: string | null, now: Date): Since | null {
  if (kind === null || last === null || source.watermark === null) return null;
  const { column, overlap } = source.watermark;
  if (kind === "number") {
    const steps = overlap !== null && "steps" in overlap ? overlap.steps : 0;
    return /^-?\d+$/.test(last) ? { column, kind, value: String(BigInt(last) - BigInt(steps)) } : null;
  }
  const seconds = overlap === null ? USUAL_OVERLAP_S : "seconds" in overlap ? overlap.seconds : overlap.steps * 86_400;
  if (kind === "day") return { column, kind, value: addDays(earlier(last, dayOf(now, "UTC")), -Math.ceil(seconds / 86_400)) };
  const at = Date.parse(last);
  if (Number.isNaN(at)) return null;
  const value = new Date(Math.min(at, now.getTime()) - seconds * 1000).toISOString();
  // A time without a zone is compared as one.
  return { column, kind, value: kind === "time" ? value.replace("T", " ").replace("Z", "") : value };
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

/** SQL over the kept rows, all text: the watermark as a value that can be compared; null where there is none. */
export function watermarkSql(column: string, kind: WatermarkKind): string {
  const type = { day: "DATE", time: "TIMESTAMP", instant: "TIMESTAMPTZ", number: "HUGEINT" }[kind];
  return `TRY_CAST(${column} AS ${type})`;
}

/** SQL of the greatest watermark as `sinceOf` reads it. Days and times without end are none. */
export function greatestSql(column: string, kind: WatermarkKind): string {
  const value = watermarkSql(column, kind);
  if (kind === "number") return `CAST(max(${value}) AS VARCHAR)`;
  const format = kind === "day" ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%S.%gZ";
  return `strftime(CAST(max(${value}) FILTER (isfinite(${value})) AS ${kind === "day" ? "DATE" : "TIMESTAMP"}), '${format}')`;
}
