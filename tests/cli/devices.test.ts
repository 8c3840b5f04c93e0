import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../src/testing/run-cli.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeAll(async () => {
  cwd = await demoFolder();
  writeFileSync(join(cwd, "jobs.ndjson"), '{"id":"a","command":"renewals"}\n');
});
afterAll(() => removeFolder(cwd));

describe.runIf(existsSync("/dev/full"))("a device as a file of results", () => {
  it("takes them and keeps nothing", async () => {
    const { exit, stdout } = await runCli(["batch", "jobs.ndjson", "--demo", "--out", "/dev/null", "--junit", "/dev/null"], { cwd });
    expect([exit, stdout.includes("1 of 1 job ok.")]).toEqual([0, true]);
    expect(statSync("/dev/null").isFile()).toBe(false);
  });

  it("that is full is named, and is no bug of ours", async () => {
    for (const args of [
      ["batch", "jobs.ndjson", "--demo", "--out", "/dev/full"],
      ["check", "--demo", "--write-baseline", "/dev/full"],
    ]) {
      const { exit, stderr } = await runCli(args, { cwd });
      expect([exit, stderr.includes("/dev/full cannot be used: the disk is full.")]).toEqual([1, true]);
    }
  });

  it("that is full for a report takes nothing from the table of what was done, nor from the results", async () => {
    const { exit, stdout, stderr } = await runCli(["batch", "jobs.ndjson", "--demo", "--out", "done.ndjson", "--junit", "/dev/full"], {
      cwd,
    });
    expect(exit).toBe(1);
    expect(stdout).toContain("1 of 1 job ok.");
    expect(stderr).toContain("/dev/full cannot be used: the disk is full.");
    expect(readFileSync(join(cwd, "done.ndjson"), "utf8")).toContain('"status":"ok"');
  });
});
