import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { rootPath } from "../../scripts/root.ts";

const folder = mkdtempSync(join(tmpdir(), "echo-counts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function counts(report: string): { stdout: string; status: number | null } {
  const file = join(folder, "report.json");
  writeFileSync(file, report);
  const { stdout, status } = spawnSync(process.execPath, [rootPath("scripts/test-counts.mjs"), file], { encoding: "utf8" });
  return { stdout, status };
}

describe("test-counts", () => {
  it("counts what passed and failed", () => {
    const testResults = [{ status: "failed", assertionResults: [{ status: "failed" }] }];
    expect(counts(JSON.stringify({ numPassedTests: 3, numFailedTests: 1, numPendingTests: 0, testResults }))).toEqual({
      stdout: "3 passed, 1 failed\n",
      status: 1,
    });
    expect(counts(JSON.stringify({ numPassedTests: 3, numFailedTests: 0, numPendingTests: 2 }))).toEqual({
      stdout: "3 passed, 0 failed, 2 skipped\n",
      status: 0,
    });
  });

  it("counts a file that could not be loaded as a failure", () => {
    const testResults = [{ status: "failed", assertionResults: [] }];
    expect(counts(JSON.stringify({ numPassedTests: 3, numFailedTests: 0, testResults }))).toEqual({
      stdout: "3 passed, 1 failed\n",
      status: 1,
    });
  });

  it("fails where no test ran", () => {
    expect(counts("")).toEqual({ stdout: "0 passed, 0 failed\n", status: 1 });
  });
});
