import { measureAll, measure } from "../../../src/book/measure.ts";
import type { QueryContext } from "../../../src/book/queries/query.ts";
import { METRICS } from "../../../src/domain/facts/metrics/registry.ts";
import { holds, type Value } from "../../../src/domain/expression/evaluate.ts";
import type { Expression } from "../../../src/domain/expression/expression.ts";
import { Values } from "../../../src/run/analyst/values.ts";
import { metricsUsed } from "../../../src/run/analyst/metrics-used.ts";
import { metricSlots } from "../../../src/run/playbook/metric-slots.ts";
import type { Playbook } from "../../../src/run/playbook/playbook.ts";

/** A sentence of a playbook and when it is said. */
interface Said {
  readonly where: string;
  readonly when: Expression | undefined;
  readonly say: string;
}

function sentences({ id, findings, handoffs, unknowns, headline }: Playbook): Said[] {
  return [
    ...findings.map(({ id: entry, when, say, short }) => ({ where: `${id}#${entry}`, when, say: `${say} ${short ?? ""}` })),
    ...handoffs.map(({ to, when, reason, ask }) => ({ where: `${id}, handoff to ${to}`, when, say: `${reason} ${ask}` })),
    ...unknowns.map(({ when, what }) => ({ where: `${id}, unknown`, when, say: what })),
    ...headline.map(({ when, say }, index) => ({ where: `${id}, headline ${index + 1}`, when, say })),
  ];
}

/** Sentences of a playbook that would be said of a book's accounts, though a figure in them has no value; each once, with that figure. */
export async function slotsWithoutValue(
  context: QueryContext,
  accounts: readonly string[],
  playbooks: readonly Playbook[],
): Promise<string[]> {
  const metrics = [...new Set(playbooks.flatMap((playbook) => metricsUsed(playbook)))];
  const ofBook = await measure(
    context,
    { book: "all" },
    metrics.filter((name) => METRICS.get(name)?.about === "book"),
  );
  const ofAccounts = await measureAll(
    context,
    accounts,
    metrics.filter((name) => METRICS.get(name)?.about === "account"),
  );
  const faults = new Set<string>();
  for (const playbook of playbooks) {
    const subjects =
      playbook.about === "account" || playbook.each !== undefined
        ? [...ofAccounts.values()].map((measurements) => new Values([...ofBook, ...measurements]))
        : [new Values(ofBook)];
    for (const values of subjects) {
      if (playbook.each !== undefined && !holds(playbook.each.where, values.of)) continue;
      for (const fault of faultsOf(playbook, (name) => values.of(name))) faults.add(fault);
    }
  }
  return [...faults].sort();
}

function faultsOf(playbook: Playbook, valueOf: (name: string) => Value): string[] {
  const counts: Readonly<Record<string, number>> = { causes: 1, listed: 1, risks: 1 };
  const of = (name: string): Value => counts[name] ?? valueOf(name);
  const headline = playbook.headline.findIndex(({ when }) => when === undefined || holds(when, of));
  return (
    sentences(playbook)
      .filter(
        ({ where, when }) =>
          (when === undefined || holds(when, of)) && (!where.includes(", headline ") || where.endsWith(` ${headline + 1}`)),
      )
      // An account without a name is called by its id.
      .flatMap(({ where, say }) =>
        metricSlots(say).flatMap(({ metric }) => (of(metric) === null && metric !== "account_name" ? [`${where}: ${metric}`] : [])),
      )
  );
}
