import { EchoError } from "../../../src/core/errors.ts";
import { importExports } from "../../../src/book/import/import-exports.ts";

/** Run as a process of its own by tests: imports and tells its progress on stdout. */
const [exportsDir = "", snapshotPath = ""] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const report = await importExports({
    exportsDir,
    snapshotPath,
    timeZone: "UTC",
    currency: "USD",
    company: "Northstar",
    log: { info: say, warn: say },
  });
  say(`done ${report.accounts}`);
} catch (error) {
  if (!(error instanceof EchoError)) throw error;
  say(`failed ${error.code}`);
}
