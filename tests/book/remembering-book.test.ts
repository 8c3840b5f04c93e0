import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure } from "../../src/book/measure.ts";
import { rememberingBook } from "../../src/book/remembering-book.ts";
import type { QueryContext } from "../../src/book/queries/query.ts";
import { openBook, type OpenedBook } from "../../src/book/snapshot/open-book.ts";
import { stableJson } from "../../src/core/json.ts";
import { METRICS } from "../../src/domain/facts/metrics/registry.ts";
import { loadKnowledge } from "../../src/team/knowledge/load-knowledge.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

let folder = "";
let book: OpenedBook;
beforeAll(async () => {
  folder = await demoFolder();
  book = await openBook(join(folder, "echo-demo/.echo/book.duckdb"));
});
afterAll(() => {
  book.close();
  removeFolder(folder);
});

describe("a book that many share", () => {
  it("measures every metric of every account as a book of one's own does", async () => {
    const knowledge = await loadKnowledge([join(ROOT, "references"), join(ROOT, "examples/northstar/references")]);
    const context = (of: OpenedBook): QueryContext => ({ book: of, knowledge, scope: { asOf: "2026-11-20", health: "specialist" } });
    const shared = context(rememberingBook(book));
    const alone = context(book);
    const names = [...METRICS.values()].filter(({ about }) => about === "account").map(({ name }) => name);
    const accounts = await book.rows<{ account: string }>("SELECT account FROM accounts ORDER BY account LIMIT 14");
    for (const { account } of accounts) {
      const [ours, own] = [await measure(shared, { account }, names), await measure(alone, { account }, names)];
      expect(ours.map(stableJson), account).toEqual(own.map(stableJson));
    }
  });

  it("asks a statement once, and hands out a list of its own each time", async () => {
    let asked = 0;
    const counted = {
      ...book,
      rows: <T extends object>(...given: Parameters<OpenedBook["rows"]>): Promise<T[]> => ((asked += 1), book.rows<T>(...given)),
    };
    const remembering = rememberingBook(counted);
    const select = (limit: number) => remembering.rows("SELECT account FROM accounts WHERE $limit > 0 ORDER BY account LIMIT 3", { limit });
    const first = await select(1);
    first.reverse();
    expect(await select(1)).toEqual([...first].reverse());
    expect(asked).toBe(1);
    await select(2);
    expect(asked).toBe(2);
    await expect(remembering.rows("SELECT nothing")).rejects.toThrow("nothing");
    await expect(remembering.rows("SELECT nothing")).rejects.toThrow("nothing");
    expect(asked).toBe(4);
  });
});
