import type { Place } from "../core/errors.ts";
import { hash } from "../core/ids.ts";
import { stableJson } from "../core/json.ts";

/** One piece of work of a batch: a command of ours with its arguments. */
export interface Job {
  readonly id: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Where it was asked for. */
  readonly place: Place;
}

/** What a job is to do, in twelve characters: a result on record is that of another job where this differs. */
export function jobHash({ id, command, args }: Pick<Job, "id" | "command" | "args">): string {
  return hash(stableJson([id, command, args]), 12);
}
