import type { Enqueued } from "../../batch/queue/enqueue.ts";
import { count } from "../../core/text.ts";

/** What was put on a queue, and how to come by the results. */
export function renderEnqueued({ batch, jobs, before, queue }: Enqueued & { readonly queue: string }, waits: boolean): string {
  const known = before === 0 ? "" : before === jobs ? ", all of them there before" : `, ${before} of them there before`;
  const lines = [
    `Batch ${batch}: ${count(jobs, "job")} on the queue ${queue}${known}.`,
    ...(waits ? [] : [`Collect the results with: echo-cs batch --attach ${batch}`]),
  ];
  return `${lines.join("\n")}\n`;
}
