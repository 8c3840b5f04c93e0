import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChurnReasonsReport } from "../../src/app/churn-reasons.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const FILES = {
  "exports/companies.csv":
    "Record ID,Company name,Company Domain Name\n1,Acme,acme.example\n2,Birch,birch.example\n3,Cobalt,cobalt.example\n",
  "exports/churn.csv": [
    "churn_id,account,churned_on,reason,detail,arr,currency",
    'c1,Acme,2026-05-01,missing_features,"We cannot run SAML single sign-on and SCIM with your product, our identity provider is Okta.",1200.00,USD',
    "c2,Birch,2026-06-01,too_expensive,,3000.00,USD",
    "c3,Cobalt,2026-09-01,other,,500.00,USD",
    "",
  ].join("\n"),
  "exports/nps.csv": [
    "Respondent Email,Company,Score,Comment,Date",
    "mia@birch.example,Birch,3,SCIM provisioning from Okta never worked for us,2026-05-20",
    "mia@birch.example,Birch,9,The audit log is great,2026-05-21",
    "mia@birch.example,Birch,2,Webhooks are lost all the time,2025-05-21",
    "",
  ].join("\n"),
};

let folder: string;
beforeAll(() => {
  folder = tempFolder();
  writeFiles(folder, FILES);
});
afterAll(() => removeFolder(folder));

describe("churn reasons by capability", () => {
  it("reads exit interviews and unhappy answers of the half year before by the taxonomy of tickets", async () => {
    const report = await runJson<ChurnReasonsReport>(["churn", "reasons", "-C", folder, "--as-of", "2026-06-30"], { cwd: folder });
    expect(report.churned.map(({ account }) => account)).toEqual(["birch", "acme"]);
    expect([report.spoke, report.read]).toEqual([2, 2]);
    expect(report.capabilities).toEqual([expect.objectContaining({ capability: "sso-and-provisioning", accounts: 2, arr_minor: 420_000 })]);
    // The praise, and the complaint of a year before, are no reasons.
    expect(report.capabilities[0]?.words.map(({ account, from }) => [account, from])).toEqual([
      ["birch", "nps 2026-05-20"],
      ["acme", "exit"],
    ]);
  });

  it("says how many said something at all", async () => {
    const { stdout } = await runCli(["churn", "reasons", "-C", folder, "--as-of", "2026-09-30"], { cwd: folder, width: 80 });
    expect(stdout).toContain("User provisioning (SSO and SCIM)");
    expect(stdout).toContain("2 of 2 accounts that said something");
  });
});
