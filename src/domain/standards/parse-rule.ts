import { DataError } from "../../core/errors.ts";
import { nearest } from "../../core/text.ts";
import type { Severity } from "../brief/brief.ts";
import { type Expression, namesOf, parseExpression } from "../expression/expression.ts";
import { ExpressionError } from "../expression/tokenize.ts";
import { slotsOf } from "./message.ts";
import { SPECIAL_NEEDS } from "./needs.ts";
import { EVIDENCE_ROWS, type EvidenceRow, type Rule, type RuleEntry, type Since } from "./rule.ts";
import { SEVERITY_WORDS, severityNamed } from "./severity.ts";
import { SUBJECT_NAMES, type SubjectName } from "./subjects.ts";
import { parseThreshold, type Threshold, thresholdWords } from "./threshold.ts";
import { valueNames } from "./value-names.ts";

/**
 * The rule that an entry declares; undefined for an entry without `Must`, which is for reading only. `tables` are the book's.
 * Throws DataError with file and line for what is not understood: an unknown value, severity, kind of subject, table or slot.
 */
export function parseRule(entry: RuleEntry, tables: readonly string[]): Rule | undefined {
  if (entry.fields["must"] === undefined) return undefined;
  const threshold = thresholdOf(entry);
  const each = subjectOf(entry);
  const names = valueNames(each);
  const expression = (field: string): Expression | null => expressionOf(entry, field, threshold, names);
  const when = expression("when");
  const must = expression("must") ?? fault(entry, "must", "is empty", "", []);
  const graver = expression("graver when");
  const milder = expression("milder when");
  const message = entry.fields["message"] ?? fault(entry, "message", "is missing", "", []);
  const messageWithout = entry.fields["message without"] ?? null;
  const evidence = evidenceOf(entry);
  const since = sinceOf(entry, threshold, names);
  const slots = [...slotsOf(message), ...slotsOf(messageWithout ?? "")].filter((slot) => slot !== "account" && slot !== "threshold");
  for (const slot of slots) if (!names.includes(slot)) fault(entry, "message", `prints {${slot}}, which is no value`, slot, names);
  return {
    id: entry.id,
    name: entry.fields["rule"] ?? entry.id.toLowerCase(),
    title: entry.title,
    severity: severityOf(entry),
    threshold,
    each,
    needs: needsOf(entry, tables),
    when,
    must,
    graver,
    milder,
    message,
    messageWithout,
    fix: entry.fields["fix"] ?? "",
    since,
    evidence,
    names: [
      ...new Set([
        ...[when, must, graver, milder].flatMap((test) => (test === null ? [] : namesOf(test))),
        ...slots,
        ...(since === null ? [] : [since.value]),
      ]),
    ].sort(),
    place: entry.placeOf("must"),
  };
}

function thresholdOf(entry: RuleEntry): Threshold | null {
  const text = entry.fields["threshold"];
  if (text === undefined) return null;
  return (
    parseThreshold(text) ??
    fault(entry, "threshold", `"${text}" is no threshold`, text, ["a number with its unit, such as 4 h, 30 d, 80 %, 30–50 accounts"])
  );
}

function subjectOf(entry: RuleEntry): SubjectName {
  const text = entry.fields["for each"] ?? "account";
  return SUBJECT_NAMES.find((name) => name === text) ?? fault(entry, "for each", `there is nothing called "${text}"`, text, SUBJECT_NAMES);
}

function evidenceOf(entry: RuleEntry): EvidenceRow | null {
  const text = entry.fields["evidence"];
  if (text === undefined) return null;
  return EVIDENCE_ROWS.find((name) => name === text) ?? fault(entry, "evidence", `there is no row called "${text}"`, text, EVIDENCE_ROWS);
}

function severityOf(entry: RuleEntry): Severity {
  const text = entry.fields["severity"] ?? "medium";
  return severityNamed(text) ?? fault(entry, "severity", `"${text}" is no severity`, text, SEVERITY_WORDS);
}

function needsOf(entry: RuleEntry, tables: readonly string[]): string[] {
  const known = [...tables, ...Object.keys(SPECIAL_NEEDS)];
  const needs = (entry.fields["needs"] ?? "").split(",").flatMap((item) => (item.trim() === "" ? [] : [item.trim()]));
  for (const need of needs) if (!known.includes(need)) fault(entry, "needs", `there is no table "${need}"`, need, known);
  return needs;
}

/** Backticks around a test are Markdown; `threshold` and its forms stand for the entry's number. */
function expressionOf(entry: RuleEntry, field: string, threshold: Threshold | null, names: readonly string[]): Expression | null {
  const text = entry.fields[field]?.replaceAll("`", "").trim();
  if (text === undefined || text === "") return null;
  const words = threshold === null ? new Map<string, number>() : thresholdWords(threshold);
  const filled = text.replaceAll(/\bthreshold(?:_\w+)?\b/g, (word) =>
    String(
      words.get(word) ??
        fault(entry, "threshold", `${threshold?.text ?? "none"} gives no ${word}, which "${field}" compares with`, word, []),
    ),
  );
  try {
    const expression = parseExpression(filled);
    for (const name of namesOf(expression)) if (!names.includes(name)) fault(entry, field, `there is no value "${name}"`, name, names);
    return expression;
  } catch (error) {
    if (error instanceof ExpressionError) return fault(entry, field, `is no test: ${error.message}`, text, []);
    throw error;
  }
}

function sinceOf(entry: RuleEntry, threshold: Threshold | null, names: readonly string[]): Since | null {
  const text = entry.fields["since"]?.replaceAll("`", "").trim();
  if (text === undefined || text === "") return null;
  const days = threshold?.hours === null || threshold === null ? 0 : Math.floor(threshold.hours / 24);
  const [value = "", ...rest] = text.split("+").map((part) => part.trim());
  if (!names.includes(value)) fault(entry, "since", `there is no value "${value}"`, value, names);
  const plusDays = rest.reduce((sum, part) => sum + (part === "threshold_days" ? days : Number(part)), 0);
  return Number.isInteger(plusDays)
    ? { value, plusDays }
    : fault(entry, "since", "is a day, + threshold_days, + a number of days", text, []);
}

function fault(entry: RuleEntry, field: string, what: string, found: string, allowed: readonly string[]): never {
  const near = nearest(found, allowed);
  const place = entry.placeOf(field);
  throw new DataError({
    code: "bad-rule",
    message: `${place.file}:${place.line ?? 1}: ${entry.id}: "${field}": ${what}.`,
    found,
    allowed: near.length > 0 ? near : allowed.slice(0, 20),
    fix: "Correct the line named here; docs/standards.md lists what rules may use.",
    place,
  });
}
