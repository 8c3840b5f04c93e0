import { hostname } from "node:os";
import process from "node:process";

/** This process among those of its machine. */
export interface Processes {
  readonly pid: number;
  readonly host: string;
  /** True also for a process of somebody else, and for one that has ended and was never waited for. */
  isThere(pid: number): boolean;
}

export const processes: Processes = {
  pid: process.pid,
  host: hostname(),
  isThere: (pid) => {
    try {
      return process.kill(pid, 0);
    } catch (error) {
      return error instanceof Error && "code" in error && error.code === "EPERM";
    }
  },
};
