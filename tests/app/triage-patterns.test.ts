import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ran, runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const EVENTS = [
  { event: "seen", pattern: "p-1", on: "2026-11-06", n: 1, v: 1, kind: "fault", capability: null, title: "A", tickets: ["1", "2"] },
  { event: "seen", pattern: "p-2", on: "2026-11-06", n: 1, v: 1, kind: "fault", capability: null, title: "B", tickets: ["3"] },
  { event: "merged", pattern: "p-2", into: "p-1", on: "2026-11-13", n: 2, v: 1 },
];
const STDIN = ["1", "3", "4"].map((id) => `${JSON.stringify({ id, subject: "Search is slow", description: "It is." })}\n`).join("");

let folder: string;
beforeAll(() => {
  folder = tempFolder();
  write(EVENTS.map((event) => JSON.stringify(event)).join("\n"));
});
afterAll(() => removeFolder(folder));

const write = (ledger: string): void => writeFiles(folder, { "history/patterns.ndjson": ledger, "echo.yaml": "" });
const triage = (...argv: string[]): Promise<Ran> =>
  runCli(["triage", "--no-accounts", "-C", folder, ...argv], { cwd: folder, stdin: STDIN });
const patterns = ({ stdout }: Ran): (string | undefined)[] =>
  stdout
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { readonly pattern?: string }).pattern);

describe("triage of tickets that stand in the ledger of patterns", () => {
  it("names the pattern as of the day, and nothing where the ticket is in none", async () => {
    expect(patterns(await triage())).toEqual(["p-1", "p-1", undefined]);
    expect(patterns(await triage("--as-of", "2026-11-10"))).toEqual(["p-1", "p-2", undefined]);
    const early = await triage("--as-of", "2026-11-05");
    expect(patterns(early)).toEqual([undefined, undefined, undefined]);
    expect(early.stdout).not.toContain('"pattern"');
  });

  it("goes on without a ledger that cannot be read, and says so", async () => {
    write("{broken\n");
    const ran = await triage();
    expect([ran.exit, patterns(ran)]).toEqual([0, [undefined, undefined, undefined]]);
    expect(ran.stderr).toContain("history/patterns.ndjson:1");
  });
});
