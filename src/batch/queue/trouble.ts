import { hasCode } from "../../core/files.ts";
import type { JobResult } from "../job-result.ts";
import { isAway, QueueUnreachable } from "./open-database.ts";

const OF_THE_MACHINE = ["ENOSPC", "EDQUOT", "EROFS", "EIO", "EMFILE", "ENFILE", "EACCES", "EPERM"];

/** Why this machine cannot do jobs any more, in words, where that is what an error says; undefined where it is the job's own. */
export function troubleOf(error: unknown): string | undefined {
  if (error instanceof QueueUnreachable || isAway(error)) return "the database is away";
  return error instanceof Error && hasCode(error, ...OF_THE_MACHINE) ? error.message : undefined;
}

const SAID = /the disk is full|the disk is read-only|too many files are open/u;

/** The same for a job whose command has told its error itself. */
export function troubleIn({ error }: JobResult): string | undefined {
  if (error?.code === "queue-unreachable") return "the database is away";
  return error?.code === "file-refused" ? SAID.exec(error.message)?.[0] : undefined;
}
