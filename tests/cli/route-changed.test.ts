import { spawnSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChangedFiles } from "../../src/app/route-changed.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

describe("route --changed", () => {
  let cwd = "";
  const git = (...args: string[]): void => {
    const quiet = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
    const { status, stderr } = spawnSync("git", [...quiet, ...args], { cwd, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  };

  beforeEach(() => {
    cwd = tempFolder();
  });
  afterEach(() => removeFolder(cwd));

  it("routes the files that differ from a commit", async () => {
    writeFiles(cwd, { "qbr/acme.md": "1", "notes.txt": "1", "forecast/q4.csv": "1" });
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "one");
    writeFiles(cwd, { "qbr/acme.md": "2", "notes.txt": "2" });
    const answer = await runJson<ChangedFiles>(["route", "--changed"], { cwd });
    expect(answer).toMatchObject({ ref: "HEAD", files: 2, unmatched: ["notes.txt"] });
    expect(answer.routes.map(({ agent }) => agent)).toEqual(["customer-success"]);
    const { stdout } = await runCli(["route", "--changed", "HEAD"], { cwd });
    expect(stdout).toContain("qbr/acme.md (matches qbr/*)");
    expect(await runCli(["route", "--changed", "no-such-branch"], { cwd })).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('knows no commit "no-such-branch"'),
    });
    expect((await runCli(["route", "--changed=--output=x"], { cwd })).stderr).toContain("is no commit");
  });

  it("says so where there is no repository", async () => {
    const { exit, stderr } = await runCli(["route", "--changed"], { cwd });
    expect(exit).toBe(1);
    expect(stderr).toContain("no git repository");
  });

  it("wants a request where nothing else is asked", async () => {
    const { exit, stderr } = await runCli(["route"], { cwd });
    expect(exit).toBe(1);
    expect(stderr).toContain("There is no request.");
  });
});
