import type { Day } from "../../core/days.ts";
import { FINDING_ORDER, SEVERITIES, type Severity, type Unknown } from "../../domain/brief/brief.ts";
import { holds } from "../../domain/expression/evaluate.ts";
import type { Measurement, Window } from "../../domain/facts/fact.ts";
import { lastFullQuarter } from "../../domain/metrics/period.ts";
import { METRICS } from "../../domain/facts/metrics/registry.ts";
import { factTitle, inTrueDays, type TrueDays, trueDaysOf } from "../../domain/facts/true-days.ts";
import { dueDay } from "../playbook/due.ts";
import { fillSlots } from "../playbook/metric-slots.ts";
import type { FindingRule, Playbook, StepRule } from "../playbook/playbook.ts";
import type { Draft, DraftAction, DraftFinding, DraftHandoff, KeyedTemplate } from "./draft.ts";
import { missingExports } from "./missing-exports.ts";
import { metricsOfFinding } from "./metrics-used.ts";
import type { Values } from "./values.ts";

export interface ComposeOptions {
  /** The metric that a question about one figure asks for. */
  readonly asked?: string | undefined;
  /** True where that metric is looked back at from an earlier day than the answer's. */
  readonly earlier?: boolean | undefined;
  /** The days that figures of a period are of. */
  readonly period?: Window | undefined;
  /** Tables of the book that have rows. */
  readonly present?: ReadonlySet<string> | undefined;
  /** Findings made elsewhere, one account at a time: they count and call for steps as the playbook's own do. */
  readonly found?: readonly DraftFinding[] | undefined;
  /** The day from which steps are due; default: as-of. */
  readonly workOn?: Day | undefined;
}

/**
 * Answers a playbook from measured values: which findings hold, how grave they are, what to do about them and by when.
 * Pure; the same values give the same draft.
 */
export function compose(playbook: Playbook, values: Values, asOf: Day, options: ComposeOptions = {}): Draft {
  const { asked, earlier, workOn = asOf } = options;
  const words = { ...periodWords(options.period ?? lastFullQuarter(asOf)), ...askedWords(values, asked, earlier) };
  const fired = playbook.findings.filter((rule) => holds(rule.when, values.of)).map((rule) => finding(rule, values, words));
  const findings = ranked([...(options.found ?? []), ...fired]);
  const counted = values.with(
    new Map([
      ["causes", findings.filter(({ kind }) => kind === "cause").length],
      ["listed", findings.length],
      ["risks", findings.filter(({ kind }) => kind === "risk").length],
    ]),
  );
  const actions = playbook.steps.filter((step) => applies(step, findings, counted)).map((step) => action(step, findings, counted, workOn));
  const handoffs = playbook.handoffs
    .filter((rule) => holds(rule.when, counted.of))
    .map((rule): DraftHandoff => ({
      to: rule.to,
      mode: rule.mode,
      reason: keyed(rule.reason, counted),
      ask: keyed(rule.ask, counted),
      deadline: dueDay(rule.due, workOn, dates(counted)),
      ...(rule.rule === undefined ? {} : { rule: rule.rule }),
      ...(rule.playbook === undefined ? {} : { playbook: rule.playbook }),
      facts: keys(counted.known(rule.facts)),
    }));
  const unknowns = [
    ...playbook.unknowns
      .filter((rule) => rule.when === undefined || holds(rule.when, counted.of))
      .map(({ what, needs }) => (needs === undefined ? { what } : { what, needs })),
    ...missingExports(playbook, values, options.present ?? new Set()),
    ...whyNot(asked === undefined ? undefined : values.measurement(asked)),
  ];
  const headline = headlineOf(playbook, findings, counted, words);
  const cites = [...new Set([...findings.flatMap((found) => found.cites), ...playbook.cites])];
  return {
    headline,
    findings,
    actions,
    handoffs,
    unknowns,
    cites,
    measurements: new Map(values.all().map((measurement) => [measurement.key, measurement])),
  };
}

/** `{metric|style}` becomes `{#key|style}`; a metric without a value keeps its key and prints as "unknown". */
export function keyed(sentence: string, values: Values, words: Readonly<Record<string, string>> = {}): KeyedTemplate {
  let days: TrueDays | undefined;
  const filled = fillSlots(sentence, (name, style, raw) => {
    const word = words[name];
    if (word !== undefined) return word;
    const measurement = values.measurement(name);
    days ??= measurement === undefined ? undefined : trueDaysOf(measurement);
    // An account that has no record yet on as-of goes by its id.
    if (name === "account_name" && measurement?.value === null && "account" in measurement.subject) return measurement.subject.account;
    return measurement === undefined ? raw : `{#${measurement.key}${style === undefined ? "" : `|${style}`}}`;
  });
  return days === undefined ? filled : inTrueDays(filled, days);
}

function finding(rule: FindingRule, values: Values, words: Readonly<Record<string, string>>): DraftFinding {
  const severity = rule.severity.find((level) => level.when === undefined || holds(level.when, values.of))?.severity ?? "medium";
  return {
    id: rule.id,
    kind: rule.kind,
    severity,
    template: keyed(rule.say, values, words),
    cites: rule.cites,
    ...(rule.cause === undefined ? {} : { cause: rule.cause }),
    ...(rule.short === undefined ? {} : { short: keyed(rule.short, values) }),
    facts: keys(values.known(metricsOfFinding(rule).filter((metric) => metric !== "account_name"))),
  };
}

