import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ranking } from "../../src/domain/churn/auc.ts";
import type { TrainingReport } from "../../src/domain/churn/train-churn.ts";
import { seeded } from "../../src/core/seeded.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { type Ran, runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const TELCO = join(ROOT, "tests", "fixtures", "telco", "customers.csv");
let folder = "";
beforeAll(async () => {
  folder = tempFolder();
  copyFileSync(TELCO, join(folder, "telco.csv"));
  expect((await run("train", "telco.csv", "--label", "Churn", "--id", "customerID", "--out", "telco.json")).exit).toBe(0);
});
afterAll(() => removeFolder(folder));

function run(...argv: readonly string[]): Promise<Ran> {
  return runCli(["churn", ...argv], { cwd: folder });
}

function scoresIn(text: string): { readonly id: string; readonly probability: number }[] {
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: string; probability: number });
}

describe("churn train FILE", { timeout: 120_000 }, () => {
  it("reports what the contract promises, and claims what other rows bear out", async () => {
    const lines = readFileSync(TELCO, "utf8").trim().split(/\r?\n/);
    const [head = "", ...rows] = lines;
    writeFiles(folder, { "first.csv": [head, ...rows.slice(0, 400)].join("\n"), "rest.csv": [head, ...rows.slice(400)].join("\n") });
    const report = await runJson<TrainingReport>(
      ["churn", "train", "first.csv", "--label", "Churn", "--id", "customerID", "--out", "first.json"],
      { cwd: folder },
    );
    expect(report).toMatchObject({ n: 400, verdict: "predictive", excluded: [] });
    expect(report.positives).toBe(rows.slice(0, 400).filter((row) => row.endsWith("Yes")).length);
    expect(report.auc).toBeGreaterThan(0.78);
    expect(report.brier).toBeLessThan(0.16);
    expect(report.lift_at_10).toBeGreaterThan(2);
    const scored = await run("score", "rest.csv", "--model", "first.json", "--id", "customerID", "--json");
    const said = scoresIn(scored.stdout);
    expect(said.map(({ id }) => id)).toEqual(rows.slice(400).map((row) => row.split(",")[0]));
    const { auc } = ranking(
      said.map(({ probability }) => probability),
      rows.slice(400).map((row) => (row.endsWith("Yes") ? 1 : 0)),
    );
    expect(auc).toBeGreaterThan(report.auc_ci[0]);
    expect(auc).toBeLessThan(report.auc_ci[1]);
  });

  it("tells a person how good the model is, within 100 columns", async () => {
    const { stdout, exit } = await run("train", "telco.csv", "--label", "churn", "--id", "CUSTOMERID", "--out", "again.json");
    expect(exit).toBe(0);
    expect(stdout).toContain("Learnt from 700 customers, of which 182 left (26 %).");
    expect(stdout).toMatch(/of 100 pairs .* it ranks 8\d\.\d rightly/s);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(readFileSync(join(folder, "again.json"), "utf8")).toBe(readFileSync(join(folder, "telco.json"), "utf8"));
  });

  it("names a planted leak and learns from the rest", async () => {
    const [head = "", ...rows] = readFileSync(TELCO, "utf8").trim().split(/\r?\n/);
    const leaked = rows.map((row, index) => `${row},${row.endsWith("Yes") ? ["price", "fit", "moved"][index % 3] : ""}`);
    writeFiles(folder, { "leak.csv": [`${head},cancellation_reason`, ...leaked].join("\n") });
    const report = await runJson<TrainingReport>(
      ["churn", "train", "leak.csv", "--label", "Churn", "--id", "customerID", "--out", "leak.json"],
      { cwd: folder },
    );
    expect(report.excluded.map(({ column }) => column)).toEqual(["cancellation_reason"]);
    expect(report.auc).toBeLessThan(0.9);
  });

  it("says no-signal of noise, and score then gives the base rate and says so", async () => {
    const random = seeded(3);
    const rows = Array.from(
      { length: 150 },
      (_, row) => `c${row},${random().toFixed(3)},${Math.floor(random() * 4)},${random() < 0.4 ? "churned" : "active"}`,
    );
    writeFiles(folder, { "noise.csv": ["id,a,b,state", ...rows].join("\n") });
    const argv = ["churn", "train", "noise.csv", "--label", "state", "--id", "id", "--out", "noise.json"];
    const report = await runJson<TrainingReport>(argv, { cwd: folder });
    expect(report.verdict).toBe("no-signal");
    expect(report.auc_ci[0]).toBeLessThanOrEqual(0.5);
    const scored = await run("score", "noise.csv", "--model", "noise.json", "--id", "id", "--json");
    expect(new Set(scoresIn(scored.stdout).map(({ probability }) => probability)).size).toBe(1);
    expect(scored.stderr).toContain("no predictive signal");
    expect((await run("score", "noise.csv", "--model", "noise.json")).stdout).toMatch(/everyone\s+gets\s+the\s+base\s+rate/);
    expect((await run("explain", "c5", "noise.csv", "--model", "noise.json")).stdout).toMatch(/nothing\s+to\s+explain\s+by/);
  });

  it("reads semicolons, decimal commas, Windows-1252 and NDJSON as the same customers", async () => {
    const random = seeded(9);
    const rows = Array.from({ length: 120 }, (_, row) => ({
      id: `k${row}`,
      umsatz: (random() * 100).toFixed(2),
      stadt: random() < 0.5 ? "Köln" : "Bonn",
      weg: random() < 0.4,
    }));
    const told = rows.map((row) => ({ ...row, umsatz: row.weg ? (Number(row.umsatz) / 2).toFixed(2) : row.umsatz }));
    const csv = [
      "id;umsatz;stadt;weg",
      ...told.map(({ id, umsatz, stadt, weg }) => `${id};"${umsatz.replace(".", ",")}";${stadt};${weg ? "ja" : "nein"}`),
    ].join("\r\n");
    writeFiles(folder, {
      "kunden.csv": Buffer.from(csv, "latin1"),
      "kunden.ndjson": told.map((row) => `${JSON.stringify({ ...row, weg: row.weg ? "ja" : "nein" })}\n`).join(""),
    });
    const reports = await Promise.all(
      ["kunden.csv", "kunden.ndjson"].map((file) =>
        runJson<TrainingReport>(["churn", "train", file, "--label", "weg", "--positive", "ja", "--id", "id", "--out", `${file}.json`], {
          cwd: folder,
        }),
      ),
    );
    expect(reports[0]).toMatchObject({ n: 120, columns: ["stadt", "umsatz"] });
    expect(reports[1]?.auc).toBeCloseTo(reports[0]?.auc ?? 0, 10);
  });

  it.each([
    [["train", "telco.csv", "--label", "Churn", "--out", "x.json"], /--id/],
    [["train", "telco.csv", "--id", "customerID", "--out", "x.json"], /--label/],
    [["train", "telco.csv", "--label", "Churned", "--id", "customerID", "--out", "x.json"], /Did you mean Churn\?/],
    [["train", "telco.csv", "--label", "Churn", "--id", "customerID"], /--out/],
    // Where the model goes is asked for last: a wrong file or column is the greater trouble.
    [["train", "telco.csv", "--label", "Churned", "--id", "customerID"], /Did you mean Churn\?/],
    [["train", "telco.csv"], /--(?:id|label)/],
    [["train", "telco.csv", "--label", "Contract", "--id", "customerID", "--out", "x.json"], /--positive/],
    [["train", "absent.csv", "--label", "Churn", "--id", "customerID", "--out", "x.json"], /no file absent\.csv/],
    [["train", "telco.csv", "--label", "customerID", "--id", "customerID", "--out", "x.json"], /both the label and the id/],
    [["train", "--label", "Churn"], /Name the file/],
    [["score", "telco.csv"], /--model/],
    [["score", "telco.csv", "--model", "absent.json"], /no model at absent\.json/],
    [["score", "telco.csv", "--model", "telco.csv"], /holds no churn model/],
    [["explain", "9999-XXXXX", "telco.csv", "--model", "telco.json"], /No row has the id/],
    [["train", "--horizon", "0"], /whole number of days/],
  ])("answers %j with what is wrong", async (argv, said) => {
    const { exit, stderr, stdout } = await run(...argv);
    expect(exit).toBe(1);
    expect(stderr).toMatch(said);
    expect(stdout).toBe("");
    expect(stderr).not.toContain("    at ");
  });
});

