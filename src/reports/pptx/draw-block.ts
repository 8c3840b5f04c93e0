import { inkOn, readable } from "../brand.ts";
import type { ChecklistItem, KeyFigure, TableBlock, Tone } from "../document.ts";
import { LIGHT } from "../palette.ts";
import { plain, type Words } from "../words.ts";
import {
  BAR,
  CELL_SLACK,
  captionHeight,
  checklistText,
  columnWidths,
  figureHeight,
  figureRows,
  figureWidth,
  MOST_CELL_LINES,
  rowHeights,
  valueSize,
  type Sizes,
} from "./block-height.ts";
import { drawChart } from "./draw-chart.ts";
import { cutToLines, lineCount, linesHeight } from "./measure-text.ts";
import type { Box, Placed } from "./place.ts";
import type { Slide } from "./pptxgen.ts";
import { FONT, hex, isRtl, shown } from "./slide-text.ts";

const TONE_WORDS: Readonly<Record<Tone, string>> = { good: "Good", bad: "Needs attention", missing: "Not known", neutral: "Note" };

/** Draws a block in its box: text as text, tables as tables, charts as charts that a person can edit. */
export function drawBlock(slide: Slide, { block, box, sizes }: Placed, accent: string): void {
  switch (block.kind) {
    case "heading":
      return text(slide, block.text, box, sizes.heading, { bold: true, color: readable(accent, LIGHT.ground) });
    case "paragraph":
      return text(slide, plain(block.words), box, sizes.body);
    case "bullets":
      return list(slide, block.items.map(plain), box, sizes, () => "2022");
    case "checklist":
      return checklist(slide, block.items, box, sizes);
    case "callout":
      return callout(slide, block.tone, block.words, box, sizes, accent);
    case "figures":
      return figures(slide, block.figures, box, sizes, accent);
    case "table":
      return table(slide, block, box, sizes, accent);
    case "chart":
      return drawChart(slide, block.chart, box, accent);
  }
}

interface Look {
  readonly bold?: boolean;
  readonly color?: string;
}

function text(slide: Slide, words: string, box: Box, size: number, { bold = false, color = LIGHT.ink }: Look = {}): void {
  const most = Math.max(1, Math.floor(box.h / linesHeight(1, size) + 0.05));
  slide.addText(shown(cutToLines(words, size, box.w, most, bold)), {
    ...box,
    fontFace: FONT,
    fontSize: size,
    bold,
    color: hex(color),
    margin: 0,
    valign: "top",
    rtlMode: isRtl(words),
    align: isRtl(words) ? "right" : "left",
  });
}

function list(slide: Slide, items: readonly string[], box: Box, sizes: Sizes, mark: (index: number) => string): void {
  const most = Math.max(1, Math.floor(box.h / linesHeight(1, sizes.body) / Math.max(1, items.length)));
  slide.addText(
    items.map((item, index) => ({
      text: shown(items.length === 1 ? cutToLines(item, sizes.body, box.w - 0.3, most) : item),
      options: {
        bullet: { characterCode: mark(index), indent: 16 },
        breakLine: true,
        paraSpaceAfter: 4,
        rtlMode: isRtl(item),
        align: isRtl(item) ? "right" : "left",
      },
    })),
    { ...box, fontFace: FONT, fontSize: sizes.body, color: hex(LIGHT.ink), margin: 0, valign: "top" },
  );
}

function checklist(slide: Slide, items: readonly ChecklistItem[], box: Box, sizes: Sizes): void {
  list(
    slide,
    items.map(({ what, owner, due }) => checklistText(what, owner, due)),
    box,
    sizes,
    (index) => (items[index]?.done === true ? "25A0" : "25A1"),
  );
}

