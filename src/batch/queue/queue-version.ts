import { SNAPSHOT_SCHEMA } from "../../book/schema.ts";
import { QUEUE_SCHEMA } from "./queue-schema.ts";

/**
 * What a worker and whoever enqueues must share, in one word: the program's version and those of snapshot and queue. DBOS hands a job only to
 * workers of the version that it was enqueued with.
 */
export function queueVersion(program: string): string {
  return `${program}+book.${SNAPSHOT_SCHEMA}+queue.${QUEUE_SCHEMA}`;
}
