import { readFileSync } from "node:fs";

/** Clock ticks a second in /proc, the same on every Linux that Node runs on. */
const TICKS = 100;

/** CPU seconds of this process and of all that it started and that have ended, plus those of `alive`. */
export function cpuSeconds(alive: readonly number[]): number {
  return ticks("self", [11, 12, 13, 14]) + alive.reduce((sum, pid) => sum + ticks(String(pid), [11, 12]), 0);
}

function ticks(pid: string, fields: readonly number[]): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const rest = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return fields.reduce((sum, field) => sum + Number(rest[field]), 0) / TICKS;
  } catch {
    return 0;
  }
}

/** Resident memory in bytes and open file descriptors of a process; undefined where the system does not tell. */
export function footprint(
  pid: number,
  countFiles: (folder: string) => number,
): { readonly rss: number; readonly files: number } | undefined {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? undefined : { rss: Number(kilobytes) * 1024, files: countFiles(`/proc/${pid}/fd`) };
  } catch {
    return undefined;
  }
}
