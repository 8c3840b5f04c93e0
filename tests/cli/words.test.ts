import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { denominatorText } from "../../src/cli/render/render-metrics-value.ts";
import { REVENUE_DEFINITIONS } from "../../src/domain/metrics/revenue-definitions.ts";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeAll(() => {
  cwd = tempFolder();
  const deals = "Record ID,Deal Name,Pipeline,Deal Stage,Deal Type,Amount,Create Date,Close Date,Associated Company IDs\n";
  writeFiles(cwd, {
    "exports/companies.csv": "Record ID,Company name,Company Domain Name\n1,Acme Corp,acme.example\n",
    "exports/deals.csv": `${deals}9,Acme more,Sales,Proposal,Expansion,1000.00,2026-10-01 10:00,2026-12-01 10:00,1\n`,
    "echo.yaml": "as_of: 2026-11-20\n",
    "broken.json": "{",
  });
});
afterAll(() => removeFolder(cwd));

describe("words that a reader sees", () => {
  it("keep the case of a file's name at the beginning of a sentence", async () => {
    expect((await runCli(["check", "--baseline", "broken.json"], { cwd })).stderr).toMatch(/^echo-cs: broken\.json is no baseline/m);
    expect((await runCli(["import", "--source", "x"], { cwd })).stderr).toMatch(/^echo-cs: echo\.yaml has no `sources`/m);
    expect((await runCli(["health", "zzz"], { cwd })).stderr).toMatch(/^echo-cs: There is no account/m);
  });

  it("name one of what a figure rests on as one", () => {
    const definition = REVENUE_DEFINITIONS.find(({ of }) => of === "customers who left");
    if (definition === undefined) throw new Error("no figure rests on customers who left");
    const told = (denominator: number): string => denominatorText({ ...definition, value: 1, numerator: null, denominator }, "USD");
    expect([told(0), told(1), told(2)]).toEqual(["0 customers who left", "1 customer who left", "2 customers who left"]);
  });

  it("say that no deal of a kind has closed", async () => {
    const { stdout } = await runCli(["forecast"], { cwd });
    expect(stdout.replaceAll(/\s+/g, " ")).toMatch(/Own win rate of \w+ deals: none has closed, 10 are needed/);
  });
});