function callout(slide: Slide, tone: Tone, words: Words, box: Box, sizes: Sizes, accent: string): void {
  panel(slide, box, tone, accent);
  const size = sizes.body * 0.92;
  const width = box.w - BAR - sizes.pad * 2;
  const most = Math.max(1, Math.floor((box.h - sizes.pad * 2) / linesHeight(1, size) + 0.05));
  const said = plain(words);
  slide.addText(
    [
      { text: `${TONE_WORDS[tone]}. `, options: { bold: true, color: hex(toneColour(tone, accent)) } },
      { text: shown(cutToLines(`${TONE_WORDS[tone]}. ${said}`, size, width, most).slice(TONE_WORDS[tone].length + 2)) },
    ],
    {
      x: box.x + BAR,
      y: box.y + sizes.pad,
      w: width + sizes.pad,
      h: box.h - sizes.pad * 2,
      fontFace: FONT,
      fontSize: size,
      color: hex(LIGHT.ink),
      margin: 0,
      valign: "middle",
      rtlMode: isRtl(said),
    },
  );
}

function figures(slide: Slide, all: readonly KeyFigure[], box: Box, sizes: Sizes, accent: string): void {
  let y = box.y;
  for (const row of figureRows(all)) {
    const h = figureHeight(row, box.w, sizes);
    const w = figureWidth(row.length, box.w);
    row.forEach((figure, index) => oneFigure(slide, figure, { x: box.x + index * (w + 0.2), y, w, h }, sizes, accent));
    y += h + sizes.pad;
  }
}

function oneFigure(slide: Slide, { label, value, note, tone = "neutral" }: KeyFigure, box: Box, sizes: Sizes, accent: string): void {
  panel(slide, box, tone, accent);
  const width = box.w - BAR - sizes.pad;
  let y = box.y + sizes.pad;
  const put = (words: string, size: number, look: Look): void => {
    const h = linesHeight(lineCount(words, size, width, look.bold), size);
    text(slide, words, { x: box.x + BAR, y, w: width, h }, size, look);
    y += h;
  };
  put(label, sizes.label, { color: LIGHT.soft });
  put(plain(value), valueSize(plain(value), width, sizes), {
    bold: true,
    color: tone === "neutral" ? LIGHT.ink : toneColour(tone, accent),
  });
  if (note !== undefined && plain(note) !== "") put(plain(note), sizes.note, { color: LIGHT.soft });
}

function panel(slide: Slide, box: Box, tone: Tone, accent: string): void {
  slide.addShape("rect", { ...box, fill: { color: hex(LIGHT.raised) }, line: { type: "none" } });
  slide.addShape("rect", { ...box, w: 0.07, fill: { color: hex(toneColour(tone, accent)) }, line: { type: "none" } });
}

function toneColour(tone: Tone, accent: string): string {
  return tone === "neutral" ? readable(accent, LIGHT.raised) : LIGHT[tone];
}

function table(slide: Slide, block: TableBlock, box: Box, sizes: Sizes, accent: string): void {
  const caption = captionHeight(block, box.w, sizes);
  text(slide, block.caption, { ...box, h: caption }, sizes.note, { color: LIGHT.soft });
  const colW = columnWidths(block, box.w);
  const align = (index: number): "left" | "right" => block.columns[index]?.align ?? "left";
  const cell = (words: string, index: number, bold: boolean): string =>
    shown(cutToLines(words, sizes.table, (colW[index] ?? 1) - sizes.pad * 2 - CELL_SLACK, MOST_CELL_LINES, bold));
  const head = block.columns.map(({ title }, index) => ({
    text: cell(title, index, true),
    options: { bold: true, align: align(index), color: hex(inkOn(accent)), fill: { color: hex(accent) } },
  }));
  const body = block.rows.map((row) =>
    row.map((words, index) => ({
      text: cell(plain(words), index, false),
      options: { align: isRtl(plain(words)) ? ("right" as const) : align(index), color: hex(LIGHT.ink), rtlMode: isRtl(plain(words)) },
    })),
  );
  slide.addTable([head, ...body], {
    x: box.x,
    y: box.y + caption,
    w: box.w,
    colW,
    rowH: rowHeights(block, box.w, sizes),
    fontFace: FONT,
    fontSize: sizes.table,
    valign: "middle",
    margin: [sizes.pad / 2, sizes.pad, sizes.pad / 2, sizes.pad],
    border: { type: "solid", pt: 0.75, color: hex(LIGHT.line) },
    autoPage: false,
  });
}
