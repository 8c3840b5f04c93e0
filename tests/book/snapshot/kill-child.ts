import { join } from "node:path";
import { silentLog } from "../../../src/core/log.ts";
import { importExports } from "../../../src/book/import/import-exports.ts";

/** Run as a process of its own by faults.test.ts, to be killed: imports a folder's exports. */
const [folder = ""] = process.argv.slice(2);
await importExports({
  exportsDir: join(folder, "exports"),
  snapshotPath: join(folder, ".echo", "book.duckdb"),
  timeZone: "UTC",
  currency: "USD",
  company: "",
  log: silentLog,
});
