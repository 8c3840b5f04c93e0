import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TriageEvalResult } from "../../src/app/triage-eval.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import { madeTickets, type MadeTickets } from "../domain/classifier/made-tickets.ts";

let folder = "";
beforeAll(async () => {
  folder = tempFolder();
  writeFiles(folder, {
    "tickets.csv": csvOf({ rows: 200 }),
    "newer.csv": csvOf({ rows: 120, seed: 4 }),
    "newer.ndjson": ndjsonOf({ rows: 60, seed: 4 }),
    "scoped.csv": csvOf({ rows: 200, seed: 5, strange: 0.2 }),
  });
  const ran = await train("tickets.csv", "--label", "queue", "--out", "queue.model");
  expect(ran.stderr).toBe("");
  expect(ran.exit).toBe(0);
});
afterAll(() => removeFolder(folder));

function train(file: string, ...more: readonly string[]): ReturnType<typeof runCli> {
  return runCli(["triage", "train", file, "--text", "subject,body", ...more], { cwd: folder });
}

function rowsOf(
  made: MadeTickets,
): readonly { readonly id: number; readonly subject: string; readonly body: string; readonly queue: string; readonly tone: string }[] {
  const { texts, columns } = madeTickets(made);
  return texts.map((text, row) => {
    const [subject = "", ...rest] = text.split(" and ");
    return { id: row, subject, body: rest.join(" and "), queue: columns[0]?.cells[row] ?? "", tone: columns[1]?.cells[row] ?? "" };
  });
}

function csvOf(made: MadeTickets): string {
  const lines = rowsOf(made).map(({ id, subject, body, queue, tone }) => `${id},"${subject}","${body}",${queue},${tone}`);
  return `id,subject,body,queue,tone\n${lines.join("\n")}\n`;
}

function ndjsonOf(made: MadeTickets): string {
  return rowsOf(made)
    .map((row) => `${JSON.stringify(row)}\n`)
    .join("");
}

interface Head {
  readonly column: string;
  readonly report: { readonly accuracy: number; readonly tickets: number; readonly confusions: readonly unknown[] };
  readonly suspects: readonly unknown[];
  readonly learning_curve: readonly unknown[];
}

