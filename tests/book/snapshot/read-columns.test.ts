import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "../../../src/book/snapshot/database.ts";

let db: Database;
beforeAll(async () => {
  db = await openDatabase(":memory:");
});
afterAll(() => db.close());

/** More rows than the engine hands over at a time. */
const ROWS = 5000;

it("reads columns of doubles as the engine has them, with and without nulls", async () => {
  const { rows, columns } = await db.columns(
    `SELECT CAST(i AS DOUBLE) / 8 AS whole, CASE WHEN i % 3 = 0 THEN NULL ELSE CAST(i AS DOUBLE) / 8 END AS some, CAST(NULL AS DOUBLE) AS none FROM range(${ROWS}) t(i) ORDER BY i`,
  );
  expect(rows).toBe(ROWS);
  const expected = Array.from({ length: ROWS }, (_, i) => i / 8);
  expect([...(columns.get("whole")?.values ?? [])]).toEqual(expected);
  expect([...(columns.get("some")?.values ?? [])]).toEqual(expected.map((value, i) => (i % 3 === 0 ? Number.NaN : value)));
  expect([...(columns.get("none")?.values ?? [])]).toEqual(expected.map(() => Number.NaN));
});

it("reads whole numbers and days as numbers, and texts and flags as they are", async () => {
  const { columns } = await db.columns("SELECT 7::BIGINT AS n, DATE '1970-01-03' AS d, 'x' AS t, true AS f, NULL::INTEGER AS gone");
  expect(columns.get("n")).toEqual({ kind: "number", values: new Float64Array([7]) });
  expect(columns.get("d")).toEqual({ kind: "day", values: new Float64Array([2]) });
  expect(columns.get("t")).toEqual({ kind: "other", values: ["x"] });
  expect(columns.get("f")).toEqual({ kind: "other", values: [true] });
  expect(columns.get("gone")).toEqual({ kind: "number", values: new Float64Array([Number.NaN]) });
});

it("reads an empty answer", async () => {
  const { rows, columns } = await db.columns("SELECT 1.5::DOUBLE AS x WHERE false");
  expect([rows, columns.get("x")]).toEqual([0, { kind: "number", values: new Float64Array() }]);
});
