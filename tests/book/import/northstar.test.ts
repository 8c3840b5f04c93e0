import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { importExports } from "../../../src/book/import/import-exports.ts";
import type { ImportReport } from "../../../src/book/snapshot/report.ts";
import type { Row } from "../../../src/book/book.ts";
import { openBook } from "../../../src/book/snapshot/open-book.ts";
import { silentLog } from "../../../src/core/log.ts";

interface AnswerKey {
  readonly accounts: readonly { readonly name: string; readonly arr?: number }[] | number;
  readonly rows: Readonly<Record<string, number>>;
  readonly rejected: readonly { readonly file: string; readonly line: number; readonly column: string; readonly value: string }[];
  readonly kept: readonly { readonly file: string; readonly line: number; readonly value: string }[];
  readonly duplicates: { readonly tickets: number; readonly events: number };
  readonly unjoined: { readonly ticket_ids: readonly number[] };
  readonly joined_by_name_only: readonly string[];
}

const EXAMPLE = join(import.meta.dirname, "../../../examples/northstar");
const key = JSON.parse(readFileSync(join(EXAMPLE, "answer-key.json"), "utf8")) as AnswerKey;

describe("the example book", () => {
  let report: ImportReport;
  let rows: (sql: string) => Promise<Row[]>;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), "echo-cs-northstar-"));
    const snapshotPath = join(folder, "book.duckdb");
    report = await importExports({
      exportsDir: join(EXAMPLE, "exports"),
      snapshotPath,
      timeZone: "UTC",
      currency: "USD",
      company: "Northstar",
      log: silentLog,
    });
    const book = await openBook(snapshotPath);
    rows = (sql) => book.rows(sql);
    return () => {
      book.close();
      rmSync(folder, { recursive: true });
    };
  });

  it("is read whole", () => {
    expect(report.files.filter(({ taken_for }) => taken_for === null)).toEqual([]);
    expect(Object.fromEntries(report.files.map(({ file, rows_in }) => [file, rows_in]))).toEqual(key.rows);
    expect(report.files.every(({ confidence }) => confidence === 1)).toBe(true);
  });

  it("loses exactly the planted bad cells", () => {
    const planted = key.rejected
      .map(({ file, line, column, value }) => ({ file, line, column, value }))
      .sort((a, b) => (a.file < b.file ? -1 : 1));
    const refused = (which: string) =>
      report.rejects.filter((one) => one.refused === which).map(({ file, line, column, value }) => ({ file, line, column, value }));
    expect(refused("row")).toEqual(planted);
    expect(refused("cell")).toEqual(key.kept);
  });

  it("finds exactly the planted repeats", () => {
    const duplicates = Object.fromEntries(report.files.map(({ taken_for, duplicates }) => [taken_for, duplicates]));
    expect(duplicates).toMatchObject({
      "zendesk-tickets": key.duplicates.tickets,
      "mixpanel-events": key.duplicates.events,
      "hubspot-contacts": 0,
      "stripe-invoices": 0,
    });
  });

  it("leaves exactly the planted tickets without an account, and joins the rest", async () => {
    const lone = await rows("SELECT ticket FROM tickets WHERE account IS NULL ORDER BY ticket");
    expect(lone.map(({ ticket }) => Number(ticket))).toEqual(key.unjoined.ticket_ids);
    expect(report.files.reduce((sum, { unjoined }) => sum + unjoined, 0)).toBe(key.unjoined.ticket_ids.length);
    for (const name of key.joined_by_name_only) {
      const found = await rows(`SELECT count(*) AS n FROM subscriptions JOIN accounts USING (account) WHERE name = '${name}'`);
      expect(found).toEqual([{ n: expect.toSatisfy((n: number) => n > 0) }]);
    }
  });

  it("knows every account by the slug of its name", async () => {
    expect(await rows("SELECT account FROM accounts WHERE name IN ('Acme Corp', 'Ember & Oak') ORDER BY 1")).toEqual([
      { account: "acme" },
      { account: "ember-oak" },
    ]);
  });
});
