import { compareText } from "../../src/core/compare-text.ts";
import type { BatchCounts } from "./batches.ts";
import { type Fit, fitLine, type Sample, settledOf } from "./fit.ts";
import type { Human } from "./human.ts";
import type { McpSession } from "./mcp-session.ts";
import type { Processes } from "./processes.ts";
import type { Watch } from "./watch.ts";
import type { Violation, Violations } from "./violations.ts";

export interface SoakReport {
  readonly seed: number;
  readonly minutes: number;
  /** CPU of everything, in cores. */
  readonly cpuShare: number;
  readonly checks: number;
  readonly commands: number;
  readonly kills: number;
  readonly exits: Readonly<Record<string, number>>;
  /** What commands said that ended in anything but 0. */
  readonly said: Readonly<Record<string, string>>;
  readonly human: { readonly edits: number; readonly words: number; readonly ticks: number };
  readonly batches: BatchCounts;
  readonly exportChanges: Readonly<Record<string, number>>;
  readonly mcp: {
    readonly calls: number;
    readonly refused: number;
    readonly memory: Trend | null;
    readonly held: Trend | null;
    readonly files: Trend | null;
  };
  readonly healthLines: number;
  /** Versions laid aside because a file would not hold still. */
  readonly conflicts: number;
  /** Bytes by kind. */
  readonly disk: Readonly<Record<string, number>>;
  readonly violationCounts: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
  /** The workspace, where it was kept. */
  readonly kept: string | null;
}

/** A footprint over the time after the first third: before that caches fill. */
export interface Trend extends Fit {
  readonly first: number;
  readonly last: number;
  readonly most: number;
}

interface Told {
  readonly seed: number;
  readonly seconds: number;
  readonly cpu: number;
  readonly violations: Violations;
  readonly processes: Processes;
  readonly human: Human;
  readonly mcp: McpSession;
  readonly batches: BatchCounts;
  readonly changes: ReadonlyMap<string, number>;
  readonly seen: Watch["seen"];
}

/** What a soak has come to so far. */
export function reportOf(told: Told): SoakReport {
  const { processes, human, mcp, violations } = told;
  return {
    seed: told.seed,
    minutes: rounded(told.seconds / 60),
    cpuShare: rounded(told.cpu / told.seconds),
    checks: told.seen.checks,
    commands: processes.tally.commands,
    kills: processes.tally.kills,
    exits: sorted(processes.tally.exits),
    said: sorted(processes.tally.said),
    human: { edits: human.edits(), words: human.words.size, ticks: human.ticks.size },
    batches: { ...told.batches },
    exportChanges: sorted(told.changes),
    mcp: {
      calls: mcp.counts.calls,
      refused: mcp.counts.refused,
      memory: trendOf(mcp.memory),
      held: trendOf(mcp.held),
      files: trendOf(mcp.files),
    },
    healthLines: told.seen.history.length,
    conflicts: told.seen.conflicts,
    disk: told.seen.disk,
    violationCounts: sorted(violations.counts),
    violations: violations.list,
    kept: null,
  };
}

function trendOf(samples: readonly Sample[]): Trend | null {
  const settled = settledOf(samples);
  const fit = fitLine(settled);
  if (fit === undefined) return null;
  const values = settled.map(({ value }) => value);
  return { ...fit, first: values[0] ?? 0, last: values.at(-1) ?? 0, most: Math.max(...values) };
}

function sorted<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...map].sort(([a], [b]) => compareText(a, b)));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A soak in a few lines for whoever reads along. */
export function summaryText(report: SoakReport): string {
  const { minutes, commands, kills, human, batches, mcp, checks, disk, violationCounts } = report;
  const megabytes = Object.values(disk).reduce((sum, bytes) => sum + bytes, 0) / 1e6;
  const trend = (name: string, one: Trend | null, unit: number): string =>
    one === null
      ? ""
      : `${name} ${(one.mean / unit).toFixed(1)}, ${(one.perHour / unit).toFixed(1)} ± ${(one.error / unit).toFixed(1)} an hour`;
  const broken = Object.entries(violationCounts).map(([invariant, count]) => `  ${count} × ${invariant}`);
  return [
    `${minutes.toFixed(1)} minutes, seed ${report.seed}: ${commands} commands, ${kills} killed; ${batches.batches} batches of ${batches.jobs} jobs, taken up ${batches.resumed} times`,
    `a person's edits ${human.edits}: ${human.words} words and ${human.ticks} ticks looked for in ${checks} checks; ${report.conflicts} versions laid aside`,
    `MCP server: ${mcp.calls} calls; ${[trend("MB", mcp.memory, 1e6), trend("MB held", mcp.held, 1e6), trend("open files", mcp.files, 1)].filter(Boolean).join("; ")}`,
    `workspace ${megabytes.toFixed(1)} MB; ${report.cpuShare.toFixed(2)} of a processor`,
    broken.length === 0 ? "no invariant was broken" : `broken:\n${broken.join("\n")}`,
  ].join("\n");
}
