import { addDays, isDay } from "../../core/days.ts";
import { clean } from "../../core/text.ts";
import type { Severity } from "../brief/brief.ts";
import { holds } from "../expression/evaluate.ts";
import type { Expression } from "../expression/expression.ts";
import { type Finding, fingerprintOf } from "./finding.ts";
import { fillMessage, messageFor } from "./message.ts";
import type { Rule } from "./rule.ts";
import { graver, milder } from "./severity.ts";
import type { Figure, RowValue, SubjectRow } from "./subject-row.ts";

/** What is known beside a row: values of its account, and names. */
export interface Surroundings {
  readonly figure: (row: SubjectRow, name: string) => Figure;
  readonly accountName: (account: string) => string;
  readonly arr: (account: string) => number | null;
}

/** Holds a rule against rows: how many it is about, and a finding for each that does not keep it. Pure. */
export function holdRule(
  rule: Rule,
  severity: Severity,
  rows: readonly SubjectRow[],
  around: Surroundings,
): { readonly checked: number; readonly findings: Finding[] } {
  const passes = (row: SubjectRow, test: Expression): boolean => holds(test, (name) => around.figure(row, name).value);
  const concerned = rows.filter((row) => rule.when === null || passes(row, rule.when));
  const broken = concerned.filter((row) => !passes(row, rule.must));
  return {
    checked: concerned.length,
    findings: broken.map((row) => {
      const steps = [
        rule.graver !== null && passes(row, rule.graver) ? graver : same,
        rule.milder !== null && passes(row, rule.milder) ? milder : same,
      ];
      return findingOf(
        rule,
        steps.reduce((weight, step) => step(weight), severity),
        row,
        around,
      );
    }),
  };
}

function same(severity: Severity): Severity {
  return severity;
}

function findingOf(rule: Rule, severity: Severity, row: SubjectRow, around: Surroundings): Finding {
  const name = row.account === null ? null : clean(around.accountName(row.account));
  const figure = (slot: string): Figure => {
    if (slot === "account") return { value: name ?? "the book", unit: "text" };
    if (slot === "threshold") return { value: rule.threshold?.text ?? null, unit: "text" };
    return around.figure(row, slot);
  };
  const since = rule.since === null ? null : around.figure(row, rule.since.value).value;
  return {
    rule: rule.id,
    name: rule.name,
    title: rule.title,
    severity,
    account: row.account,
    account_name: name,
    subject: row.subject,
    message: fillMessage(messageFor(rule.message, rule.messageWithout, figure), figure),
    fix: rule.fix,
    threshold: rule.threshold?.text ?? null,
    values: Object.fromEntries(rule.names.map((value): [string, RowValue] => [value, around.figure(row, value).value])),
    evidence: { ...placeOf(rule, row), query: rule.each },
    first_seen: typeof since === "string" && isDay(since) ? addDays(since, rule.since?.plusDays ?? 0) : null,
    arr_minor: row.account === null ? null : around.arr(row.account),
    fingerprint: fingerprintOf(rule.id, row.account, row.subject),
  };
}

function placeOf({ evidence }: Rule, { file, line, values }: SubjectRow): { readonly file: string | null; readonly line: number | null } {
  const found = evidence === null ? null : values[`${evidence}_file`];
  const at = evidence === null ? null : values[`${evidence}_line`];
  return typeof found === "string" ? { file: found, line: typeof at === "number" ? at : null } : { file, line };
}
