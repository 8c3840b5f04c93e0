import type { Head, LinearModel } from "./linear-model.ts";

/** What is needed beside the bytes to read packed rows. */
export interface RowsHead {
  readonly rows: number;
  /** In the order of the heads: of what their weights are −7 to 7 times, or minus a half, two a byte; 0 for a head whose weights stand as they are. */
  readonly steps: readonly number[];
}

/** A row is new, the same as one before it, or new and with weights that are not in steps. */
export const ROW_KIND = { stepped: 0, same: 1, whole: 2 } as const;

/** What is added to a weight in steps, so that it is four bits. */
export const NIBBLE_NOUGHT = 8;

/**
 * Reads rows. Layout, like things side by side, which packs best: keys as distances from the one before (of all the lowest byte, then the
 * next, then the highest); a kind a row; of those that are the same the number of the new row (low bytes, then high); of every new row the
 * rarity in sixteenths; by head the weights of rows in steps (of two in a byte the first is low); rows that are whole. Undefined where
 * there are fewer bytes than that, or more.
 */
export function readRows(
  bytes: Uint8Array,
  heads: readonly Head[],
  { rows, steps }: RowsHead,
): Pick<LinearModel, "keys" | "rarity" | "weights"> | undefined {
  const width = heads.reduce((sum, { classes }) => sum + classes.length, 0);
  let at = 0;
  const take = (count: number): Uint8Array => bytes.subarray(at, (at += count));
  const keys = keysOf(take(rows * 3), rows);
  const kinds = take(rows);
  const inSteps = rowsOfKind(kinds, ROW_KIND.stepped);
  const whole = rowsOfKind(kinds, ROW_KIND.whole);
  const same = rowsOfKind(kinds, ROW_KIND.same).length;
  const sameAs = take(same * 2);
  const rarities = take(inSteps.length + whole.length);
  const packed = heads.map(({ classes }, nth) => take(inSteps.length * bytesOf(classes.length, steps[nth] ?? 0)));
  const wholes = take(whole.length * width);
  if (at !== bytes.length) return undefined;

  const weights = new Int8Array(rows * width);
  const rarity = new Float32Array(rows);
  for (const [nth, head] of heads.entries()) unpackHead(packed[nth] ?? NONE, head, steps[nth] ?? 0, inSteps, width, weights);
  for (const [nth, row] of whole.entries()) weights.set(wholes.subarray(nth * width, (nth + 1) * width), row * width);
  const fresh: number[] = [];
  let copied = 0;
  for (const row of rarity.keys()) {
    if (kinds[row] !== ROW_KIND.same) {
      rarity[row] = (rarities[fresh.length] ?? 0) / 16;
      fresh.push(row);
      continue;
    }
    const from = fresh[(sameAs[copied] ?? 0) | ((sameAs[same + copied] ?? 0) << 8)] ?? 0;
    copied += 1;
    rarity[row] = rarity[from] ?? 0;
    weights.copyWithin(row * width, from * width, (from + 1) * width);
  }
  return { keys, rarity, weights };
}

const NONE = new Uint8Array();

function rowsOfKind(kinds: Uint8Array, wanted: number): number[] {
  const rows: number[] = [];
  for (const [row, kind] of kinds.entries()) if (kind === wanted) rows.push(row);
  return rows;
}

/** Bytes that so many weights of a row take. */
function bytesOf(classes: number, step: number): number {
  return step === 0 ? classes : Math.ceil(classes / 2);
}

/** Puts a head's weights into the rows of `weights`, weight by weight: to set a few at once takes longer. */
function unpackHead(
  packed: Uint8Array,
  { classes, offset }: Head,
  step: number,
  rows: readonly number[],
  width: number,
  weights: Int8Array,
): void {
  let next = 0;
  for (const row of rows) {
    const from = row * width + offset;
    const to = from + classes.length;
    if (step === 0) for (let at = from; at < to; at += 1) weights[at] = packed[next++] ?? 0;
    else
      for (let at = from; at < to; at += 2) {
        const pair = packed[next++] ?? 0;
        weights[at] = nibbleWeight(pair & 15, step);
        if (at + 1 < to) weights[at + 1] = nibbleWeight(pair >> 4, step);
      }
  }
}

/** The weight that four bits stand for; 0 stands for minus half a step, where most of the classes of a word are that do not have it. */
function nibbleWeight(nibble: number, step: number): number {
  return nibble === 0 ? -step / 2 : (nibble - NIBBLE_NOUGHT) * step;
}

function keysOf(planes: Uint8Array, rows: number): Int32Array {
  const keys = new Int32Array(rows);
  let key = 0;
  for (const row of keys.keys()) {
    key += (planes[row] ?? 0) | ((planes[rows + row] ?? 0) << 8) | ((planes[2 * rows + row] ?? 0) << 16);
    keys[row] = key;
  }
  return keys;
}
