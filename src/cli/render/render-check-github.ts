import type { CheckReport } from "../../app/check.ts";
import { clean } from "../../core/text.ts";
import type { Severity } from "../../domain/brief/brief.ts";
import { checkSummary } from "./render-check-summary.ts";

const COMMANDS: Readonly<Record<Severity, "error" | "warning" | "notice">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "notice",
};

/** Workflow commands of GitHub Actions: an annotation a new finding, at the export's line. Known and waived findings are only counted. */
export function renderCheckGithub(report: CheckReport, place: (path: string) => string): string {
  const lines = report.findings.map(({ severity, rule, name, message, fix, evidence }) => {
    const properties = [
      ...(evidence.file === null
        ? []
        : [`file=${property(place(evidence.file))}`, ...(evidence.line === null ? [] : [`line=${evidence.line}`])]),
      `title=${property(`${rule} ${name}`)}`,
    ];
    return `::${COMMANDS[severity]} ${properties.join(",")}::${data(`${message}\nFix: ${fix}`)}`;
  });
  return `${[...lines, `::notice title=echo-cs check::${data(`As of ${report.asOf}: ${checkSummary(report)}`)}`].join("\n")}\n`;
}

/** A runner ends a command at the line's end and reads %-escapes back. */
function data(text: string): string {
  return clean(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
