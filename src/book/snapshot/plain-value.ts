import type { JS } from "@duckdb/node-api";
import { InternalError } from "../../core/errors.ts";
import type { SqlValue } from "../book.ts";

/** A value of the engine as Book.rows gives it. Throws InternalError for whole numbers beyond 2^53. */
export function plainValue(value: JS, isDate: boolean): SqlValue {
  if (value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "bigint") return safeNumber(value);
  if (value instanceof Date) return isDate ? value.toISOString().slice(0, 10) : value.toISOString().replace(".000Z", "Z");
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? safeNumber(inner) : inner));
}

/** Money in minor units and counts stay below 2^53; a value above it would be printed wrong, so it is a bug to meet one. */
export function safeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    throw new InternalError({ code: "unsafe-integer", message: "a whole number is too large to be shown exactly", found: String(value) });
  }
  return number;
}
