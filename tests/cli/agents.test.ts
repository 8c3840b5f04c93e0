import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AgentDetail, AgentLine } from "../../src/app/agents.ts";
import type { LoadReport } from "../../src/team/load-issue.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeAll(() => {
  cwd = tempFolder();
});
afterAll(() => removeFolder(cwd));

describe("agents list", () => {
  it("lists the twelve of the roster without a workspace, each in a lane", async () => {
    const agents = await runJson<AgentLine[]>(["agents", "list"], { cwd });
    expect(agents).toHaveLength(12);
    for (const { name, lane, model, summary } of agents) {
      expect(["account-management", "customer-success", "sales", "support", "partners"], name).toContain(lane);
      expect(model, name).toMatch(/^(haiku|sonnet|opus)$/);
      expect(summary.length, name).toBeGreaterThan(20);
    }
    expect((await runCli(["agents", "list"], { cwd })).stdout).toMatch(/retention-specialist +account-management +sonnet/);
  });
});

describe("agents show", () => {
  it("shows all that the file says, also by an alias", async () => {
    const agent = await runJson<AgentDetail>(["agents", "show", "account-exec"], { cwd });
    expect(agent).toMatchObject({ name: "account-executive", lane: "account-management" });
    expect(agent.triggers.keywords).toContain("forecast");
    expect(agent.handoffs.map(({ to }) => to)).toContain("sales-engineer");
    expect(agent.tools.granted).toContain("Read");
    const { stdout } = await runCli(["agents", "show", "account-executive"], { cwd });
    for (const part of ["Tools granted", "Trigger words", "Hands on", "to sales-engineer (consult)"]) expect(stdout).toContain(part);
  });

  it("suggests the name that was meant", async () => {
    const { exit, stderr } = await runCli(["agents", "show", "retenion"], { cwd });
    expect(exit).toBe(1);
    expect(stderr).toContain("Did you mean retention-specialist?");
  });
});

describe("agents validate", () => {
  it("finds nothing wrong with the shipped team", async () => {
    const report = await runJson<LoadReport>(["agents", "validate"], { cwd });
    expect(report).toEqual({ files: 13, loaded: 13, failed: [], warnings: [] });
  });

  it("tells what failed and what was odd, with file and line, and exits with 2", async () => {
    writeFiles(cwd, {
      "mine/good.md": "---\nname: good\ndescription: fine\n---\nbody\n",
      "mine/code.md": "---js\n{ name: 'evil' }\n---\nbody\n",
      "mine/odd.md": "---\nname: good\ndescription: a second one\n---\nbody\n",
    });
    const report = await runJson<LoadReport>(["agents", "validate", "mine"], { cwd }, 2);
    expect(report).toMatchObject({
      files: 3,
      loaded: 2,
      failed: [{ path: join(cwd, "mine/code.md"), line: 1, reason: expect.any(String) }],
    });
    expect(report.warnings).toContainEqual({ path: join(cwd, "mine/odd.md"), line: 2, reason: expect.stringContaining("duplicate name") });
    const { exit, stdout } = await runCli(["agents", "validate", "mine"], { cwd });
    expect(exit).toBe(2);
    expect(stdout).toMatch(/2 of 3 files loaded\.[\s\S]*mine\/code\.md:1:/);
  });

  it("loads the odd files of the wild", async () => {
    const report = await runJson<LoadReport>(["agents", "validate", join(ROOT, "tests/fixtures/agents/wild")], { cwd });
    expect(report.loaded).toBe(report.files);
    expect(report.warnings.length).toBeGreaterThan(0);
  });

  it("refuses a folder that is not there", async () => {
    const { exit, stderr } = await runCli(["agents", "validate", "nowhere"], { cwd });
    expect(exit).toBe(1);
    expect(stderr).toContain("There is no folder or file nowhere.");
  });
});

it("suggests the subcommand that was meant", async () => {
  const { exit, stderr } = await runCli(["agents", "lsit"], { cwd });
  expect(exit).toBe(1);
  expect(stderr).toContain("Did you mean list?");
});
