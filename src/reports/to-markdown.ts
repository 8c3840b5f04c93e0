import { markdownCell, markdownLine } from "../core/markdown-text.ts";
import { chartTable } from "./charts/chart-table.ts";
import type { Block, ChecklistItem, Part, ReportDocument, TableBlock, Tone } from "./document.ts";
import { noteLines, noteTitle } from "./note-lines.ts";
import { plain, type Words } from "./words.ts";

const TONE_WORDS: Readonly<Record<Tone, string>> = { good: "Good", bad: "Needs attention", missing: "Not known", neutral: "Note" };

/** The report as Markdown for a pull request: charts as tables, notes and Facts folded away below each part. Ends with a newline. */
export function toMarkdown(document: ReportDocument): string {
  const parts = document.parts.map((part, index) => partText(part, document.parts[index - 1]));
  return `${[`# ${markdownLine(document.title)}`, markdownLine(document.subtitle), ...parts, `---\n\n${markdownLine(document.foot)}`].filter((text) => text !== "").join("\n\n")}\n`;
}

function partText(part: Part, before: Part | undefined): string {
  const { stage } = part;
  const minutes = stage?.minutes === undefined ? "" : ` (${stage.minutes} min)`;
  const opens = stage !== undefined && stage.number !== before?.stage?.number;
  const notes = noteLines(part);
  return [
    ...(opens ? [`## ${stage.number}. ${markdownLine(stage.name)}${minutes}`] : []),
    `${stage === undefined ? "##" : "###"} ${markdownLine(part.title)}`,
    ...part.blocks.map(blockText),
    ...(notes.length === 0
      ? []
      : [`<details><summary>${noteTitle(part)}</summary>\n\n${notes.map((note) => `- ${markdownLine(note)}`).join("\n")}\n\n</details>`]),
  ]
    .filter((text) => text !== "")
    .join("\n\n");
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `**${markdownLine(block.text)}**`;
    case "paragraph":
      return text(block.words);
    case "bullets":
      return block.items.map((item) => `- ${text(item)}`).join("\n");
    case "table":
      return tableText(block);
    case "figures":
      return block.figures
        .map(
          ({ label, value, note }) => `- **${inLine(text(value))}** ${markdownLine(label)}${note === undefined ? "" : ` (${text(note)})`}`,
        )
        .join("\n");
    case "chart": {
      const { header, rows } = chartTable(block.chart);
      return `${markdownLine(block.chart.title)}\n\n${rowsText(header, rows, new Set(header.keys()))}`;
    }
    case "callout":
      return `> **${TONE_WORDS[block.tone]}.** ${text(block.words)}`;
    case "checklist":
      return block.items.map(itemText).join("\n");
  }
}

function tableText({ caption, columns, rows }: TableBlock): string {
  const right = new Set([...columns.keys()].filter((index) => columns[index]?.align === "right"));
  const body =
    rows.length === 0
      ? "None."
      : rowsText(
          columns.map(({ title }) => title),
          rows.map((row) => row.map(plain)),
          right,
        );
  return `${markdownLine(caption)}\n\n${body}`;
}

function rowsText(header: readonly string[], rows: readonly (readonly string[])[], right: ReadonlySet<number>): string {
  const row = (cells: readonly string[]): string => `| ${cells.map((cell) => markdownCell(cell)).join(" | ")} |`;
  return [
    row(header),
    `| ${header.map((_, index) => (right.has(index) && index > 0 ? "---:" : "---")).join(" | ")} |`,
    ...rows.map(row),
  ].join("\n");
}

function itemText({ what, owner, due, done }: ChecklistItem): string {
  const who = [owner, due].filter((part) => part !== undefined).map(markdownLine);
  return `- [${done ? "x" : " "}] ${text(what)}${who.length === 0 ? "" : ` (${who.join(", ")})`}`;
}

/** Where it does not begin a line, a sign opens no list and needs no escape. */
function inLine(escaped: string): string {
  return escaped.replace(/^\\(?=[-+=])/, "");
}

function text(sentence: Words): string {
  return markdownLine(plain(sentence));
}