describe("churn score and explain FILE", { timeout: 120_000 }, () => {
  it("says which columns a file lacks", async () => {
    const rows = readFileSync(TELCO, "utf8")
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(",").slice(0, 10).join(","));
    writeFiles(folder, { "narrow.csv": rows.join("\n") });
    const { exit, stderr, stdout } = await run("score", "narrow.csv", "--model", "telco.json", "--json");
    expect(exit).toBe(0);
    expect(stderr).toContain('the column "Contract" is missing');
    expect(scoresIn(stdout)).toHaveLength(700);
    writeFiles(folder, { "other.csv": "id,x\n1,2\n" });
    expect((await run("score", "other.csv", "--model", "telco.json", "--id", "id")).stderr).toContain("none of the columns");
  });

  it("explains one customer by parts that sum to its probability", async () => {
    const [first] = scoresIn((await run("score", "telco.csv", "--model", "telco.json", "--json")).stdout);
    const told = await runJson<{ probability: number; average: number; contributions: { points: number }[] }>(
      ["churn", "explain", String(first?.id), "telco.csv", "--model", "telco.json"],
      { cwd: folder },
    );
    expect(told.probability).toBeCloseTo(first?.probability ?? 0, 5);
    expect(told.contributions.reduce((sum, { points }) => sum + points, told.average)).toBeCloseTo(told.probability, 9);
    const { stdout } = await run("explain", String(first?.id).toLowerCase(), "telco.csv", "--model", "telco.json");
    expect(stdout).toMatch(/Raises the risk[\s\S]*Lowers the risk/);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("cleans what a hostile file would print", async () => {
    const lines = readFileSync(TELCO, "utf8").trim().split(/\r?\n/);
    const hostile = lines.map((line, index) => (index === 1 ? line.replace(/^[^,]*/, "\u001B[2Jevil") : line));
    writeFiles(folder, { "hostile.csv": hostile.join("\n") });
    const { stdout } = await run("score", "hostile.csv", "--model", "telco.json");
    expect(stdout).not.toContain("\u001B");
  });
});
