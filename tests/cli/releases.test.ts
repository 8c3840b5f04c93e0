import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ReleaseDraft } from "../../src/app/release-drafts.ts";
import type { ReleasesReport } from "../../src/app/releases.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const TICKET_HEAD = "Ticket ID,Subject,Description,Status,Priority,Source,Type,Agent,Group,Created time,Company Name";
const ticket = (id: number, subject: string, text: string, day: string, company: string, priority = "Low"): string =>
  `${id},${subject},${text},Open,${priority},Email,Question,Ada,Support,${day} 09:00:00,${company}`;
const FILES = {
  "exports/companies.csv": [
    "Record ID,Company name,Company Domain Name",
    "1,Acme,acme.example",
    "2,Birch,birch.example",
    "3,Cobalt,cobalt.example",
    "4,Dune,dune.example",
    "",
  ].join("\n"),
  "exports/requests.csv": [
    "Request ID,Title,Company,Importance,Status,Product Area,Requested On,Shipped On,Requested By",
    "FR-1,Approval chains,Acme,Critical,Shipped,Workflows,2026-03-01,2026-06-01,Mia Holt <mia.holt@acme.example>",
    "FR-2,Read-only guest links,Acme,High,Planned,Sharing,2026-03-02,,",
    "FR-3,Read-only guest links,Birch,Low,Planned,Sharing,2026-04-02,,",
    "FR-4,Dark theme editor,Dune,Low,In progress,Looks,2026-05-05,,",
    "FR-5,Offline barcode scanning,Dune,Low,Planned,Mobile,2026-05-05,,",
    "",
  ].join("\n"),
  "exports/releases.csv": [
    "Release ID,Name,Version,Release Date,Release Notes,Request IDs",
    'R-1,Autumn,3.1,2026-06-10,"Faster start. The new dark theme editor is in.",FR-2',
    "R-2,Winter,3.2,2026-12-10,Later,FR-5",
    "",
  ].join("\n"),
  "exports/tickets.csv": [
    TICKET_HEAD,
    ticket(1, "Wish: guest links that are read-only", "Could we please send auditors a read-only guest link?", "2026-05-20", "Cobalt"),
    ticket(2, "Guest links read-only please", "After the fact: we would like read-only guest links", "2026-06-20", "Dune"),
    ticket(3, "Invoice copy", "Please send the invoice of May again", "2026-06-21", "Birch"),
    "",
  ].join("\n"),
};

let folder: string;
beforeEach(() => {
  folder = tempFolder();
  writeFiles(folder, FILES);
});
afterEach(() => removeFolder(folder));

type Report = ReleasesReport & { readonly drafts?: readonly ReleaseDraft[] };
const releases = (...argv: readonly string[]): Promise<Report> =>
  runJson<Report>(["releases", "-C", folder, "--as-of", "2026-06-30", ...argv], { cwd: folder });
const drafts = (): string[] =>
  readdirSync(join(folder, "drafts"))
    .filter((name) => name.endsWith(".md"))
    .sort();

