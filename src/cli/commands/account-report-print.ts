import { resolve } from "node:path";
import type { Deps } from "../../app/deps.ts";
import { formatsNamed, reportContent, type ReportFormat, reportPath, shownPath, writeReport } from "../../app/report-files.ts";
import { UserError } from "../../core/errors.ts";
import type { ReportDocument } from "../../reports/document.ts";
import type { Io } from "../io.ts";
import { pathFromHere } from "../path-from-here.ts";
import { viewOf } from "../print-result.ts";
import { renderDocument } from "../render/render-document.ts";

/** How a report leaves a command. */
export interface ReportFlags {
  readonly format?: string;
  readonly out?: string;
  readonly json?: boolean;
}

export interface PrintedReport {
  readonly data: object;
  readonly document: ReportDocument;
  /** Name of its file, without the ending. */
  readonly name: string;
}

/** Instead of a file: to standard output. */
const STDOUT = "-";

/**
 * Prints a report: JSON where asked for, else as text, the same at a terminal and in a pipe. With --format or --out it goes to files instead, whose
 * paths are printed; with `--out -` as Markdown or HTML to standard output. Throws UserError for a format that cannot be written.
 */
export async function printReport({ data, document, name }: PrintedReport, flags: ReportFlags, deps: Deps, io: Io): Promise<void> {
  if (flags.out === STDOUT && flags.json !== true) {
    const [format = "md", ...others] = pageFormats(flags.format ?? "md");
    if (others.length > 0) throw twoOnStdout(flags.format ?? "");
    io.stdout(String(await reportContent(document, format, "page")));
    return;
  }
  const reports =
    (flags.format === undefined && flags.out === undefined) || flags.out === STDOUT
      ? []
      : await writeReports(document, name, flags, deps, io);
  if (flags.json === true) io.stdout(`${JSON.stringify(reports.length === 0 ? data : { ...data, reports }, null, 2)}\n`);
  else if (reports.length > 0)
    io.stdout(`${reports.map((file) => pathFromHere(file, { root: deps.workspace.root, cwd: io.cwd })).join("\n")}\n`);
  else io.stdout(renderDocument(document, viewOf(io)));
}

async function writeReports(
  document: ReportDocument,
  name: string,
  { format, out }: ReportFlags,
  { workspace }: Deps,
  io: Io,
): Promise<string[]> {
  const ending = /\.(md|html|pptx)$/i.exec(out ?? "")?.[1];
  const formats = pageFormats(format ?? ending ?? "md");
  const written: string[] = [];
  for (const one of formats) {
    const path = await reportPath(workspace.root, out === undefined ? undefined : resolve(io.cwd, out), name, one, formats.length === 1);
    await writeReport(document, path, one, "page");
    written.push(shownPath(workspace.root, path));
  }
  return written;
}

/** The formats of a page. Throws UserError for a deck and for what is none. */
function pageFormats(named: string): ReportFormat[] {
  const formats = formatsNamed(named);
  if (!formats.includes("pptx")) return formats;
  throw new UserError({
    code: "bad-format",
    message: "This report is no deck.",
    found: "pptx",
    allowed: ["md", "html"],
    fix: "Choose md or html.",
  });
}

function twoOnStdout(found: string): UserError {
  return new UserError({
    code: "one-format",
    message: "Standard output takes one format.",
    found,
    allowed: ["md", "html"],
    fix: "Name one of them, or a folder with --out.",
  });
}
