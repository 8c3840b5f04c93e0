import { measure } from "../book/measure.ts";
import type { QueryContext } from "../book/queries/query.ts";
import type { FactDesk } from "../domain/facts/fact-desk.ts";
import type { Fact } from "../domain/facts/fact.ts";
import { recordFacts } from "../tasks/facts-ledger.ts";

/** A desk whose Facts go to the task's ledger as they are given out, so that `evidence` finds each of them later. */
export function factDesk(context: QueryContext, runsDir: string, task: string): FactDesk {
  const issued = new Map<string, Fact>();
  // One after the other in the order of asking: calls of one turn then get the same ids in every run.
  let last: Promise<unknown> = Promise.resolve();
  return {
    asOf: context.scope.asOf,
    snapshot: context.book.snapshot,
    measure: async (subject, metrics) => {
      const measured = last.then(async () => recordFacts(runsDir, task, await measure(context, subject, metrics)));
      last = measured.catch(() => {});
      const facts = await measured;
      for (const fact of facts) issued.set(fact.id, fact);
      return [...facts];
    },
    adopt: (facts) => {
      for (const fact of facts) issued.set(fact.id, fact);
    },
    issued: () => [...issued.values()].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1))),
  };
}
