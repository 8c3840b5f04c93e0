import { compareText } from "../../core/compare-text.ts";
import type { Day } from "../../core/days.ts";
import { DataError } from "../../core/errors.ts";
import { isRecord, jsonPlace, parseJson } from "../../core/json.ts";
import type { Finding } from "./finding.ts";

/** A finding that was accepted when the baseline was written. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly account: string | null;
  readonly subject: string;
  /** The day it was first seen, or first written down. */
  readonly first_seen: Day;
}

const SCHEMA = 1;

/** What a baseline keeps of a finding. */
type Recorded = Pick<Finding, "fingerprint" | "rule" | "account" | "subject" | "first_seen">;

/** The text of a baseline: the findings by rule, account and subject, each once. Those known before keep their first day. */
export function printBaseline(findings: readonly Recorded[], before: readonly BaselineEntry[], asOf: Day): string {
  const known = new Map(before.map((entry) => [entry.fingerprint, entry]));
  const entries = new Map(
    findings.map(({ fingerprint, rule, account, subject, first_seen }) => [
      fingerprint,
      { fingerprint, rule, account, subject, first_seen: known.get(fingerprint)?.first_seen ?? first_seen ?? asOf },
    ]),
  );
  const sorted = [...entries.values()].sort((a, b) => compareText(keyOf(a), keyOf(b)));
  const lines = sorted.map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "schema": ${SCHEMA},\n  "as_of": ${JSON.stringify(asOf)},\n  "findings": [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `}]\n}\n`;
}

function keyOf(entry: BaselineEntry): string {
  return JSON.stringify([entry.rule, entry.account ?? "", entry.subject, entry.fingerprint]);
}

/** Reads a baseline. Throws DataError where the text is none, or one of a newer version. */
export function parseBaseline(text: string, file: string): BaselineEntry[] {
  const parsed = parseJson(text);
  const value = parsed.ok && isRecord(parsed.value) ? parsed.value : undefined;
  const findings = value?.["findings"];
  if (value?.["schema"] !== SCHEMA || !Array.isArray(findings))
    throw new DataError({
      code: "bad-baseline",
      message: `${file} is no baseline of findings${parsed.ok ? "" : `: ${parsed.reason}`}.`,
      found: isRecord(value) ? `schema ${JSON.stringify(value["schema"])}` : undefined,
      allowed: [`JSON with schema ${SCHEMA} and a list of findings`],
      fix: "Write a new one with --write-baseline.",
      place: { file, ...jsonPlace(parsed) },
    });
  return findings.map((entry: unknown, index) => {
    if (!isRecord(entry) || typeof entry["fingerprint"] !== "string" || typeof entry["rule"] !== "string")
      throw new DataError({
        code: "bad-baseline",
        message: `${file}: finding ${index + 1} lacks a fingerprint or a rule.`,
        fix: "Write a new one with --write-baseline.",
        place: { file },
      });
    const { fingerprint, rule, account, subject, first_seen } = entry;
    return {
      fingerprint,
      rule,
      account: typeof account === "string" ? account : null,
      subject: typeof subject === "string" ? subject : "",
      first_seen: typeof first_seen === "string" ? first_seen : "",
    };
  });
}

/** Splits findings into new and known ones, and names what the baseline held and a check that looked no longer found. */
export function compareWithBaseline(
  findings: readonly Finding[],
  baseline: readonly BaselineEntry[],
  looked: (entry: BaselineEntry) => boolean,
): { readonly fresh: Finding[]; readonly known: Finding[]; readonly fixed: BaselineEntry[] } {
  const before = new Set(baseline.map(({ fingerprint }) => fingerprint));
  const now = new Set(findings.map(({ fingerprint }) => fingerprint));
  return {
    fresh: findings.filter(({ fingerprint }) => !before.has(fingerprint)),
    known: findings.filter(({ fingerprint }) => before.has(fingerprint)),
    fixed: baseline.filter((entry) => !now.has(entry.fingerprint) && looked(entry)),
  };
}
