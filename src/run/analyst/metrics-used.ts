import { namesOf } from "../../domain/expression/expression.ts";
import type { Expression } from "../../domain/expression/expression.ts";
import { METRICS } from "../../domain/facts/metrics/registry.ts";
import { metricSlots } from "../playbook/metric-slots.ts";
import type { FindingRule, Playbook } from "../playbook/playbook.ts";

/** Every metric a playbook looks at, in tests, sentences, due dates and lists, each once. */
export function metricsUsed(playbook: Playbook): string[] {
  const sentences = [
    ...playbook.headline.map((rule) => rule.say),
    ...playbook.findings.flatMap((rule) => [rule.say, rule.short ?? ""]),
    ...playbook.steps.map((step) => step.what),
    ...playbook.handoffs.flatMap((handoff) => [handoff.reason, handoff.ask]),
  ];
  const tests = [
    ...playbook.headline.map((rule) => rule.when),
    ...playbook.findings.flatMap((rule) => testsOf(rule)),
    ...playbook.steps.map((step) => step.when),
    ...playbook.handoffs.map((handoff) => handoff.when),
    ...playbook.unknowns.map((unknown) => unknown.when),
    playbook.each?.where,
  ];
  const named = [
    ...playbook.steps.flatMap((step) => step.why),
    ...playbook.handoffs.flatMap((handoff) => handoff.facts),
    ...(playbook.each?.order.map(({ metric }) => metric) ?? []),
  ];
  const dates = [...playbook.steps, ...playbook.handoffs].flatMap(({ due }) => (due.kind === "before" ? [due.metric] : []));
  return [
    ...new Set([
      ...sentences.flatMap((text) => metricSlots(text).map((slot) => slot.metric)),
      ...tests.flatMap((test) => names(test)),
      ...named,
      ...dates,
    ]),
  ].filter((name) => METRICS.has(name));
}

/** The metrics of one finding: those its sentence prints, then those its test looks at. */
export function metricsOfFinding(rule: FindingRule): string[] {
  return [...new Set([...metricSlots(rule.say).map((slot) => slot.metric), ...names(rule.when)])].filter((name) => METRICS.has(name));
}

/** Whether a finding speaks of the book alone: beside a list of accounts it is of no account. */
export function isOfTheBook(rule: FindingRule): boolean {
  return metricsOfFinding(rule).every((name) => METRICS.get(name)?.about === "book");
}

function testsOf(rule: FindingRule): (Expression | undefined)[] {
  return [rule.when, ...rule.severity.map((severity) => severity.when)];
}

function names(test: Expression | undefined): string[] {
  return test === undefined ? [] : namesOf(test);
}
