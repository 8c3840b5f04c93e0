import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBook } from "../../src/lib/library.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

/** The first wording of every form of question, and the commonest ones of every kind of account. */
const QUESTIONS: readonly string[] = [
  ...readFileSync(new URL("../fixtures/questions/forms.tsv", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split("\t")[3]?.split(" | ")[0] ?? ""),
  ...["Acme", "Brightloom", "Copperleaf Legal", "Fernhill Labs", "Granite Mutual", "Juniper Media"].flatMap((name) => [
    `how is ${name}?`,
    `how did usage at ${name} change?`,
    `how many logins does ${name} have?`,
  ]),
];

const EVENTS = join(ROOT, "examples/northstar/exports/mixpanel/events.ndjson.gz");

/** The example's use as it stands in a sheet: counted by account and by the first day of a stretch, with users or without. */
function counted(start: (day: Date) => Date, withUsers: boolean): string {
  const rows = new Map<string, number>();
  for (const line of gunzipSync(readFileSync(EVENTS)).toString("utf8").trim().split("\n")) {
    const { event, properties } = JSON.parse(line) as { event: string; properties: { distinct_id: string; company: string; time: number } };
    const day = start(new Date(properties.time * 1000))
      .toISOString()
      .slice(0, 10);
    const key = [day, properties.company, ...(withUsers ? [properties.distinct_id] : []), event].join(",");
    rows.set(key, (rows.get(key) ?? 0) + 1);
  }
  const lines = [...rows].map(([key, events]) => `${key},${events}`).sort();
  return [`date,company,${withUsers ? "user_id," : ""}feature,events`, ...lines].join("\n");
}

const monday = (day: Date): Date => new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * 86_400_000);
const firstOfMonth = (day: Date): Date => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1));

describe.each([
  ["the week, without users", counted(monday, false), "2026-11-20", "28 days up to 2026-11-15"],
  ["the week, with users, some days after the last", counted(monday, true), "2026-11-27", "28 days up to 2026-11-22"],
  ["the month, with users", counted(firstOfMonth, true), "2026-11-20", "31 days up to 2026-10-31"],
])("a book whose use is counted by %s", (_by, usage, asOf, length) => {
  let cwd = "";
  beforeAll(() => {
    cwd = tempFolder();
    cpSync(join(ROOT, "examples/northstar/exports"), join(cwd, "exports"), { recursive: true });
    removeFolder(join(cwd, "exports/mixpanel"));
    writeFiles(cwd, { "echo.yaml": "company:\n  name: Northstar\n", "exports/usage.csv": usage });
  });
  afterAll(() => {
    removeFolder(cwd);
  });

  it("is told in its own days, which stand verified in the answer to every form of question", async () => {
    const told = new Set<string>();
    const unverified: string[] = [];
    const book = await openBook({ directory: cwd, asOf, files: false });
    for (const question of QUESTIONS) {
      const { verification, findings } = await book.ask(question);
      unverified.push(...verification.unverified.map(({ where, claim, reason }) => `${question} ${where} ${claim}: ${reason}`));
      const days = findings.flatMap(({ statement }) => [...statement.matchAll(/(?<=\blast )\d+ days up to [\d-]+/gu)]);
      for (const [length] of days) told.add(length);
    }
    await book.close();
    expect(unverified).toEqual([]);
    expect([...told]).toContainEqual(length);
  });
});
