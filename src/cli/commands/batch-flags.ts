import type { BookFlags } from "../options.ts";

export interface BatchFlags extends BookFlags {
  /** The accounts that placeholders are filled from. */
  readonly accounts?: string;
  /** What placeholders of any job stand for. */
  readonly set?: Readonly<Record<string, string>>;
  readonly concurrency?: number;
  /** Dollars. */
  readonly budget?: number;
  /** Milliseconds a job. */
  readonly timeout?: number;
  readonly out?: string;
  readonly resume?: boolean;
  readonly retryFailed?: boolean;
  readonly failFast?: boolean;
  readonly shard?: string;
  readonly junit?: string;
  readonly dryRun?: boolean;
  /** False with --no-files. */
  readonly files: boolean;
  readonly agent?: string;
  readonly llm?: string;
  readonly via?: string;
  /** False with --no-model. */
  readonly model: boolean;
  /** A queue that workers take the jobs from; true for the usual one. */
  readonly queue?: string | true;
  /** With --queue: do not wait for the results. */
  readonly detach?: boolean;
  /** A batch on the queue whose results are collected. */
  readonly attach?: string;
  /** With --queue: 0 goes first. */
  readonly priority?: number;
  readonly batchId?: string;
  readonly snapshotUrl?: string;
}
