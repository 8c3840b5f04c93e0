import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBook } from "../../src/lib/library.ts";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

/** Alder began on a Monday and used the product in its first week; it has met nobody. The other account's meetings and use go further back. */
const FILES = {
  "echo.yaml": "company:\n  name: Northstar\n",
  "exports/companies.csv": [
    "Record ID,Company name,Company Domain Name,Lifecycle Stage,ARR,Currency,Contract Start Date,Renewal Date,Create Date",
    "1,Alder,alder.example,Customer,14400,USD,2026-10-05,2027-10-04,2026-08-26",
    "2,Birch,birch.example,Customer,12000,USD,2025-01-01,2026-12-31,2024-12-01",
    "",
  ].join("\n"),
  "exports/meetings.csv": "account,on_day,kind,status\nbirch.example,2026-01-10,kickoff,held\nbirch.example,2026-11-18,check-in,held\n",
  "exports/usage.csv": [
    "date,account,feature,events",
    ...["2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28"].map((day) => `${day},birch.example,Report,9`),
    ...["2026-10-05", "2026-10-12", "2026-10-19", "2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16"].flatMap((day) => [
      `${day},alder.example,Report,3`,
      `${day},birch.example,Report,9`,
    ]),
    "",
  ].join("\n"),
};

describe("an onboarding in a book whose use is recorded by the week", () => {
  let cwd = "";
  beforeAll(() => {
    cwd = tempFolder();
    writeFiles(cwd, FILES);
  });
  afterAll(() => {
    removeFolder(cwd);
  });

  it("is open by its missing steps, as the check has it, and says the week of first value, not a day", async () => {
    const book = await openBook({ directory: cwd, asOf: "2026-11-19", files: false });
    const { headline, findings, actions, verification } = await book.ask("who is onboarding?");
    expect(headline).toContain("Onboarding needs somebody at Alder");
    const said = findings.map(({ statement }) => statement);
    expect(said).toContain("The onboarding of Alder is open on day 46; missing: kickoff, training.");
    expect(said).toContain("Alder is 45 days in as a customer and reached first value in the week of 2026-10-05; the day is not recorded.");
    expect(said.join()).not.toContain("on 2026-10-05");
    expect(actions.map(({ what }) => what)).toContain("Give each open step of the implementation an owner and a date, the kickoff first");
    expect(verification.unverified).toEqual([]);
    const one = await book.ask("how is the onboarding of Alder going?");
    expect(one.findings.map(({ statement }) => statement)).toContain(
      "First value was reached in the week of 2026-10-05; use is recorded by the week, so the day is not known.",
    );
    await book.close();
  });

  it("has the same day and the same week in the list of journeys", async () => {
    const { stdout } = await runCli(["journey", "--as-of", "2026-11-19"], { cwd });
    expect(stdout).toMatch(/^Alder\s+day 30\s+46\s.*week of 2026-10-05$/m);
  });
});
