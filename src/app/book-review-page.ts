import { writeTextAtomic } from "../core/files.ts";
import { type BookPage, bookPage } from "../reports/book-page/book-page.ts";
import type { ReportDocument } from "../reports/document.ts";
import { type ReportFormat, writeReport } from "./report-files.ts";

/** Writes the review in one format: HTML with the table of all accounts, a deck with a cover, or the summary as Markdown. */
export async function writeBookReview(path: string, page: BookPage, format: ReportFormat): Promise<void> {
  if (format === "html") return writeTextAtomic(path, await bookPage(page));
  return writeReport(format === "pptx" ? withCover(page.document) : page.document, path, format, "page");
}

function withCover(document: ReportDocument): ReportDocument {
  const { title, subtitle, parts } = document;
  return {
    ...document,
    parts: [{ id: "cover", title, cover: true, blocks: [{ kind: "paragraph", words: subtitle }], notes: [] }, ...parts],
  };
}