describe("releases", () => {
  it("lists what shipped, by whose word, and everybody who had asked before", async () => {
    const { features } = await releases();
    expect(features.map(({ feature, shipped_on: on, by, release }) => [feature, on, by, release])).toEqual([
      ["dark-theme-editor", "2026-06-10", "named", "Autumn 3.1"],
      ["read-only-guest-links", "2026-06-10", "release", "Autumn 3.1"],
      ["approval-chains", "2026-06-01", "request", null],
    ]);
    // Dune asked after it had shipped; Birch wrote of an invoice.
    expect(features[1]?.accounts.map(({ account, requests, tickets }) => [account, requests, tickets])).toEqual([
      ["acme", ["FR-2"], []],
      ["birch", ["FR-3"], []],
      ["cobalt", [], ["1"]],
    ]);
  });

  it("sees nothing later than as-of, nor what shipped before the days asked about", async () => {
    const early = await runJson<Report>(["releases", "-C", folder, "--as-of", "2026-06-05", "--open"], { cwd: folder });
    expect(early.features.map(({ feature }) => feature)).toEqual(["approval-chains"]);
    expect(early.awaited?.map(({ feature, accounts }) => [feature, accounts])).toEqual([
      ["read-only-guest-links", ["acme", "birch"]],
      ["dark-theme-editor", ["dune"]],
      ["offline-barcode-scanning", ["dune"]],
    ]);
    expect((await releases("--days", "21")).features.map(({ feature }) => feature)).toEqual(["dark-theme-editor", "read-only-guest-links"]);
  });

  it("writes a draft to each once: a second run writes nothing, and a draft that was sent is not written again", async () => {
    const first = await releases("--draft");
    expect(first.drafts?.map(({ feature, account, held }) => [feature, account, held])).toEqual([
      ["read-only-guest-links", "acme", null],
      ["read-only-guest-links", "birch", null],
      ["read-only-guest-links", "cobalt", null],
      ["approval-chains", "acme", null],
    ]);
    expect(drafts()).toHaveLength(4);
    const [mine = ""] = drafts().filter((name) => name.includes("cobalt"));
    const text = readFileSync(join(folder, "drafts", mine), "utf8");
    expect(text).toContain('subject: "You asked for it: Read-only guest links"');
    expect(text).toContain("It is in the product since 2026-06-10");
    expect(text).toContain("ECHO has sent nothing");
    const kept = drafts().map((name) => readFileSync(join(folder, "drafts", name), "utf8"));
    const history = readFileSync(join(folder, "history/releases.ndjson"), "utf8");
    const again = await releases("--draft");
    expect(again.drafts).toEqual([]);
    expect(again.features[1]?.accounts.map(({ told_on: on }) => on)).toEqual(["2026-06-30", "2026-06-30", "2026-06-30"]);
    removeFolder(join(folder, "drafts"));
    expect((await releases("--draft")).drafts).toEqual([]);
    expect(readFileSync(join(folder, "history/releases.ndjson"), "utf8")).toBe(history);
    expect(kept).toHaveLength(4);
  });

  it("writes what is only likely when told to", async () => {
    const { drafts: written } = await releases("--draft", "--likely");
    expect(written?.find(({ feature }) => feature === "dark-theme-editor")).toMatchObject({ account: "dune", held: null });
  });

  it("holds back what the play forbids, says why, and exits 3", async () => {
    const tickets = join(folder, "exports/tickets.csv");
    writeFileSync(tickets, `${FILES["exports/tickets.csv"]}${ticket(4, "All down", "Nobody can work", "2026-06-29", "Acme", "Urgent")}\n`);
    const { exit, stdout } = await runCli(["releases", "-C", folder, "--as-of", "2026-06-30", "--draft", "--json"], { cwd: folder });
    expect(exit).toBe(3);
    const held = (JSON.parse(stdout) as Report).drafts?.filter(({ account }) => account === "acme");
    expect(held?.every(({ file, held: why }) => file === null && why?.includes("urgent ticket") === true)).toBe(true);
    expect(drafts().some((name) => name.includes("acme"))).toBe(false);
  });

  it("fits a narrow terminal and says what is missing", async () => {
    const { stdout } = await runCli(["releases", "-C", folder, "--as-of", "2026-06-30", "--open"], { cwd: folder, width: 80 });
    expect(stdout).toContain("likely: the release notes name");
    expect(stdout).toContain("not told");
    for (const line of stdout.split("\n")) expect.soft([...line].length).toBeLessThanOrEqual(80);
    writeFiles(folder, { "exports/requests.csv": "" });
    expect((await runCli(["releases", "-C", folder, "--as-of", "2026-06-30"], { cwd: folder })).stdout).toContain("no feature requests");
  });
});
