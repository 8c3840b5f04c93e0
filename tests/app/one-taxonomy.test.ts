import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

interface Line {
  readonly id: string;
  readonly capability: string | null;
  readonly gap: string | null;
  readonly type: string;
  readonly rule: string | null;
}

const sql = <Row>(statement: string, ...options: readonly string[]): Promise<Row[]> =>
  runJson<Row[]>(["sql", statement, "--limit", "2000", ...options], { cwd });

describe("the one taxonomy", () => {
  it("gives every ticket of the example the same capability in the book as in triage", async () => {
    const stdin = gunzipSync(readFileSync(join(ROOT, "examples/northstar/exports/zendesk/tickets.json.gz"))).toString("utf8");
    const { stdout } = await runCli(["triage", "--demo", "--no-accounts"], { cwd, stdin });
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
    const said = new Map(lines.map(({ id, capability, gap, type, rule }) => [id, { capability, gap, intent: type, rule }]));
    const rows = await sql<{ ticket: string; capability: string | null; gap: string | null; intent: string; rule: string | null }>(
      "select ticket, about as capability, gap, intent, above_support as rule from tickets order by ticket",
      "--demo",
    );
    expect(rows.length).toBe(448);
    expect(rows.filter(({ capability }) => capability !== null).length).toBeGreaterThan(400);
    for (const { ticket, ...read } of rows) expect.soft(read, ticket).toEqual(said.get(ticket));
  });

  it("is the only one", () => {
    expect(readdirSync(join(ROOT, "references"))).not.toContain("capabilities.yaml");
  });
});

describe("a workspace's own capability", () => {
  const TICKETS = [
    "Ticket ID,Subject,Description,Status,Priority,Source,Type,Agent,Group,Created time,Company Name",
    "1,Conveyor link drops,The conveyor link to hall 3 drops every hour,Open,Low,Email,Question,Ada,Support,2026-11-02 09:00:00,Acme",
    "2,Webhook retries,Webhooks of yesterday never came,Open,Low,Email,Question,Ada,Support,2026-11-03 09:00:00,Acme",
    "",
  ].join("\n");
  const OWN = "capabilities:\n  - { id: conveyor, name: Conveyor link, gap: Halls stop., phrases: [conveyor link] }\n";
  let folder: string;
  beforeAll(() => {
    folder = tempFolder();
    writeFiles(folder, {
      "exports/tickets.csv": TICKETS,
      "exports/accounts.csv": "Record ID,Company name,Company Domain Name\n1,Acme,acme.example\n",
    });
  });
  afterAll(() => removeFolder(folder));
  const capabilities = async (): Promise<(string | null)[]> =>
    (await sql<{ capability: string | null }>("select about as capability from tickets order by ticket", "-C", folder)).map(
      ({ capability }) => capability,
    );

  it("is read in the book as soon as it is written, and gone when it is left out", async () => {
    expect(await capabilities()).not.toContain("conveyor");
    writeFiles(folder, { "references/triage/capabilities.yaml": OWN });
    expect(await capabilities()).toEqual(["conveyor", "api-and-webhooks"]);
    const { stdout } = await runCli(["triage", "-C", folder, "--no-accounts"], { cwd: folder, stdin: TICKETS });
    expect(JSON.parse(stdout.split("\n")[0] ?? "{}")).toMatchObject({ id: "1", capability: "conveyor", gap: "Halls stop." });
    writeFiles(folder, { "references/triage/capabilities.yaml": `${OWN}leave_out: [api-and-webhooks]\n` });
    const [first, second] = await capabilities();
    expect(first).toBe("conveyor");
    expect(second).not.toBe("api-and-webhooks");
  });
});
