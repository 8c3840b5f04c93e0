// Prints `N passed, N failed` from a report of vitest's JSON reporter; exits 1 where a test failed or none ran.
import { readFileSync } from "node:fs";

const report = JSON.parse(readFileSync(process.argv[2], "utf8") || "{}");
// A file that could not even be loaded has no tests to count: it counts as one failure.
const unloaded = (report.testResults ?? []).filter(({ status, assertionResults }) => {
  return status === "failed" && assertionResults.every((each) => each.status !== "failed");
}).length;
const passed = report.numPassedTests ?? 0;
const failed = (report.numFailedTests ?? 0) + unloaded;
const skipped = report.numPendingTests ?? 0;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
