export type Match = readonly [a: number, b: number];

/**
 * Which lines of two lists are the same line, as pairs of indices that rise on both sides. Equal lines at the two ends match; between them
 * only lines that stand once on each side, and what lies next to these: a blank line never ties unrelated text together.
 */
export function matchLines(a: readonly string[], b: readonly string[]): Match[] {
  const matches: Match[] = [];
  matchRange({ a, b }, { a: 0, b: 0 }, { a: a.length, b: b.length }, matches);
  return matches;
}

interface Sides<T> {
  readonly a: T;
  readonly b: T;
}

function matchRange(texts: Sides<readonly string[]>, from: Sides<number>, to: Sides<number>, matches: Match[]): void {
  let [startA, startB, endA, endB] = [from.a, from.b, to.a, to.b];
  while (startA < endA && startB < endB && texts.a[startA] === texts.b[startB]) matches.push([startA++, startB++]);
  const tail: Match[] = [];
  while (startA < endA && startB < endB && texts.a[endA - 1] === texts.b[endB - 1]) tail.push([--endA, --endB]);
  const anchors = startA < endA && startB < endB ? risingRun(commonOnce(texts, { a: startA, b: startB }, { a: endA, b: endB })) : [];
  if (anchors.length > 0) {
    let [lastA, lastB] = [startA, startB];
    for (const [atA, atB] of [...anchors, [endA, endB] as const]) {
      matchRange(texts, { a: lastA, b: lastB }, { a: atA, b: atB }, matches);
      if (atA < endA) matches.push([atA, atB]);
      [lastA, lastB] = [atA + 1, atB + 1];
    }
  }
  matches.push(...tail.reverse());
}

/** The lines with words in them that stand exactly once in either range, in the order of `a`. */
function commonOnce(texts: Sides<readonly string[]>, from: Sides<number>, to: Sides<number>): Match[] {
  const inB = onlyOnes(texts.b, from.b, to.b);
  return [...onlyOnes(texts.a, from.a, to.a)].flatMap(([text, atA]): Match[] => {
    const atB = inB.get(text);
    return atA < 0 || atB === undefined || atB < 0 || text.trim() === "" ? [] : [[atA, atB]];
  });
}

/** Each line's index; -1 for one that stands more than once. */
function onlyOnes(texts: readonly string[], from: number, to: number): Map<string, number> {
  const at = new Map<string, number>();
  for (let index = from; index < to; index += 1) {
    const text = texts[index] ?? "";
    at.set(text, at.has(text) ? -1 : index);
  }
  return at;
}

/** The longest run of pairs whose second index rises too (patience sorting). */
function risingRun(pairs: readonly Match[]): Match[] {
  const ends: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, b], index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < b) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = index;
  });
  const run: Match[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index];
    if (pair !== undefined) run.push(pair);
  }
  return run.reverse();
}
