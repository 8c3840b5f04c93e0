import type { CheckReport, RuleResult } from "../../app/check.ts";
import { atLeast } from "../../domain/standards/severity.ts";
import type { Finding } from "../../domain/standards/finding.ts";
import { escapeXml } from "./escape-xml.ts";

/**
 * JUnit XML: a suite with one test case a finding, or one a rule that is kept. Only findings as grave as the bound fail; milder ones pass
 * with their message as output; waived and known ones, and rules that are not checkable or have nothing to check, are skipped.
 */
export function renderCheckJunit(report: CheckReport, place: (path: string) => string): string {
  const cases = [
    ...report.findings.map((finding) =>
      testCase(
        finding,
        place,
        atLeast(finding.severity, report.failOn) ? failure(finding, place) : `<system-out>${escapeXml(finding.message)}</system-out>`,
      ),
    ),
    ...report.known.map((finding) => testCase(finding, place, skipped(`known from the baseline: ${finding.message}`))),
    ...report.waived.map(({ finding, waiver }) => testCase(finding, place, skipped(`waived until ${waiver.until}: ${waiver.reason}`))),
    ...report.rules.filter(({ state }) => state !== "broken").map(ruleCase),
  ];
  const failures = report.findings.filter(({ severity }) => atLeast(severity, report.failOn)).length;
  const idle = report.rules.filter(({ state }) => state !== "broken" && state !== "kept").length;
  const skips = report.known.length + report.waived.length + idle;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skips}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="echo-cs check" ${counts}>\n  <testsuite name="standards as of ${report.asOf}" ${counts}>\n${cases.join("\n")}\n  </testsuite>\n</testsuites>\n`;
}

function testCase(finding: Finding, place: (path: string) => string, body: string): string {
  const { rule, name, account_name, subject, evidence } = finding;
  const title = [account_name ?? "the book", ...(subject === finding.account ? [] : [subject])].join(": ");
  const file =
    evidence.file === null ? "" : ` file="${escapeXml(place(evidence.file))}"${evidence.line === null ? "" : ` line="${evidence.line}"`}`;
  return `    <testcase classname="${escapeXml(`${rule} ${name}`)}" name="${escapeXml(title)}"${file}>${body}</testcase>`;
}

function failure(finding: Finding, place: (path: string) => string): string {
  const { severity, message, fix, evidence, first_seen } = finding;
  const at = evidence.file === null ? "" : `\nat ${place(evidence.file)}${evidence.line === null ? "" : `:${evidence.line}`}`;
  const since = first_seen === null ? "" : `\nsince ${first_seen}`;
  return `<failure type="${severity}" message="${escapeXml(message)}">${escapeXml(`${message}\nfix: ${fix}${at}${since}`)}</failure>`;
}

function skipped(why: string): string {
  return `<skipped message="${escapeXml(why)}"/>`;
}

function ruleCase({ id, name, title, state, lacks, checked }: RuleResult): string {
  const open = `    <testcase classname="${escapeXml(`${id} ${name}`)}" name="${escapeXml(`${title} (${checked} checked)`)}"`;
  if (state === "not checkable") return `${open}>${skipped(`not checkable: ${lacks ?? ""}`)}</testcase>`;
  if (state === "nothing to check") return `${open}>${skipped("nothing to check")}</testcase>`;
  return state === "off" ? `${open}>${skipped("switched off")}</testcase>` : `${open}/>`;
}
