import type { CheckReport } from "../../app/check.ts";
import { clean } from "../../core/text.ts";
import type { Severity } from "../../domain/brief/brief.ts";
import type { Finding } from "../../domain/standards/finding.ts";

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
};
/** What GitHub code scanning ranks by. */
const RANKS: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.0", low: "2.0" };

/** SARIF 2.1.0: the rules with their thresholds, and a result a finding at the export's line. Waived findings are suppressed, known ones unchanged. */
export function renderCheckSarif(report: CheckReport, version: string, place: (path: string) => string): string {
  const rules = [...report.rules.filter(({ state }) => state !== "off").map(ruleOf), ...expiredRule(report)];
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const result = (finding: Finding, more: object): object =>
    resultOf(finding, { ruleIndex: indexOf.get(finding.rule) ?? -1, home: report.home, place }, more);
  const compared = report.fixed !== null;
  const results = [
    ...report.findings.map((finding) => result(finding, compared ? { baselineState: "new" } : {})),
    ...report.known.map((finding) => result(finding, { baselineState: "unchanged" })),
    ...report.waived.map(({ finding, waiver }) =>
      result(finding, {
        suppressions: [{ kind: "external", status: "accepted", justification: clean(`${waiver.reason} (until ${waiver.until})`) }],
      }),
    ),
  ];
  const driver = { name: "echo-cs", semanticVersion: version, version, rules };
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "unicodeCodePoints", properties: { asOf: report.asOf }, results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

interface SarifRule {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: { readonly text: string };
  readonly defaultConfiguration: { readonly level: string };
  readonly properties: Readonly<Record<string, unknown>>;
}

function ruleOf({ id, name, title, severity, threshold, state, lacks, checked }: CheckReport["rules"][number]): SarifRule {
  return {
    id,
    name,
    shortDescription: { text: clean(title) },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { severity, threshold, state, lacks, checked, "security-severity": RANKS[severity] },
  };
}

function expiredRule({ findings, known }: CheckReport): SarifRule[] {
  const finding = [...findings, ...known].find(({ evidence }) => evidence.query === "waiver");
  if (finding === undefined) return [];
  const { rule, title, severity } = finding;
  return [
    {
      id: rule,
      name: rule,
      shortDescription: { text: title },
      defaultConfiguration: { level: LEVELS[severity] },
      properties: { severity },
    },
  ];
}

interface Surroundings {
  readonly ruleIndex: number;
  readonly home: string | null;
  readonly place: (path: string) => string;
}

/** Every result has a place with a line, since code scanning refuses a whole file for one without: what has none stands at the first line. */
function resultOf(finding: Finding, { ruleIndex, home, place }: Surroundings, more: object): object {
  const { evidence, account, account_name } = finding;
  const file = evidence.file ?? home;
  const region = { startLine: (evidence.file === null ? null : evidence.line) ?? 1 };
  const physical = file === null ? {} : { physicalLocation: { artifactLocation: { uri: uriOf(place(file)) }, region } };
  const logical =
    account === null ? {} : { logicalLocations: [{ name: account_name ?? account, fullyQualifiedName: account, kind: "object" }] };
  return {
    ruleId: finding.rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level: LEVELS[finding.severity],
    message: { text: clean(`${finding.message} Fix: ${finding.fix}`) },
    ...(file === null && account === null ? {} : { locations: [{ ...physical, ...logical }] }),
    partialFingerprints: { "echoFinding/v1": finding.fingerprint },
    properties: {
      severity: finding.severity,
      account,
      subject: finding.subject,
      firstSeen: finding.first_seen,
      threshold: finding.threshold,
    },
    ...more,
  };
}

/** A relative path as a URI reference. A colon in the first part would read as a scheme; encoding leaves none. */
function uriOf(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
