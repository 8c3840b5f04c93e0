import type { Block } from "../document.ts";
import { heightOf, type Sizes, sizesAt, splitTable } from "./block-height.ts";

/** A rectangle on a slide, in inches. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A block with its place, drawn at the given sizes. */
export interface Placed {
  readonly block: Block;
  readonly box: Box;
  readonly sizes: Sizes;
}

const GAP = 0.18;
const GUTTER = 0.4;
/** From large letters on a slide with little to say to the smallest that are still read from the back of a room. */
const SCALES = [1.22, 1.1, 1, 0.92, 0.85, 0.78];
const SMALLEST = 0.78;
const LEAST_CHART = 2.2;

/** The blocks of one part, laid out on as few slides as they need. Nothing reaches below `area`: letters shrink first, then blocks go on to the next slide. */
export function placeBlocks(blocks: readonly Block[], area: Box): Placed[][] {
  if (blocks.length === 0) return [[]];
  for (const scale of SCALES) {
    const placed = onOneSlide(blocks, area, sizesAt(scale));
    if (placed !== undefined) return [placed];
  }
  return overSlides(blocks, area, sizesAt(SMALLEST));
}

function onOneSlide(blocks: readonly Block[], area: Box, sizes: Sizes): Placed[] | undefined {
  const columns = columnsOf(blocks);
  if (columns === undefined) return stacked(blocks, area, sizes);
  const head = stacked(columns.head, area, sizes);
  if (head === undefined) return undefined;
  const top = head.length === 0 ? area.y : bottomOf(head) + GAP;
  const rest = { ...area, y: top, h: area.y + area.h - top };
  const left = { ...rest, w: (area.w - GUTTER) * columns.share };
  const right = { ...rest, x: area.x + left.w + GUTTER, w: area.w - GUTTER - left.w };
  const [first, second] = [stacked(columns.left, left, sizes), stacked(columns.right, right, sizes)];
  return first === undefined || second === undefined ? stacked(blocks, area, sizes) : [...head, ...first, ...second];
}

interface Columns {
  /** Over both columns. */
  readonly head: readonly Block[];
  readonly left: readonly Block[];
  readonly right: readonly Block[];
  /** Of the left one. */
  readonly share: number;
}

/** A chart stands beside what explains it, and two lists under headings beside one another. */
function columnsOf(blocks: readonly Block[]): Columns | undefined {
  const figures = blocks.filter(({ kind }) => kind === "figures");
  const rest = blocks.filter(({ kind }) => kind !== "figures");
  const charts = rest.filter(({ kind }) => kind === "chart");
  const others = rest.filter(({ kind }) => kind !== "chart");
  if (charts.length > 0 && others.length > 0 && figures.length <= 1)
    return { head: figures, left: others.some(isWide) ? others : charts, right: others.some(isWide) ? charts : others, share: 0.56 };
  const headings = blocks.flatMap((block, index) => (block.kind === "heading" ? [index] : []));
  const [first = 0, second = 0] = headings;
  if (headings.length === 2 && charts.length === 0 && !blocks.slice(first).some((block) => isWide(block) || block.kind === "figures"))
    return { head: blocks.slice(0, first), left: blocks.slice(first, second), right: blocks.slice(second), share: 0.5 };
  return undefined;
}

function isWide({ kind }: Block): boolean {
  return kind === "table";
}

/** One below the other; undefined where they do not fit. Charts share what room is left. */
function stacked(blocks: readonly Block[], area: Box, sizes: Sizes): Placed[] | undefined {
  const charts = blocks.filter(({ kind }) => kind === "chart").length;
  const fixed = blocks.map((block) => (block.kind === "chart" ? 0 : heightOf(block, area.w, sizes)));
  const used = fixed.reduce((sum, height) => sum + height, 0) + GAP * Math.max(0, blocks.length - 1);
  const forChart = charts === 0 ? 0 : Math.min(4.6, (area.h - used) / charts);
  if (used > area.h || (charts > 0 && forChart < LEAST_CHART)) return undefined;
  let y = area.y;
  return blocks.map((block, index) => {
    const h = block.kind === "chart" ? forChart : (fixed[index] ?? 0);
    const placed = { block, sizes, box: { x: area.x, y, w: area.w, h } };
    y += h + GAP;
    return placed;
  });
}

/** As many blocks a slide as fit; a table goes on with its header, and a text too long for any slide is cut by the drawing. */
function overSlides(blocks: readonly Block[], area: Box, sizes: Sizes): Placed[][] {
  const slides: Placed[][] = [[]];
  const waiting = [...blocks];
  let y = area.y;
  const turn = (): void => {
    slides.push([]);
    y = area.y;
  };
  for (let block = waiting.shift(); block !== undefined; block = waiting.shift()) {
    const room = area.y + area.h - y;
    const h = block.kind === "chart" ? LEAST_CHART + 1.4 : heightOf(block, area.w, sizes);
    const next = waiting[0];
    // A heading never stands alone at the foot of a slide.
    const wanted = block.kind === "heading" && next !== undefined ? h + GAP + Math.min(1, heightOf(next, area.w, sizes)) : h;
    if (wanted > room && block.kind === "table" && room > 1.6) {
      const [now, later] = splitTable(block, area.w, room, sizes);
      if (now.rows.length > 0 && later.rows.length > 0) {
        waiting.unshift(now, later);
        continue;
      }
    }
    if (wanted > room && (slides.at(-1)?.length ?? 0) > 0) {
      turn();
      waiting.unshift(block);
      continue;
    }
    if (h > room) {
      const parts = halved(block, area, sizes);
      if (parts !== undefined) {
        waiting.unshift(...parts);
        continue;
      }
    }
    slides.at(-1)?.push({ block, sizes, box: { x: area.x, y, w: area.w, h: Math.min(h, room) } });
    y += h + GAP;
  }
  return slides;
}

/** A block too tall for a whole slide in two; undefined where it cannot be parted. */
function halved(block: Block, area: Box, sizes: Sizes): readonly [Block, Block] | undefined {
  const half = <T>(items: readonly T[]): readonly [readonly T[], readonly T[]] => {
    const middle = Math.ceil(items.length / 2);
    return [items.slice(0, middle), items.slice(middle)];
  };
  switch (block.kind) {
    case "bullets": {
      const [first, second] = half(block.items);
      return block.items.length < 2
        ? undefined
        : [
            { ...block, items: first },
            { ...block, items: second },
          ];
    }
    case "checklist": {
      const [first, second] = half(block.items);
      return block.items.length < 2
        ? undefined
        : [
            { ...block, items: first },
            { ...block, items: second },
          ];
    }
    case "figures": {
      const [first, second] = half(block.figures);
      return block.figures.length < 2
        ? undefined
        : [
            { ...block, figures: first },
            { ...block, figures: second },
          ];
    }
    case "table": {
      const [first, second] = splitTable(block, area.w, area.h, sizes);
      return first.rows.length === 0 || second.rows.length === 0 ? undefined : [first, second];
    }
    default:
      return undefined;
  }
}

function bottomOf(placed: readonly Placed[]): number {
  return Math.max(...placed.map(({ box }) => box.y + box.h));
}
