import { join } from "node:path";
import { fileSink } from "../src/book/sources/file-sink.ts";
import { loadSource } from "../src/book/sources/load-sources.ts";
import { openEngine } from "../src/book/sources/open-engine.ts";
import { pullSource } from "../src/book/sources/pull-source.ts";
import { sourceQuery } from "../src/book/sources/source-query.ts";
import { systemClock } from "../src/core/clock.ts";
import { silentLog } from "../src/core/log.ts";

/** One measured piece of work in a process of its own: `fetch` (engine to file) or `pull` (engine to the rows that an import reads). */
const [what = "", url = "", folder = "", sql = ""] = process.argv.slice(2);
const input = { entries: { usage: { table: "usage", env: "URL", sql } }, root: folder, file: "echo.yaml", timeZone: "UTC" };
const source = await loadSource(input, "usage", { URL: url });
const before = process.cpuUsage();
const start = performance.now();
const rows = what === "fetch" ? await fetchRows() : await pull();
const ms = performance.now() - start;
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ ms, rows, cpu_ms: (user + system) / 1000, peak_mb: process.resourceUsage().maxRSS / 1024 }));

async function fetchRows(): Promise<number> {
  const engine = await openEngine(source);
  const sink = fileSink(join(folder, `fetched-${process.pid}.csv`));
  const copied = await engine.copy(sourceQuery(source.select, "UTC", null), sink);
  await sink.close();
  await engine.close();
  return copied.rows;
}

async function pull(): Promise<number> {
  const snapshotPath = join(folder, ".echo", "book.duckdb");
  return (await pullSource(source, { snapshotPath, now: systemClock.now(), full: true, log: silentLog })).sent;
}
