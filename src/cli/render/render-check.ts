import type { ChalkInstance } from "chalk";
import type { CheckReport, RuleResult } from "../../app/check.ts";
import { capitalised, clean, count } from "../../core/text.ts";
import type { Severity } from "../../domain/brief/brief.ts";
import type { Finding } from "../../domain/standards/finding.ts";
import { checkSummary } from "./render-check-summary.ts";
import { wrap } from "./wrap.ts";

export interface CheckView {
  readonly paint: ChalkInstance;
  readonly width: number;
  /** Every finding, not the first few of each rule. */
  readonly all: boolean;
  /** The file that the findings were written to as known, as typed. */
  readonly baseline?: string | undefined;
  /** How to check the same workspace again. */
  readonly again?: string | undefined;
}

const FIRST = 5;
const INDENT = 4;

/** Findings by rule, gravest first: what breaks it, where it is recorded, how to mend it; then what could not be checked. */
export function renderCheck(report: CheckReport, view: CheckView): string {
  const { paint, width } = view;
  const groups = groupsBy(report.findings, ({ rule }) => rule).map(([, findings]) => findings);
  const sections = [
    ...groups.map((findings) => ruleSection(findings, report.rules, view)),
    fixedText(report, view),
    idleText(report, width),
    uncheckedText(report.rules, view),
    paint.bold(wrap(`${capitalised(checkSummary(report))}. ${lookedAt(report)}`, width)),
    verdict(report, view),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function ruleSection(findings: readonly Finding[], rules: readonly RuleResult[], { paint, width, all }: CheckView): string {
  const [first] = findings;
  if (first === undefined) return "";
  const result = rules.find(({ id }) => id === first.rule);
  const worst = mark(first.severity, paint);
  const of = result === undefined || result.checked < 2 ? "" : paint.dim(` ${findings.length} of ${result.checked}`);
  const head = `${worst} ${paint.bold(first.rule)} ${clean(first.title)}${of}`;
  const shown = all ? findings : firstOfEach(findings).slice(0, FIRST);
  const lines = shown.map((finding) => {
    const other = finding.severity === first.severity ? "" : `[${finding.severity}] `;
    const place = finding.evidence.file === null ? "" : ` ${paint.dim(`(${clean(placeText(finding))})`)}`;
    return `${" ".repeat(INDENT)}${wrap(`${other}${finding.message}${place}`, width - INDENT, INDENT + 2)}`;
  });
  const rest =
    findings.length > shown.length
      ? [
          `${" ".repeat(INDENT)}… and ${findings.length - shown.length} more${shown.length < FIRST ? " of these accounts" : ""} (--all lists them)`,
        ]
      : [];
  const fix =
    first.fix === "" ? [] : [`${" ".repeat(INDENT)}${paint.green("fix")} ${wrap(clean(first.fix), width - INDENT - 4, INDENT + 4)}`];
  return [head, ...lines, ...rest, ...fix].join("\n");
}

/** One finding an account: several of one rule mostly have one cause. */
function firstOfEach(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ account, subject }) => {
    const key = account ?? subject;
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst;
  });
}

function placeText({ evidence }: Finding): string {
  return evidence.line === null ? (evidence.file ?? "") : `${evidence.file ?? ""}:${evidence.line}`;
}

function fixedText({ fixed }: CheckReport, { width, all }: CheckView): string {
  if (fixed === null || fixed.length === 0) return "";
  const shown = all ? fixed : fixed.slice(0, FIRST);
  const names = shown.map(({ rule, account, subject }) => clean([rule, account ?? subject].join(" ")));
  const rest = fixed.length > shown.length ? `, and ${fixed.length - shown.length} more` : "";
  return wrap(`Fixed since the baseline: ${names.join(", ")}${rest}. Write it anew with --write-baseline.`, width, 2);
}

function idleText({ idle }: CheckReport, width: number): string {
  return idle.length === 0
    ? ""
    : wrap(
        clean(
          `Waivers that cover nothing now: ${idle.map(({ rule, account, file, line }) => `${[rule, account ?? ""].join(" ").trim()} (${file}:${line})`).join(", ")}.`,
        ),
        width,
        2,
      );
}

/** Rules that could say nothing, by what they lack. */
function uncheckedText(rules: readonly RuleResult[], { paint, width }: CheckView): string {
  const lacking = groupsBy(
    rules.filter(({ state }) => state === "not checkable"),
    ({ lacks }) => lacks ?? "",
  );
  if (lacking.length === 0) return "";
  const lines = lacking.map(
    ([lacks, own]) => `  ${wrap(`${lacks}: ${own.map(({ id, name }) => `${id} ${name}`).join(", ")}`, width - 2, 4)}`,
  );
  return paint.dim([`Not checkable:`, ...lines].join("\n"));
}

function lookedAt({ rules, asOf }: CheckReport): string {
  const number = (...states: RuleResult["state"][]): number => rules.filter(({ state }) => states.includes(state)).length;
  const [idle, off] = [number("nothing to check"), number("off")];
  const beside = [...(idle > 0 ? [`${idle} had nothing to check`] : []), ...(off > 0 ? [`${off} switched off`] : [])];
  return `${[`${count(number("kept", "broken"), "rule")} checked as of ${asOf}`, `${number("kept")} kept`, ...beside].join(", ")}.`;
}

function verdict({ failed, failOn, findings, known, fixed }: CheckReport, { width, baseline, again = "echo-cs check" }: CheckView): string {
  if (baseline !== undefined)
    return wrap(clean(taken(new Set([...findings, ...known].map(({ fingerprint }) => fingerprint)).size, baseline, again)), width);
  const which = fixed === null ? "" : "new ";
  return wrap(
    failed
      ? `Failed: there are ${which}findings of severity ${failOn} or graver.`
      : `Passed: no ${which}finding is of severity ${failOn} or graver.`,
    width,
  );
}

/** What became of findings that were just written down: they were not judged. */
function taken(all: number, file: string, again: string): string {
  if (all === 0) return `Nothing to take as known: ${file} is an empty baseline.`;
  return `${count(all, "finding")} taken as known in ${file}. From now on, ${again} --baseline ${file} fails on new ones only.`;
}

function mark(severity: Severity, paint: ChalkInstance): string {
  return { critical: paint.red.bold, high: paint.red, medium: paint.yellow, low: paint.green }[severity](severity.toUpperCase());
}

/** Items by a key of theirs, in the order of first appearance. */
function groupsBy<T>(items: readonly T[], keyOf: (item: T) => string): [key: string, items: T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key) ?? [];
    group.push(item);
    groups.set(key, group);
  }
  return [...groups];
}
