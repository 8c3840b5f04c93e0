import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { rootPath } from "../scripts/root.ts";
import { benchmarksPage } from "./page/benchmarks-page.ts";

const FOLDER = rootPath("bench/results");
export const PAGE = rootPath("docs/benchmarks.md");

/** What a measurement was made on, and how busy that was when it ended. */
export function machineNow(): object {
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpus: cpus().length,
    cpu: cpus()[0]?.model ?? "unknown",
    memory_gb: Math.round(totalmem() / 2 ** 30),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

/** Keeps the raw results of one bench as bench/results/<name>.json, with day and machine, and brings the page up to date. */
export function writeResults(name: string, measured: object): void {
  mkdirSync(FOLDER, { recursive: true });
  const report = { measured_at: new Date().toISOString(), machine: machineNow(), ...measured };
  writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(PAGE, benchmarksPage(readResults()));
  console.log(`\nwritten to bench/results/${name}.json and docs/benchmarks.md`);
}

/** The raw results there are, by name. */
export function readResults(folder = FOLDER): ReadonlyMap<string, unknown> {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  return new Map(
    names.sort().map((name) => [name.replace(/\.json$/, ""), JSON.parse(readFileSync(join(folder, name), "utf8")) as unknown]),
  );
}
