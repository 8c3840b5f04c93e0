import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openBook } from "../../../src/book/snapshot/open-book.ts";
import type { ImportReport } from "../../../src/book/snapshot/report.ts";
import type { Brief } from "../../../src/domain/brief/brief.ts";
import { runCli, runJson } from "../../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../../src/testing/temp-workspace.ts";
import { exportsOf } from "./vendor-exports.ts";

const KESTREL = "0015g00000AbCdE";
const LANTERN = "0015g00000aBcDeAAK";
const LAST_DAY = Date.parse("2026-11-20T09:00:00Z");

/** Sixty days of logins: Kestrel's team of ten shrinks to two in the last thirty, Lantern's goes on. */
function events(): string {
  const lines: string[] = [];
  for (let ago = 59; ago >= 0; ago -= 1) {
    const time = (LAST_DAY - ago * 86_400_000) / 1000;
    const users = [
      ...Array.from({ length: ago >= 30 ? 10 : 2 }, (_, index) => ({ company_id: KESTREL, user: `kestrel-${index}` })),
      ...Array.from({ length: 4 }, (_, index) => ({ company_id: LANTERN, user: `lantern-${index}` })),
    ];
    for (const { company_id, user } of users)
      lines.push(JSON.stringify({ event: "Login", properties: { time, distinct_id: user, $insert_id: `${user}-${ago}`, company_id } }));
  }
  return `${lines.join("\n")}\n`;
}

describe("a folder of Salesforce, Stripe, Zendesk and Mixpanel exports, without a mapping", () => {
  let cwd = "";
  let report: ImportReport;
  beforeAll(async () => {
    cwd = tempFolder();
    const files = { ...exportsOf("mixed"), "raw.ndjson.gz": gzipSync(events()) };
    writeFiles(join(cwd, "exports"), files);
    report = await runJson<ImportReport>(["import"], { cwd });
  });
  afterAll(() => removeFolder(cwd));

  it("is read whole and joined whole", async () => {
    expect(Object.fromEntries(report.files.map(({ file, taken_for }) => [file, taken_for]))).toEqual({
      "data.json": "zendesk-tickets",
      "export (1).csv": "salesforce-accounts",
      "export (2).csv": "salesforce-contacts",
      "raw.ndjson.gz": "mixpanel-events",
      "report.csv": "salesforce-opportunities",
      "unified-1.csv": "stripe-invoices",
      "unified.csv": "stripe-subscriptions",
    });
    expect(report.files.map(({ file, rejected, unjoined }) => ({ file, rejected, unjoined }))).toEqual(
      report.files.map(({ file }) => ({ file, rejected: 0, unjoined: 0 })),
    );
    expect(report.accounts).toBe(2);
    const book = await openBook(join(cwd, ".echo", "book.duckdb"));
    onTestFinished(() => book.close());
    for (const table of ["contacts", "subscriptions", "invoices", "tickets", "usage"]) {
      expect({ table, accounts: await book.rows(`SELECT DISTINCT account FROM ${table} ORDER BY 1`) }).toEqual({
        table,
        accounts: [{ account: "kestrel-freight" }, { account: "lantern-dental" }],
      });
    }
    expect(await book.rows("SELECT account, kind, amount_minor, close_on FROM opportunities")).toEqual([
      { account: "kestrel-freight", kind: "renewal", amount_minor: 8400000, close_on: "2027-01-31" },
    ]);
  });

  it("answers why the account is churning, from every source", async () => {
    const { exit, stdout } = await runCli(["ask", "why is Kestrel Freight churning?"], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toContain("Kestrel Freight");

    const brief = await runJson<Brief>(["ask", "why is Kestrel Freight churning?", "--no-model"], { cwd });
    expect(brief.account).toBe("kestrel-freight");
    const value = (metric: string): unknown => brief.facts.find((fact) => fact.metric === metric)?.value;
    expect(value("logins_change_30d")).toBeCloseTo((60 - 300) / 300);
    expect(value("open_urgent_tickets")).toBe(2);
    const cited = new Set(brief.findings.flatMap(({ facts }) => facts));
    const tables = new Set(brief.facts.filter(({ id }) => cited.has(id)).flatMap(({ source }) => source.tables));
    expect([...tables]).toEqual(expect.arrayContaining(["usage", "tickets", "invoices", "subscriptions"]));
    expect(brief.findings.some(({ kind }) => kind === "cause")).toBe(true);
    expect(brief.actions.length).toBeGreaterThan(0);
  });
});
