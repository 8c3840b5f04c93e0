import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../../src/domain/standards/finding.ts";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { accountWith, FAULTS } from "./check-faults.ts";
import { AS_OF, goodAccount, merged, type Tables, writeBook } from "./standards-book.ts";

interface Report {
  readonly findings: readonly Finding[];
  readonly rules: readonly { readonly id: string; readonly state: string }[];
}

const folders: string[] = [];
afterAll(() => folders.forEach(removeFolder));

async function check(tables: Tables, settings = ""): Promise<Report> {
  const folder = tempFolder();
  folders.push(folder);
  writeBook(folder, tables, settings);
  const { stdout, stderr } = await runCli(["check", "--json", "-C", folder], { cwd: folder, now: `${AS_OF}T12:00:00Z` });
  if (!stdout.startsWith("{")) throw new Error(stderr);
  return JSON.parse(stdout) as Report;
}

const rulesOf = ({ findings }: Report, account: string): string[] =>
  [...new Set(findings.filter((finding) => finding.account === account).map(({ rule }) => rule))].sort();

let good: Report;
let bad: Report;
beforeAll(async () => {
  good = await check(merged(FAULTS.map((fault) => accountWith(fault, false))));
  bad = await check(merged([...FAULTS.map((fault) => accountWith(fault, true)), twin(), goodAccount("zz-good")]));
}, 60_000);

/** The other half of a pair of accounts. */
function twin(): Tables {
  const tables = goodAccount("g63-twin");
  for (const row of tables["accounts"] ?? []) row["name"] = "Twin Works Ltd";
  return tables;
}

describe("check of a book", () => {
  it("finds nothing about accounts that keep the standards", () => {
    expect(good.findings.filter(({ account }) => account !== null).map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
    expect(rulesOf(bad, "zz-good")).toEqual([]);
  });

  it.each(FAULTS)("finds $rules at $account and nothing else there", ({ account, rules }) => {
    expect(rulesOf(bad, account)).toEqual([...rules].sort());
  });

  it("points at the line that shows it", async () => {
    const lineOf = async (rule: string, account: string): Promise<string> => {
      const { file, line } = bad.findings.find((finding) => finding.rule === rule && finding.account === account)?.evidence ?? {};
      return (await readFile(join(folders.at(-1) ?? "", file ?? ""), "utf8")).split("\n")[(line ?? 0) - 1] ?? "";
    };
    expect(await lineOf("VA-09", "f09-high")).toMatch(/"f09-high-(qbr|mail)-2026-05-29"/);
    expect(await lineOf("VA-17", "f17-renewal")).toContain('"f17-renewal-sub"');
    expect(await lineOf("VA-46", "f46-invoice")).toContain('"f46-invoice-in"');
    expect(await lineOf("VA-01", "f01-reply")).toContain('"f01-reply-t1"');
    expect(await lineOf("VA-11", "f11-qbr")).toContain('"f11-qbr.example"');
  });

  it("could check every rule that is about accounts", () => {
    const ids = new Set(FAULTS.flatMap(({ rules }) => rules));
    expect(good.rules.filter(({ id, state }) => ids.has(id) && state === "not checkable").map(({ id }) => id)).toEqual(["VA-59"]);
  });

  it("tells each finding with a fix, a fingerprint of its own and no unfilled slot", () => {
    const all = bad.findings;
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(all.length);
    for (const { message, fix } of all) {
      expect(message).not.toMatch(/[{}]|unknown|null|undefined|NaN/);
      expect(fix.length).toBeGreaterThan(10);
    }
  });
});
