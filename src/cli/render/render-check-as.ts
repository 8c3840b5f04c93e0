import type { CheckReport } from "../../app/check.ts";
import { VERSION } from "../version.ts";
import { renderCheck } from "./render-check.ts";
import { renderCheckGithub } from "./render-check-github.ts";
import { renderCheckJson } from "./render-check-json.ts";
import { renderCheckJunit } from "./render-check-junit.ts";
import { renderCheckSarif } from "./render-check-sarif.ts";

export type CheckFormat = "text" | "json" | "junit" | "sarif" | "github";

/** The report in a format; `place` gives a file's path as the reader of a machine's format finds it. */
export function renderCheckAs(
  format: CheckFormat,
  report: CheckReport,
  view: Parameters<typeof renderCheck>[1],
  place: (path: string) => string,
): string {
  if (format === "json") return renderCheckJson(report);
  if (format === "junit") return renderCheckJunit(report, place);
  if (format === "sarif") return renderCheckSarif(report, VERSION, place);
  return format === "github" ? renderCheckGithub(report, place) : renderCheck(report, view);
}