describe("triage train", { timeout: 120_000 }, () => {
  it("tells how good the model is in words that fit the terminal", async () => {
    const { stdout } = await train("tickets.csv", "--label", "queue", "--out", "words.model");
    expect(stdout).toContain("Learnt from 200 tickets, reading subject, body. Target: 90 of 100 labels given are right.");
    expect(stdout).toContain("Figures of tickets held back from learning, each in its turn.");
    expect(stdout).toMatch(/Of 100 tickets, \d+\.\d get the right label/);
    expect(stdout).toContain("Accuracy by tickets learnt from:");
    expect(stdout).toContain("Written to words.model");
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("writes the same bytes every time, from CSV and NDJSON alike", async () => {
    writeFiles(folder, { "tickets.ndjson": ndjsonOf({ rows: 200 }) });
    await train("tickets.csv", "--label", "queue", "--out", "again.model");
    await train("tickets.ndjson", "--label", "queue", "--out", "ndjson.model");
    const first = readFileSync(join(folder, "queue.model"), "utf8");
    expect(readFileSync(join(folder, "again.model"), "utf8")).toBe(first);
    expect(readFileSync(join(folder, "ndjson.model"), "utf8")).toBe(first);
  });

  it("learns several labels at once, with JSON for each", async () => {
    const argv = ["triage", "train", "tickets.csv", "--text", "subject,body", "--label", "queue,tone", "--out", "both.model"];
    const { heads, rows } = await runJson<{ heads: readonly Head[]; rows: number }>(argv, { cwd: folder });
    expect(rows).toBe(200);
    expect(heads.map(({ column }) => column)).toEqual(["queue", "tone"]);
    for (const { report, learning_curve: curve } of heads) {
      expect(report.tickets).toBe(200);
      expect(report.accuracy).toBeGreaterThan(0.9);
      expect(curve).toHaveLength(4);
    }
    const ran = await runCli(["triage", "newer.csv", "--model", "both.model", "--text", "subject,body", "--id", "id", "--json"], {
      cwd: folder,
    });
    const line = JSON.parse(ran.stdout.split("\n")[0] ?? "") as Record<string, unknown>;
    expect(line).toMatchObject({ id: "0", labels: { queue: { abstained: expect.any(Boolean) }, tone: { label: expect.any(String) } } });
  });

  it("prints the whole trade-off where there is a label out of scope", async () => {
    const { stdout } = await train("scoped.csv", "--label", "queue", "--out", "scoped.model");
    expect(stdout).toContain("In scope and labelled rightly");
    expect(stdout).toMatch(/\(chosen\)/);
  });

  it.each([
    [["--label", "queue"], "Say where the model goes."],
    [["--label", "queu", "--out", "x.model"], "Did you mean queue?"],
    [["--out", "x.model"], "Name the column with the label with --label."],
    [["--label", "body", "--out", "x.model"], "cannot be both the text and the label"],
    [["--label", "id", "--out", "x.model"], "does not look like labels"],
    [["--label", "queue", "--out", "x.model", "--target-precision", "2"], "a share between 0 and 1"],
    [["--label", "queue", "--out", "x.model", "--out-of-scope", "weather"], 'no ticket has the label "weather"'],
  ])("says what is missing: %j", async (flags, message) => {
    const ran = await train("tickets.csv", ...flags);
    expect(ran.exit).toBe(1);
    expect(ran.stderr).toContain(message);
    expect(ran.stdout).toBe("");
  });
});

describe("triage eval", { timeout: 120_000 }, () => {
  it("measures on a file that the model has not seen, as a plain count does", async () => {
    const { heads } = await runJson<TriageEvalResult>(["triage", "eval", "newer.csv", "--model", "queue.model"], { cwd: folder });
    const ran = await runCli(["triage", "newer.csv", "--model", "queue.model", "--text", "subject,body", "--id", "id", "--json"], {
      cwd: folder,
    });
    const labels = ran.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; label: string; confidence: number; abstained: boolean });
    const rows = rowsOf({ rows: 120, seed: 4 });
    expect(labels.map(({ id }) => id)).toEqual(rows.map(({ id }) => String(id)));
    const right = labels.filter(({ label }, row) => label === rows[row]?.queue).length;
    expect(heads[0]?.report.accuracy).toBeCloseTo(right / 120, 10);
    expect(heads[0]?.report.accuracy).toBeGreaterThan(0.9);
    const given = labels.filter(({ abstained }) => !abstained).length;
    expect(heads[0]?.report.answered.coverage).toBeCloseTo(given / 120, 10);
  });

  it("prints tables within the width", async () => {
    const { stdout } = await runCli(["triage", "eval", "newer.csv", "--model", "queue.model"], { cwd: folder });
    expect(stdout).toContain("120 tickets of 120");
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("refuses a damaged model, a missing one, and other labels, in plain words", async () => {
    const text = readFileSync(join(folder, "queue.model"), "utf8");
    writeFileSync(join(folder, "cut.model"), text.slice(0, text.length / 2));
    const cut = await runCli(["triage", "eval", "newer.csv", "--model", "cut.model"], { cwd: folder });
    expect(cut.exit).toBe(1);
    expect(cut.stderr).toContain("changed or cut off");
    const none = await runCli(["triage", "eval", "newer.csv", "--model", "none.model"], { cwd: folder });
    expect(none.stderr).toContain("There is no model none.model.");
    const other = await runCli(["triage", "eval", "newer.csv", "--model", "queue.model", "--label", "tone"], { cwd: folder });
    expect(other.stderr).toContain("No ticket of the file has a label that the model knows");
    const unnamed = await runCli(["triage", "eval", "newer.csv"], { cwd: folder });
    expect(unnamed.stderr).toContain("Name the model to measure.");
  });
});
