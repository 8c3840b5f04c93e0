import { clean } from "../core/text.ts";
import { chartTable } from "./charts/chart-table.ts";
import type { Block, ChecklistItem, Part, ReportDocument, TableBlock, Tone } from "./document.ts";
import { noteLines, noteTitle } from "./note-lines.ts";
import { plain, type Words } from "./words.ts";

const TONE_WORDS: Readonly<Record<Tone, string>> = { good: "Good", bad: "Needs attention", missing: "Not known", neutral: "Note" };

/** The report as Markdown for a pull request: charts as tables, notes and Facts folded away below each part. Ends with a newline. */
export function toMarkdown(document: ReportDocument): string {
  const parts = document.parts.map((part, index) => partText(part, document.parts[index - 1]));
  return `${[`# ${line(document.title)}`, line(document.subtitle), ...parts, `---\n\n${line(document.foot)}`].filter((text) => text !== "").join("\n\n")}\n`;
}

function partText(part: Part, before: Part | undefined): string {
  const { stage } = part;
  const minutes = stage?.minutes === undefined ? "" : ` (${stage.minutes} min)`;
  const opens = stage !== undefined && stage.number !== before?.stage?.number;
  const notes = noteLines(part);
  return [
    ...(opens ? [`## ${stage.number}. ${line(stage.name)}${minutes}`] : []),
    `${stage === undefined ? "##" : "###"} ${line(part.title)}`,
    ...part.blocks.map(blockText),
    ...(notes.length === 0
      ? []
      : [`<details><summary>${noteTitle(part)}</summary>\n\n${notes.map((note) => `- ${line(note)}`).join("\n")}\n\n</details>`]),
  ]
    .filter((text) => text !== "")
    .join("\n\n");
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `**${line(block.text)}**`;
    case "paragraph":
      return text(block.words);
    case "bullets":
      return block.items.map((item) => `- ${text(item)}`).join("\n");
    case "table":
      return tableText(block);
    case "figures":
      return block.figures
        .map(({ label, value, note }) => `- **${text(value)}** ${line(label)}${note === undefined ? "" : ` (${text(note)})`}`)
        .join("\n");
    case "chart": {
      const { header, rows } = chartTable(block.chart);
      return `${line(block.chart.title)}\n\n${rowsText(header, rows, new Set(header.keys()))}`;
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
  return `${line(caption)}\n\n${body}`;
}

function rowsText(header: readonly string[], rows: readonly (readonly string[])[], right: ReadonlySet<number>): string {
  const row = (cells: readonly string[]): string => `| ${cells.map((cell) => line(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    row(header),
    `| ${header.map((_, index) => (right.has(index) && index > 0 ? "---:" : "---")).join(" | ")} |`,
    ...rows.map(row),
  ].join("\n");
}

function itemText({ what, owner, due, done }: ChecklistItem): string {
  const who = [owner, due].filter((part) => part !== undefined).map(line);
  return `- [${done ? "x" : " "}] ${text(what)}${who.length === 0 ? "" : ` (${who.join(", ")})`}`;
}

function text(sentence: Words): string {
  return line(plain(sentence));
}

/** One line whose letters show as themselves: neither markup nor HTML of a customer's words takes effect. */
function line(raw: string): string {
  return clean(raw)
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(/[\\`*_[\]<>]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replace(/^([-+#])/, "\\$1")
    .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2")
    .replaceAll("://", ":\u200B//")
    .replaceAll("@", "@\u200B");
}
