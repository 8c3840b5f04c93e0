import { join, relative, resolve, sep } from "node:path";
import { UserError } from "../core/errors.ts";
import { commaSeparated } from "../core/text.ts";
import { statIfAny, writeBytesAtomic, writeTextAtomic } from "../core/files.ts";
import { hash } from "../core/ids.ts";
import type { ReportDocument } from "../reports/document.ts";
import { toHtml, type HtmlLayout } from "../reports/to-html.ts";
import { toMarkdown } from "../reports/to-markdown.ts";

const REPORT_FORMATS = ["pptx", "html", "md"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The formats that "pptx,html" names, in the order of REPORT_FORMATS. Throws UserError for an unknown one. */
export function formatsNamed(text: string): ReportFormat[] {
  const named = commaSeparated(text.toLowerCase());
  const unknown = named.find((name) => !(REPORT_FORMATS as readonly string[]).includes(name));
  if (unknown !== undefined || named.length === 0) {
    throw new UserError({
      code: "bad-format",
      message: `There is no format "${unknown ?? text}".`,
      found: unknown ?? text,
      allowed: REPORT_FORMATS,
      fix:
        unknown === "pdf"
          ? "Take --format html and print it to PDF from the browser, or pptx and save that as PDF."
          : "Correct --format: one or more, with commas between them.",
    });
  }
  return REPORT_FORMATS.filter((format) => named.includes(format));
}

/** Where a report goes: `out` names a folder, or (for a single format) a file; without it the workspace's reports folder. */
export async function reportPath(
  root: string,
  out: string | undefined,
  name: string,
  format: ReportFormat,
  single: boolean,
): Promise<string> {
  if (out === undefined) return join(root, "reports", `${name}.${format}`);
  const path = resolve(out);
  const isFile = single && path.toLowerCase().endsWith(`.${format}`) && (await statIfAny(path))?.isDirectory() !== true;
  return isFile ? path : join(path, `${name}.${format}`);
}

const LONGEST_SLUG = 60;

/** An id as a part of a file name: a long one is cut, and kept apart from others by its hash. */
export function fileSlug(id: string): string {
  return id.length <= LONGEST_SLUG ? id : `${id.slice(0, LONGEST_SLUG - 9)}-${hash(id, 8)}`;
}

/** Writes a report in one format. */
export async function writeReport(document: ReportDocument, path: string, format: ReportFormat, layout: HtmlLayout): Promise<void> {
  const content = await reportContent(document, format, layout);
  await (typeof content === "string" ? writeTextAtomic(path, content) : writeBytesAtomic(path, content));
}

/** What the file of a report holds. */
export async function reportContent(document: ReportDocument, format: ReportFormat, layout: HtmlLayout): Promise<string | Uint8Array> {
  if (format === "md") return toMarkdown(document);
  if (format === "html") return toHtml(document, layout);
  const { toPptx } = await import("../reports/pptx/to-pptx.ts");
  return toPptx(document);
}

/** A path as it is printed: from the workspace where it lies in it. */
export function shownPath(root: string, path: string): string {
  const inside = relative(root, path);
  return inside.startsWith("..") ? path : inside.split(sep).join("/");
}
