import { oneLine } from "./text.ts";

/**
 * Text from outside as one line of Markdown that shows as itself: it opens no markup, HTML, heading, list or code fence, links nowhere and
 * mentions nobody, in CommonMark and in GitHub's and a chat's dialect. A character without width stands in addresses.
 */
export function markdownLine(text: string): string {
  return oneLine(text)
    .replaceAll(/[\\`*_[\]<>~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replace(/^[-+#=]|#$/g, "\\$&")
    .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2")
    .replaceAll("://", ":\u200B//")
    .replaceAll(/(www)\./gi, "$1\u200B.")
    .replaceAll("@", "@\u200B");
}

/** The same as a cell of a table, which it does not end. */
export function markdownCell(text: string): string {
  return markdownLine(text).replaceAll("|", "\\|");
}

/** The line that `markdownLine` was given, without characters of no width. */
export function plainFromMarkdown(line: string): string {
  return line
    .replaceAll("\u200B", "")
    .replaceAll("&amp;", "&")
    .replaceAll(/\\([\\`*_[\]<>~#.)=+|-])/g, "$1");
}
