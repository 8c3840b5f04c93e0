import { joinAdded } from "./join-added.ts";
import { matchLines } from "./match-lines.ts";
import type { Three } from "./three.ts";

/** What both sides agree on, or a place that both rewrote. */
export type Piece =
  | { readonly keys: readonly string[] }
  | { readonly a: readonly string[]; readonly base: readonly string[]; readonly b: readonly string[] };

/** Replaces the base's lines from `from` up to `to` (nothing, where both are the same) by `keys`. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly keys: readonly string[];
}

/**
 * Three-way merge of lists of keys. Each side's edits of the base are carried out; lines that both added at one place are all kept, the
 * same ones once. Only where both replaced or took out the same line is there a piece with two sides. For an outcome that does not depend
 * on whose version is whose, the caller gives the two in an order of their own.
 */
export function mergeKeys({ base, a, b }: Three<readonly string[]>, isProse: boolean): Piece[] {
  const pieces: Piece[] = [];
  const left = { a: editsOf(base, a), b: editsOf(base, b) };
  let at = 0;
  for (;;) {
    const first = Math.min(left.a[0]?.from ?? Infinity, left.b[0]?.from ?? Infinity);
    if (first === Infinity) break;
    pieces.push({ keys: base.slice(at, first) });
    const group = takeGroup(left, first);
    pieces.push(...mergeGroup(base, group, isProse));
    at = group.to;
  }
  return [...pieces, { keys: base.slice(at) }].filter((piece) => !("keys" in piece) || piece.keys.length > 0);
}

interface Group {
  readonly from: number;
  readonly to: number;
  readonly a: readonly Edit[];
  readonly b: readonly Edit[];
}

/** The edits that begin at `first` and all that overlap with them; an edit that only touches them is none of theirs. */
function takeGroup(left: { a: Edit[]; b: Edit[] }, first: number): Group {
  const taken = { a: [] as Edit[], b: [] as Edit[] };
  let to = first;
  // What is only added comes before what is replaced at the same place, and by itself.
  const adds = (["a", "b"] as const).filter((side) => left[side][0]?.from === first && left[side][0]?.to === first);
  for (const side of adds) taken[side].push(...left[side].splice(0, 1));
  if (adds.length > 0) return { from: first, to, ...taken };
  for (let found = true; found;) {
    found = false;
    for (const side of ["a", "b"] as const) {
      const [edit] = left[side];
      if (edit === undefined || (edit.from !== first && edit.from >= to)) continue;
      taken[side].push(edit);
      left[side].shift();
      to = Math.max(to, edit.to);
      found = true;
    }
  }
  return { from: first, to, ...taken };
}

function mergeGroup(base: readonly string[], group: Group, isProse: boolean): Piece[] {
  const [a, b] = [applied(base, group, group.a), applied(base, group, group.b)];
  if (group.b.length === 0) return [{ keys: a }];
  if (group.a.length === 0) return [{ keys: b }];
  if (group.from === group.to) return [{ keys: joinAdded(a, b, isProse) }];
  let [start, end] = [0, 0];
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [midA, midB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const both: Piece[] = midA.length === 0 && midB.length === 0 ? [] : [{ a: midA, base: base.slice(group.from, group.to), b: midB }];
  return [{ keys: a.slice(0, start) }, ...both, { keys: a.slice(a.length - end) }];
}

/** The base's lines of a group as one side has them. */
function applied(base: readonly string[], { from, to }: Group, edits: readonly Edit[]): string[] {
  const keys: string[] = [];
  let at = from;
  for (const edit of edits) {
    keys.push(...base.slice(at, edit.from), ...edit.keys);
    at = edit.to;
  }
  return [...keys, ...base.slice(at, to)];
}

/** What is added between equal lines may be said to stand higher up: both sides say it the same way. */
function movedUp(base: readonly string[], { from, keys }: Edit, top: number): Edit {
  let [at, moved] = [from, keys];
  while (at > top && moved.length > 0 && base[at - 1] === moved.at(-1)) {
    moved = [base[at - 1] ?? "", ...moved.slice(0, -1)];
    at -= 1;
  }
  return { from: at, to: at, keys: moved };
}

function editsOf(base: readonly string[], side: readonly string[]): Edit[] {
  const edits: Edit[] = [];
  let [atBase, atSide] = [0, 0];
  for (const [inBase, inSide] of [...matchLines(base, side), [base.length, side.length] as const]) {
    const edit = { from: atBase, to: inBase, keys: side.slice(atSide, inSide) };
    if (inBase > atBase || inSide > atSide) edits.push(edit.from === edit.to ? movedUp(base, edit, edits.at(-1)?.to ?? 0) : edit);
    [atBase, atSide] = [inBase + 1, inSide + 1];
  }
  return edits;
}
