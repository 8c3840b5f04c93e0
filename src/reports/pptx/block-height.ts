import type { Block, KeyFigure, TableBlock } from "../document.ts";
import { plain, type Words } from "../words.ts";
import { lineCount, linesHeight } from "./measure-text.ts";

/** Sizes of letters in points, and of paddings in inches. */
export interface Sizes {
  readonly body: number;
  readonly heading: number;
  readonly table: number;
  readonly value: number;
  readonly label: number;
  readonly note: number;
  readonly pad: number;
}

/** The sizes of text at a scale of 1 or less, in points, by halves of one. */
export function sizesAt(scale: number): Sizes {
  const points = (size: number): number => Math.round(size * scale * 2) / 2;
  return {
    body: points(18),
    heading: points(16),
    table: points(14),
    value: points(28),
    label: points(13),
    note: points(12),
    pad: 0.09 * scale,
  };
}

/** Inches that a bullet's text is set in. */
export const INDENT = 0.3;
/** The coloured bar beside a figure or callout, and the room to its text. */
export const BAR = 0.2;
const FIGURES_A_ROW = 4;
/** One figure alone is no wider than one of three. */
const LEAST_A_ROW = 3;
/** A cell of a table takes this many lines at most; longer text is cut with "…". */
export const MOST_CELL_LINES = 4;
/** Viewers break long words in cells a little sooner than measured. */
export const CELL_SLACK = 0.04;
const BETWEEN_ITEMS = 0.06;

/** How tall a block is at a width; charts take what they are given. */
export function heightOf(block: Block, width: number, sizes: Sizes): number {
  switch (block.kind) {
    case "heading":
      return textHeight(block.text, sizes.heading, width, true);
    case "paragraph":
      return textHeight(block.words, sizes.body, width);
    case "bullets":
      return block.items.reduce<number>((sum, item) => sum + textHeight(item, sizes.body, width - INDENT) + BETWEEN_ITEMS, 0);
    case "checklist":
      return block.items.reduce(
        (sum, { what, owner, due }) => sum + textHeight(checklistText(what, owner, due), sizes.body, width - INDENT) + BETWEEN_ITEMS,
        0,
      );
    case "callout":
      return textHeight(`Needs attention. ${plain(block.words)}`, sizes.body * 0.92, width - BAR - sizes.pad * 2) + sizes.pad * 2;
    case "figures":
      return figureRows(block.figures).reduce((sum, row) => sum + figureHeight(row, width, sizes) + sizes.pad, 0);
    case "table":
      return captionHeight(block, width, sizes) + rowHeights(block, width, sizes).reduce((sum, height) => sum + height, 0);
    case "chart":
      return 0;
  }
}

/** "what (who, when)": a line of a checklist. */
export function checklistText(what: Words, owner: string | undefined, due: string | undefined): string {
  const who = [owner, due].filter((part) => part !== undefined);
  return `${plain(what)}${who.length === 0 ? "" : ` (${who.join(", ")})`}`;
}

/** Figures stand in rows of up to four, as even as they go. */
export function figureRows(figures: readonly KeyFigure[]): KeyFigure[][] {
  const rows = Math.max(1, Math.ceil(figures.length / FIGURES_A_ROW));
  const each = Math.ceil(figures.length / rows);
  return Array.from({ length: rows }, (_, row) => figures.slice(row * each, (row + 1) * each));
}

/** The height of one row of figures. */
export function figureHeight(row: readonly KeyFigure[], width: number, sizes: Sizes): number {
  const each = figureWidth(row.length, width) - BAR - sizes.pad;
  const heights = row.map(
    ({ label, value, note }) =>
      textHeight(label, sizes.label, each) +
      textHeight(value, valueSize(plain(value), each, sizes), each, true) +
      (note === undefined || plain(note) === "" ? 0 : textHeight(note, sizes.note, each)),
  );
  return Math.max(...heights) + sizes.pad * 2;
}

/** The size of a figure's value: smaller where it would take two lines. */
export function valueSize(value: string, width: number, { value: usual }: Sizes): number {
  return lineCount(value, usual, width, true) <= 1 ? usual : Math.round(usual * 0.62 * 2) / 2;
}

/** The width of one of `count` figures, gaps left out. */
export function figureWidth(count: number, width: number): number {
  const room = Math.max(count, LEAST_A_ROW);
  return (width - 0.2 * (room - 1)) / room;
}

/** Height in inches of a table's caption with the gap below it. */
export function captionHeight({ caption }: TableBlock, width: number, sizes: Sizes): number {
  return textHeight(caption, sizes.note, width) + 0.05;
}

/** Widths of the columns, which share the table's. */
export function columnWidths({ columns }: TableBlock, width: number): number[] {
  const total = columns.reduce((sum, column) => sum + (column.width ?? 1), 0);
  return columns.map((column) => ((column.width ?? 1) / total) * width);
}

/** Heights of the header and of each row. */
export function rowHeights(table: TableBlock, width: number, sizes: Sizes): number[] {
  const widths = columnWidths(table, width);
  const tall = (cells: readonly Words[], bold: boolean): number =>
    Math.max(
      ...cells.map((cell, index) => {
        const lines = lineCount(plain(cell), sizes.table, (widths[index] ?? 1) - sizes.pad * 2 - CELL_SLACK, bold);
        return linesHeight(Math.min(lines, MOST_CELL_LINES), sizes.table);
      }),
    ) + sizes.pad;
  return [
    tall(
      table.columns.map(({ title }) => title),
      true,
    ),
    ...table.rows.map((row) => tall(row, false)),
  ];
}

/** The rows that fit into `room`, and those that do not, each as a table with the header. */
export function splitTable(table: TableBlock, width: number, room: number, sizes: Sizes): readonly [TableBlock, TableBlock] {
  const [header = 0, ...rows] = rowHeights(table, width, sizes);
  let used = captionHeight(table, width, sizes) + header;
  const fitting = rows.findIndex((height) => (used += height) > room);
  const cut = fitting < 0 ? rows.length : fitting;
  return [
    { ...table, rows: table.rows.slice(0, cut) },
    { ...table, rows: table.rows.slice(cut) },
  ];
}

function textHeight(text: Words, size: number, width: number, bold = false): number {
  return linesHeight(lineCount(plain(text), size, width, bold), size);
}
