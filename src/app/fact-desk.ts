import { measure } from "../book/measure.ts";
import type { QueryContext } from "../book/queries/query.ts";
import type { FactDesk } from "../domain/facts/fact-desk.ts";
import type { Fact } from "../domain/facts/fact.ts";
import { recordFacts } from "../tasks/facts-ledger.ts";

/** A desk whose Facts go to the task's ledger as they are given out, so that `evidence` finds each of them later. */
export function factDesk(context: QueryContext, runsDir: string, task: string): FactDesk {
  const issued = new Map<string, Fact>();
  return {
    asOf: context.scope.asOf,
    snapshot: context.book.snapshot,
    measure: async (subject, metrics) => {
      const facts = await recordFacts(runsDir, task, await measure(context, subject, metrics));
      for (const fact of facts) issued.set(fact.id, fact);
      return [...facts];
    },
    issued: () => [...issued.values()].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1))),
  };
}
