/**
 * Pulls aggregated rows from a PostgreSQL server of its own, beside psql's COPY into a file in the same rounds: `npx tsx bench/warehouse.ts [path of main.js]`. Needs
 * the Debian package postgresql and a built program.
 */
import { spawnSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { bareEnvironment, inTempFolder, MAIN } from "../scripts/built-program.ts";
import { rootPath } from "../scripts/root.ts";
import { databaseOf, type TestDatabase, testPostgres } from "../src/testing/postgres.ts";
import { writeResults } from "./results.ts";
import { summarize, textTable } from "./summary.ts";

const SQL = "SELECT account_id, day, feature, events FROM usage_by_day";
const RUNS = 3;

/** What one piece of work cost, in a process of its own. */
interface Cost {
  readonly ms: number;
  readonly cpu_ms?: number;
  readonly peak_mb?: number;
}

interface WarehouseResult {
  readonly rows: number;
  /** psql's `COPY … TO STDOUT` into a file: the bound of what a client can do. */
  readonly psql_ms: number;
  readonly fetch: Required<Cost>;
  readonly pull: Required<Cost>;
  readonly import_ms: number;
  /** Rate of fetching over that of psql. */
  readonly fetch_ratio: number;
  readonly load: number;
}

async function benchWarehouse(sizes: readonly number[]): Promise<readonly WarehouseResult[]> {
  const server = await testPostgres({ own: true });
  const results: WarehouseResult[] = [];
  try {
    for (const rows of sizes) {
      const db = await databaseOf(server);
      await db.query(
        `CREATE TABLE usage_by_day AS SELECT 'acct-' || a AS account_id, date '2026-05-01' + d AS day, 'feature ' || f AS feature, (a * 7 + d * 3 + f) % 500 AS events
         FROM generate_series(1, ${Math.ceil(rows / 1000)}) a, generate_series(0, 99) d, generate_series(1, 10) f`,
      );
      await db.query("VACUUM ANALYZE usage_by_day");
      results.push(inTempFolder((folder) => measure(db, folder, rows)));
      await db.drop();
    }
  } finally {
    await server.stop();
  }
  return results;
}

function measure(db: TestDatabase, folder: string, rows: number): WarehouseResult {
  writeFileSync(join(folder, "echo.yaml"), `sources:\n  usage: {table: usage, env: WAREHOUSE_URL, sql: "${SQL}"}\n`);
  const psql: number[] = [];
  const fetches: Required<Cost>[] = [];
  const pulls: Required<Cost>[] = [];
  const load = loadavg()[0] ?? 0;
  for (let run = 0; run < RUNS; run += 1) {
    psql.push(psqlMs(db.url, folder));
    fetches.push(child("fetch", db.url, folder));
    if (run < 2) pulls.push(child("pull", db.url, folder));
  }
  rmSync(join(folder, ".echo"), { recursive: true, force: true });
  const start = performance.now();
  const env = { ...bareEnvironment(folder), WAREHOUSE_URL: db.url };
  const { status, stderr } = spawnSync(process.execPath, [process.argv[2] ?? MAIN, "import", "--json"], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`import exited with ${status}\n${stderr}`);
  const importMs = performance.now() - start;
  const best = <T extends Cost>(costs: readonly T[]): T => [...costs].sort((a, b) => a.ms - b.ms)[Math.floor((costs.length - 1) / 2)] as T;
  const median = summarize(psql).median;
  const fetch = best(fetches);
  return { rows, psql_ms: median, fetch, pull: best(pulls), import_ms: importMs, fetch_ratio: median / fetch.ms, load };
}

function psqlMs(url: string, folder: string): number {
  const file = openSync(join(folder, "psql.csv"), "w");
  const start = performance.now();
  const { status } = spawnSync("psql", [url, "-qc", `COPY (${SQL}) TO STDOUT WITH CSV`], { stdio: ["ignore", file, "inherit"] });
  const elapsed = performance.now() - start;
  closeSync(file);
  if (status !== 0) throw new Error(`psql exited with ${status}`);
  return elapsed;
}

function child(what: "fetch" | "pull", url: string, folder: string): Required<Cost> {
  const args = ["--import", "tsx", rootPath("bench/warehouse-pull.ts"), what, url, folder, SQL];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: rootPath("."), encoding: "utf8" });
  if (status !== 0) throw new Error(`${what} exited with ${status}\n${stderr}`);
  return JSON.parse(stdout) as Required<Cost>;
}

function warehouseText(results: readonly WarehouseResult[]): string {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
  const lines = results.map(({ rows, psql_ms: psql, fetch, pull, import_ms: whole, fetch_ratio: ratio, load }) => [
    `${rows / 1_000_000} million rows`,
    seconds(psql),
    seconds(fetch.ms),
    `${Math.round(ratio * 100)} %`,
    `${Math.round(fetch.peak_mb)} MB`,
    seconds(pull.ms),
    `${Math.round(pull.peak_mb)} MB`,
    seconds(whole),
    load.toFixed(1),
  ]);
  return textTable([["", "psql COPY", "fetch", "of its rate", "peak", "pull", "peak", "whole import", "load"], ...lines]);
}

const results = await benchWarehouse([1_000_000, 5_000_000]);
console.log(warehouseText(results));
writeResults("warehouse", { results });
