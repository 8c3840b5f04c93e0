import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CharterReport, ListedRule } from "../../src/app/charter.ts";
import type { Whose } from "../../src/app/who.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";

let cwd: string;
beforeAll(() => {
  cwd = tempFolder();
});
afterAll(() => removeFolder(cwd));

describe("charter", () => {
  it("lists every rule with where it is enforced and what proves it", async () => {
    const { rules, switched_off: off } = await runJson<CharterReport>(["charter", "--rules"], { cwd });
    expect(rules.length).toBeGreaterThan(60);
    expect(rules.filter(({ enforced }) => enforced === null)).toEqual([]);
    expect(off).toEqual([]);
    const { stdout } = await runCli(["charter", "--rules"], { cwd });
    expect(stdout).toContain("src/team/policy/check-charter.ts (checkCharter)");
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("says what a workspace's own charter switches off and adds", async () => {
    const shipped = readFileSync(join(ROOT, "agents/ECHO.md"), "utf8");
    const own = shipped.replace(/- \*\*\[csm-owns-renewal\].*\n(?: {2}- .*\n)*/, "- **[be-kind]** Be kind.\n");
    writeFiles(cwd, { "own/echo.yaml": "", "own/agents/ECHO.md": own });
    const report = await runJson<CharterReport>(["charter", "-C", "own"], { cwd });
    expect(report.switched_off).toEqual(["csm-owns-renewal"]);
    expect(report.rules.find(({ id }) => id === "be-kind")).toMatchObject({ enforced: null, section: "do" });
    expect((await runCli(["charter", "--rules", "-C", "own"], { cwd })).stdout).toContain("by nothing: a rule of your own");
  });

  it("shows one rule, and helps with an unknown one", async () => {
    expect(await runJson<ListedRule>(["charter", "csm-owns-renewal"], { cwd })).toMatchObject({
      section: "do",
      owners: ["customer-success-manager"],
    });
    const { exit, stderr } = await runCli(["charter", "csm-own-renewal"], { cwd });
    expect([exit, stderr.includes("Did you mean csm-owns-renewal?")]).toEqual([1, true]);
  });
});

describe("who", () => {
  it.each([
    ["who owns the upsell at Globex?", "customer-success-manager", "success-drives-sales-closes"],
    ["hold the renewal talk with Acme", "customer-success-manager", "csm-owns-renewal"],
    ["the customer wants a refund", "account-executive", "authority-money"],
    ["we need the revenue forecast for Q1", "account-executive", "forecast-to-account-executive"],
    ["they want a custom integration with SAP", "sales-engineer", "hand-custom-integration"],
    ["close the deal with Hooli", "account-executive", "no-sales-closing"],
    ["a customer lost their data", "product-engineer", "authority-data-loss"],
    ["several customers report the same export fault", "product-engineer", "patterns-to-product-weekly"],
    ["they threaten to cancel, a threat to cancel is in the ticket", "retention-specialist", "authority-cancel-threat"],
    ["Globex would do a case study with us", "marketing-manager", "hand-customer-story"],
  ])("%s: %s by %s", async (request, agent, rule) => {
    const whose = await runJson<Whose>(["who", request], { cwd });
    expect([whose.agent, whose.rule?.id]).toEqual([agent, rule]);
    expect(whose.rule?.place).toMatch(/ECHO\.md:\d+$/);
  });

  it("falls back on the charter's table and the agents' own files, and says what is nobody's", async () => {
    const whose = await runJson<Whose>(["who", "prepare the QBR for Initech"], { cwd });
    expect(whose).toMatchObject({ agent: "customer-success", rule: null });
    expect((await runCli(["who", "write me a poem about the sea"], { cwd })).stdout).toContain("Nobody's on this team.");
    expect((await runCli(["who", " "], { cwd })).exit).toBe(1);
  });
});
