import type { ChalkInstance } from "chalk";

import type { Block, ChecklistItem, Part, ReportDocument, TableBlock, Tone } from "../../reports/document.ts";
import { chartTable } from "../../reports/charts/chart-table.ts";
import { plain } from "../../reports/words.ts";
import { cleanScreen } from "./clean-screen.ts";
import { cut } from "./cut.ts";
import { table } from "./table.ts";
import { columns, pad, wrap } from "./wrap.ts";

export interface DocumentView {
  readonly paint: ChalkInstance;
  readonly width: number;
}

const SIGNS: Readonly<Record<Tone, string>> = { good: "✓", bad: "!", missing: "?", neutral: "·" };

/** A report for a terminal: its parts below each other, tables fitted to the width, checklists with their boxes. */
export function renderDocument(document: ReportDocument, view: DocumentView): string {
  const { paint, width } = view;
  const head = `${paint.bold(document.title)}\n${wrap(document.subtitle, width)}`;
  const parts = document.parts.map((part) => partText(part, view)).filter((text) => text !== "");
  return `${cleanScreen(paint, [head, ...parts, paint.dim(wrap(document.foot, width))].join("\n\n"))}\n`;
}

function partText({ title, blocks }: Part, view: DocumentView): string {
  const text = blocks.map((block) => blockText(block, view)).filter((one) => one !== "");
  return text.length === 0 ? "" : [view.paint.bold.underline(title), ...text].join("\n");
}

function blockText(block: Block, view: DocumentView): string {
  const { paint, width } = view;
  switch (block.kind) {
    case "heading":
      return paint.bold(block.text);
    case "paragraph":
      return wrap(plain(block.words), width);
    case "bullets":
      return block.items.map((item) => `- ${wrap(plain(item), width - 2, 2)}`).join("\n");
    case "callout":
      return toned(block.tone, paint)(`${SIGNS[block.tone]} ${wrap(plain(block.words), width - 2, 2)}`);
    case "figures":
      return figuresText(
        block.figures.map(({ label, value, note }) => [plain(value), note === undefined ? label : `${label} (${plain(note)})`]),
        view,
      );
    case "table":
      return tableText(block, width);
    case "chart": {
      const { header, rows } = chartTable(block.chart);
      return table(header, rows, [...header.keys()].slice(1));
    }
    case "checklist":
      return block.items.map((item) => itemText(item, view)).join("\n");
  }
}

function figuresText(figures: readonly (readonly string[])[], { paint, width }: DocumentView): string {
  const most = Math.max(...figures.map(([value = ""]) => columns(value)));
  return figures
    .map(([value = "", label = ""]) => `${paint.bold(pad(value, most))}  ${wrap(label, width - most - 2, most + 2)}`)
    .join("\n");
}

/** Cells are cut where the table would not fit: its widest column gives way first. */
function tableText({ columns: titles, rows }: TableBlock, width: number): string {
  if (rows.length === 0) return "None.";
  const cells = rows.map((row) => row.map((cell) => plain(cell).replaceAll(/\s+/g, " ").trim()));
  const header = titles.map(({ title }) => title);
  const widths = header.map((title, index) => Math.max(columns(title), ...cells.map((row) => columns(row[index] ?? ""))));
  const room = width - 2 * (widths.length - 1);
  while (widths.reduce((sum, one) => sum + one, 0) > room && Math.max(...widths) > 8) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  const right = titles.flatMap(({ align }, index) => (align === "right" ? [index] : []));
  return table(
    header.map((title, index) => cut(title, widths[index] ?? 0)),
    cells.map((row) => row.map((cell, index) => cut(cell, widths[index] ?? 0))),
    right,
  );
}

function itemText({ what, owner, due, done }: ChecklistItem, { paint, width }: DocumentView): string {
  const words = wrap(plain(what), width - 4, 4);
  const late = due?.endsWith("overdue") === true;
  const who = [...(due === undefined ? [] : [late ? paint.red(due) : due]), ...(owner === undefined ? [] : [owner])].join("  ");
  return `${done ? paint.green("[x]") : "[ ]"} ${done ? paint.dim(words) : words}${who === "" || done ? "" : `\n    ${late ? who : paint.dim(who)}`}`;
}

function toned(tone: Tone, paint: ChalkInstance): (text: string) => string {
  return { good: paint.green, bad: paint.red, missing: paint.yellow, neutral: (text: string) => text }[tone];
}
