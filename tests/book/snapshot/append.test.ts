import fc from "fast-check";
import { expect, it } from "vitest";
import { openDatabase } from "../../../src/book/snapshot/database.ts";

const LETTERS = ["a", "Z", "", " ", "'", '"', ",", "\n", "ä", "🙂", "\u001C", "\u001D", "\u001E", "\u001F", "NULL", "\\"];
const text = fc.array(fc.constantFrom(...LETTERS), { maxLength: 4 }).map((letters) => letters.join(""));
const row = fc.tuple(fc.option(text), fc.option(fc.integer()), text);

it("keeps every appended cell as it is, in its row, whatever letters it has", async () => {
  const db = await openDatabase(":memory:");
  await db.run("CREATE TEMP TABLE kept (one VARCHAR, two BIGINT, three VARCHAR)");
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
      await db.run("DELETE FROM kept");
      await db.append("kept", rows);
      const kept = await db.rows<{ one: string | null; two: number | null; three: string }>("SELECT * FROM kept ORDER BY rowid");
      expect(kept.map(({ one, two, three }) => [one, two, three])).toEqual(rows);
    }),
    { numRuns: 300 },
  );
  db.close();
});

it("keeps all rows of more than one helping, in order", async () => {
  const db = await openDatabase(":memory:");
  await db.run("CREATE TEMP TABLE kept (n BIGINT, word VARCHAR)");
  await db.append(
    "kept",
    Array.from({ length: 120_001 }, (_, n) => [n, n === 70_000 ? "a\u001Eb" : n % 7 === 0 ? null : `word ${n}`]),
  );
  const [seen] = await db.rows<{ n: number; wrong: number; odd: string }>(
    "SELECT count(*) AS n, count(*) FILTER (WHERE n <> rowid OR word IS DISTINCT FROM CASE WHEN n = 70000 THEN word WHEN n % 7 = 0 THEN NULL ELSE 'word ' || n END) AS wrong, max(CASE WHEN n = 70000 THEN word END) AS odd FROM kept",
  );
  expect(seen).toEqual({ n: 120_001, wrong: 0, odd: "a\u001Eb" });
  db.close();
});
