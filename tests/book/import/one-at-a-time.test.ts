import { expect, it } from "vitest";
import { oneAtATime } from "../../../src/book/import/one-at-a-time.ts";
import { together } from "../../../src/book/import/together.ts";
import { openDatabase } from "../../../src/book/snapshot/database.ts";

it("an append that is asked for while a statement runs waits for its end", async () => {
  const db = oneAtATime(await openDatabase(":memory:"));
  await db.run("CREATE TEMP TABLE words (word VARCHAR)");
  const [, rows] = await together(
    db.run("CREATE TEMP TABLE hashes AS SELECT count(DISTINCT hash(i)) AS n FROM range(1000000) t(i)"),
    db.append("words", [["one"], ["two"]]).then(() => db.rows("SELECT n, word FROM hashes, words ORDER BY word")),
  );
  expect(rows).toEqual([
    { n: 1_000_000, word: "one" },
    { n: 1_000_000, word: "two" },
  ]);
  db.close();
});

it("goes on after a statement that failed, and tells of it", async () => {
  const db = oneAtATime(await openDatabase(":memory:"));
  const [failed, done] = await Promise.allSettled([db.run("SELECT nothing"), db.rows("SELECT 1 AS n")]);
  expect(failed.status).toBe("rejected");
  expect(done).toEqual({ status: "fulfilled", value: [{ n: 1 }] });
  db.close();
});

it("another connection works at the same time, sees stored tables but no temporary ones, and is closed with the first", async () => {
  const db = oneAtATime(await openDatabase(":memory:"));
  const other = await db.beside();
  await db.run("CREATE TABLE stored AS SELECT 1 AS n; CREATE TEMP TABLE own AS SELECT 2 AS n");
  await together(
    db.run("CREATE TABLE much AS SELECT i FROM range(1000000) t(i)"),
    other.run("CREATE TEMP TABLE own AS SELECT n + 2 AS n FROM stored"),
  );
  expect([await db.rows("SELECT n FROM own"), await other.rows("SELECT n FROM own")]).toEqual([[{ n: 2 }], [{ n: 3 }]]);
  db.close();
  await expect(other.rows("SELECT 1 AS n")).rejects.toThrow();
});

it("together waits for both, also where one fails", async () => {
  let ended = false;
  const slow = new Promise<void>((done) => setTimeout(done, 30)).then(() => {
    ended = true;
  });
  await expect(together(Promise.reject(new Error("first")), slow)).rejects.toThrow("first");
  expect(ended).toBe(true);
  await expect(together(slow, Promise.reject(new Error("second")))).rejects.toThrow("second");
  expect(await together(Promise.resolve(1), Promise.resolve("b"))).toEqual([1, "b"]);
});
