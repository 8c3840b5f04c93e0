import type { CheckReport } from "../../app/check.ts";
import { stableJson } from "../../core/json.ts";
import { SEVERITIES } from "../../domain/brief/brief.ts";
import type { Finding } from "../../domain/standards/finding.ts";

/** The whole report as JSON with sorted keys: findings with `status` new, known or waived, and what became of each rule. */
export function renderCheckJson(report: CheckReport): string {
  const counts = Object.fromEntries(
    SEVERITIES.map((severity) => [severity, report.findings.filter((finding) => finding.severity === severity).length]),
  );
  const findings = [
    ...report.findings.map((finding) => ({ ...finding, status: "new" })),
    ...report.known.map((finding: Finding) => ({ ...finding, status: "known" })),
    ...report.waived.map(({ finding, waiver }) => ({
      ...finding,
      status: "waived",
      waiver: { until: waiver.until, reason: waiver.reason },
    })),
  ];
  const value = {
    as_of: report.asOf,
    fail_on: report.failOn,
    failed: report.failed,
    counts,
    findings,
    fixed: report.fixed,
    idle_waivers: report.idle,
    rules: report.rules,
  };
  return `${JSON.stringify(JSON.parse(stableJson(value)), null, 2)}\n`;
}