/** Causes before risks, gaps and strengths; the gravest first; otherwise as the playbook orders them. */
function ranked(findings: readonly DraftFinding[]): DraftFinding[] {
  const rank = ({ kind, severity }: DraftFinding): number => FINDING_ORDER.indexOf(kind) * 10 + gravity(severity);
  return findings
    .map((found, index) => ({ found, index }))
    .sort((a, b) => rank(a.found) - rank(b.found) || a.index - b.index)
    .map(({ found }) => found);
}

function gravity(severity: Severity): number {
  return SEVERITIES.length - 1 - SEVERITIES.indexOf(severity);
}

function applies(step: StepRule, findings: readonly DraftFinding[], values: Values): boolean {
  const called = step.forFindings.length === 0 || findings.some((found) => step.forFindings.includes(found.id));
  return called && (step.when === undefined || holds(step.when, values.of));
}

function action(step: StepRule, findings: readonly DraftFinding[], values: Values, workOn: Day): DraftAction {
  const because = findings.filter((found) => step.forFindings.includes(found.id)).flatMap((found) => found.facts);
  const why = [...new Set([...keys(values.known(step.why)), ...because])];
  return { step: step.id, template: keyed(step.what, values), owner: step.owner, due: dueDay(step.due, workOn, dates(values)), why };
}

/** The first headline whose test holds. */
function headlineOf(
  playbook: Playbook,
  findings: readonly DraftFinding[],
  values: Values,
  words: Readonly<Record<string, string>>,
): KeyedTemplate {
  const rule = playbook.headline.find((candidate) => candidate.when === undefined || holds(candidate.when, values.of));
  return keyed(rule?.say ?? playbook.title, values, {
    ...words,
    causes: leading(findings).join("; "),
    listed: listed(findings),
  });
}

/** The short names (else the ids, in words) of up to three leading causes, each of another root cause; without causes of risks, else gaps, else strengths, else notes. */
function leading(findings: readonly DraftFinding[]): KeyedTemplate[] {
  const causes = findings.filter(({ kind }) => kind === "cause");
  const first = causes.filter(({ cause }, index) => causes.findIndex((other) => other.cause === cause) === index);
  const others = FINDING_ORDER.slice(1).map((wanted) => findings.filter(({ kind }) => kind === wanted));
  const told = [first, ...others].find((those) => those.length > 0) ?? [];
  return eachOnce(told.map(({ id, short }) => short ?? id.replaceAll("-", " "))).slice(0, 3);
}

/** The names, and of those that begin with the same account the first. */
function eachOnce(names: readonly KeyedTemplate[]): KeyedTemplate[] {
  const account = (name: KeyedTemplate): string => /^\{#\w+\|text\}/.exec(name)?.[0] ?? name;
  return names.filter((name, index) => names.findIndex((other) => account(other) === account(name)) === index);
}

const LISTED = 10;

/** The short names of all findings that have one, in their order; without any "none". */
function listed(findings: readonly DraftFinding[]): KeyedTemplate {
  const names = eachOnce(findings.flatMap(({ short }) => short ?? []));
  if (names.length === 0) return "none";
  return `${names.slice(0, LISTED).join("; ")}${names.length > LISTED ? " and others" : ""}`;
}

/** The words that stand for the metric a question asks for: a change says which way it went, an absent value why it is absent. */
function askedWords(values: Values, asked: string | undefined, earlier = false): Record<string, string> {
  const measurement = asked === undefined ? undefined : values.measurement(asked);
  if (measurement === undefined) return {};
  const metric = METRICS.get(measurement.metric);
  // What was not counted was counted over no days of its own: it goes by the metric's name and formula.
  const uncounted = measurement.value === null ? metric : undefined;
  return {
    asked: askedValue(measurement),
    asked_title: uncounted?.title ?? factTitle(measurement, metric),
    asked_formula: uncounted?.formula ?? measurement.formula,
    asked_time: timeOf(measurement, earlier),
  };
}

function periodWords({ from, to }: Window): Record<string, string> {
  return { period: `${from} to ${to}`, period_end: to };
}

/** ", 2026-07-01 to 2026-09-30": the days of a figure of a period, or the earlier day from which another is looked at. */
function timeOf({ metric, window, asOf, value }: Measurement, earlier: boolean): string {
  if (value === null) return "";
  if (METRICS.get(metric)?.ofPeriod === true) return `, ${window.from} to ${window.to}`;
  return earlier ? `, as of ${asOf}` : "";
}

/** A reason with figures in it, which no Fact holds, stands beside the answer and not in it. */
function whyNot(measurement: Measurement | undefined): Unknown[] {
  if (measurement?.value !== null || measurement.reason === undefined || !hasFigures(measurement.reason)) return [];
  return [{ what: `not known: ${factTitle(measurement, METRICS.get(measurement.metric))}`, needs: measurement.reason }];
}

function hasFigures(text: string): boolean {
  return /\d/.test(text);
}

function askedValue({ key, metric, value, reason }: Measurement): KeyedTemplate {
  if (value === null) return reason === undefined || hasFigures(reason) ? "not known" : `not known (${reason})`;
  if (METRICS.get(metric)?.change !== true || typeof value !== "number") return `{#${key}}`;
  return `${value < 0 ? "fell" : value > 0 ? "rose" : "unchanged at"} {#${key}}`;
}

function keys(measurements: readonly Measurement[]): string[] {
  return measurements.map(({ key }) => key);
}

function dates(values: Values): (metric: string) => Day | null {
  return (metric) => {
    const value = values.of(metric);
    return typeof value === "string" ? value : null;
  };
}
