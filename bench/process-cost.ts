import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bareEnvironment } from "../scripts/built-program.ts";
import { rootPath } from "../scripts/root.ts";
import { type Summary, summarize } from "./summary.ts";

/** What one process took from its start to its end. */
export interface ProcessCost {
  readonly wall_ms: number;
  readonly cpu_ms: number;
  readonly peak_mib: number;
}

/** Runs Node with these arguments in a folder. Throws, with stderr, where it ends in anything but 0. */
export function processCost(
  folder: string,
  args: readonly string[],
  given: { readonly cwd?: string; readonly input?: string } = {},
): ProcessCost {
  const file = join(folder, "process-cost.json");
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--require", rootPath("bench/process-cost.cjs"), ...args], {
    cwd: given.cwd ?? folder,
    env: { ...bareEnvironment(folder), PROCESS_COST_FILE: file },
    input: given.input ?? "",
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  const wall_ms = performance.now() - started;
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${String(status)}\n${stderr.slice(-2000)}`);
  return { wall_ms, ...(JSON.parse(readFileSync(file, "utf8")) as Omit<ProcessCost, "wall_ms">) };
}

/** Median and spread of each part of the cost. */
export interface CostSummary {
  readonly wall_ms: Summary;
  readonly cpu_ms: Summary;
  readonly peak_mib: Summary;
}

export function summarizeCosts(costs: readonly ProcessCost[]): CostSummary {
  return {
    wall_ms: summarize(costs.map(({ wall_ms }) => wall_ms)),
    cpu_ms: summarize(costs.map(({ cpu_ms }) => cpu_ms)),
    peak_mib: summarize(costs.map(({ peak_mib }) => peak_mib)),
  };
}
