/**
 * The same text in memory of its own. What is cut out of a long text keeps the whole of it alive, which matters where the cutting is kept
 * longer than the text.
 */
export function ownCopy(text: string): string {
  if (text.length < LEAST_CUTTING) return text;
  let copy = "";
  for (let start = 0; start < text.length; start += A_PIECE) {
    const codes: number[] = [];
    for (let at = start; at < Math.min(text.length, start + A_PIECE); at += 1) codes.push(text.charCodeAt(at));
    copy += String.fromCharCode(...codes);
  }
  return copy;
}

/** Shorter ones are copied by the engine itself. */
const LEAST_CUTTING = 13;
const A_PIECE = 4096;
