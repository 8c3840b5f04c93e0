import { measureAll, measure } from "../../../src/book/measure.ts";
import type { QueryContext } from "../../../src/book/queries/query.ts";
import { METRICS } from "../../../src/domain/facts/metrics/registry.ts";
import { holds } from "../../../src/domain/expression/evaluate.ts";
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

/** What is said once, beside the findings and the headline. */
function sentences({ id, handoffs, unknowns }: Playbook): Said[] {
  return [
    ...handoffs.map(({ to, when, reason, ask }) => ({ where: `${id}, handoff to ${to}`, when, say: `${reason} ${ask}` })),
    ...unknowns.map(({ when, what }) => ({ where: `${id}, unknown`, when, say: what })),
  ];
}

/**
 * Sentences of a playbook that would be said of a book's accounts, though a figure in them has no value, or though nothing fills a list in
 * them; each once, with that figure or list.
 */
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
  const each = [...ofAccounts.values()].map((measurements) => new Values([...ofBook, ...measurements]));
  const faults = playbooks.flatMap((playbook) => {
    if (playbook.about === "account") return each.flatMap((values) => faultsOf(playbook, [values], values));
    const wanted = playbook.each?.where;
    return faultsOf(playbook, wanted === undefined ? [] : each.filter((values) => holds(wanted, values.of)), new Values(ofBook));
  });
  return [...new Set(faults)].sort();
}

/** `listed` are those that the findings are looked for in, besides `whole`, which everything else is said of. */
function faultsOf(playbook: Playbook, listed: readonly Values[], whole: Values): string[] {
  const fired = [...new Set([...listed, whole])].flatMap((values) =>
    playbook.findings.filter(({ when }) => holds(when, values.of)).map((finding) => ({ finding, values })),
  );
  const count = (kind?: string): number => fired.filter(({ finding }) => kind === undefined || finding.kind === kind).length;
  const counted = whole.with(
    new Map([
      ["causes", count("cause")],
      ["listed", count()],
      ["risks", count("risk")],
    ]),
  );
  const headline = playbook.headline.find(({ when }) => when === undefined || holds(when, counted.of))?.say ?? "";
  const once = sentences(playbook).filter(({ when }) => when === undefined || holds(when, counted.of));
  return [
    ...fired.flatMap(({ finding: { id, say, short }, values }) => unfilled(`${playbook.id}#${id}`, `${say} ${short ?? ""}`, values)),
    ...once.flatMap(({ where, say }) => unfilled(where, say, whole)),
    ...unfilled(`${playbook.id}, headline`, headline, whole),
    ...(headline.includes("{causes}") && fired.length === 0 ? [`${playbook.id}, headline: {causes}`] : []),
    ...(headline.includes("{listed}") && fired.every(({ finding }) => finding.short === undefined)
      ? [`${playbook.id}, headline: {listed}`]
      : []),
  ];
}

/** An account without a name is called by its id. */
function unfilled(where: string, say: string, values: Values): string[] {
  return metricSlots(say).flatMap(({ metric }) => (values.of(metric) === null && metric !== "account_name" ? [`${where}: ${metric}`] : []));
}
