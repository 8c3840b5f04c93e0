import { bookDiff } from "../../app/book-diff.ts";
import { diffDocument } from "../../app/book-diff-document.ts";
import { reportBrand } from "../../app/report-brand.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import { toMarkdown } from "../../reports/to-markdown.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderDocument } from "../render/render-document.ts";
import { wire } from "../wire.ts";

export interface DiffFlags extends BookFlags {
  readonly md?: boolean;
}

/** Runs `diff` and prints what changed, as text, Markdown or JSON. */
export async function runDiff(days: { readonly from: string; readonly to: string }, flags: DiffFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const diff = await bookDiff(deps, { ...days, health: flags.health });
  const { workspace, log } = deps;
  const document = diffDocument(diff, await reportBrand(workspace, workspace.config.company?.name ?? "", log));
  return printResult(diff, flags.md === true ? toMarkdown(document) : renderDocument(document, viewOf(io)), flags, io);
}
