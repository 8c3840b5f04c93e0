import type { CheckReport } from "../../app/check.ts";
import { count, list } from "../../core/text.ts";
import { SEVERITIES } from "../../domain/brief/brief.ts";

/** "7 findings: 1 critical, 4 high, 2 low; 3 waived, 2 known from the baseline". */
export function checkSummary({ findings, known, waived, fixed }: Pick<CheckReport, "findings" | "known" | "waived" | "fixed">): string {
  const severities = SEVERITIES.toReversed().flatMap((severity) => {
    const times = findings.filter((finding) => finding.severity === severity).length;
    return times === 0 ? [] : [`${times} ${severity}`];
  });
  const beside = [
    ...(waived.length > 0 ? [`${waived.length} waived`] : []),
    ...(known.length > 0 ? [`${known.length} known from the baseline`] : []),
    ...(fixed !== null && fixed.length > 0 ? [`${fixed.length} of the baseline fixed`] : []),
  ];
  const word = fixed === null ? "finding" : "new finding";
  const head = findings.length === 0 ? `no ${word}s` : `${count(findings.length, word)}: ${list(severities)}`;
  return [head, ...beside].join(", ");
}
