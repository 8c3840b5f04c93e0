import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { writeFiles } from "../book/workspace.ts";

/** Salesforce's opportunities: 12 new deals that have closed, the last of them as `last` says, and one renewal that is open. */
const opportunities = (last: string): string => {
  const closed = Array.from(
    { length: 12 },
    (_, index) =>
      `006N${index},Acme,New ${index},New Business,${index === 11 ? last : "Closed Won"},100,100,2026-0${1 + (index % 9)}-15,2026-01-02,true,${index === 11 && last !== "Closed Won" ? "false" : "true"}\n`,
  );
  return `Opportunity ID,Account Name,Opportunity Name,Type,Stage,Amount,Probability (%),Close Date,Created Date,Closed,Won\n${closed.join("")}006R1,Acme,Renewal,Renewal,Proposal,500,40,2027-01-15,2026-09-02,false,false\n`;
};

const folders: string[] = [];
beforeAll(() => {
  for (const last of ["Closed Won", "Closed Lost"]) {
    const folder = tempFolder();
    writeFiles(folder, {
      "Accounts.csv": "Account ID,Account Name,Website\n001A,Acme,acme.com\n",
      "Opportunities.csv": opportunities(last),
    });
    folders.push(folder);
  }
});
afterAll(() => folders.forEach((folder) => removeFolder(folder)));

const forecast = async (index: number): Promise<string> => {
  const cwd = folders[index] ?? "";
  return (await runCli(["forecast", "-C", cwd, "--as-of", "2026-11-20"], { cwd })).stdout.replaceAll(/\s+/g, " ");
};

describe("the forecast in words", () => {
  it("says of which kind too few deals have closed, where another kind has a win rate", async () => {
    const said = await forecast(0);
    expect(said).toContain("By your own win rates: too few deals of their kind have closed to say");
    expect(said).toContain("Own win rates: new 100 % (12 of 12");
    expect(said).toContain("Own win rate of renewal deals: none has closed, 10 are needed to say anything.");
  });

  it("doubts win rates where no deal was lost, and only there", async () => {
    expect(await forecast(0)).toContain("No lost deal is in the exports: where lost deals are left out, win rates are too high.");
    expect(await forecast(1)).toContain("Own win rates: new 92 % (11 of 12");
    expect(await forecast(1)).not.toContain("No lost deal");
  });
});
