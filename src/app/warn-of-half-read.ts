import type { Book } from "../book/book.ts";
import { halfReadFiles, halfReadText } from "../book/snapshot/half-read.ts";
import type { Log } from "../core/log.ts";
import { clean } from "../core/text.ts";

/** Warns of exports that could be read only in part: whatever a command says is without the rest of them. */
export async function warnOfHalfRead(book: Book, log: Log): Promise<void> {
  const half = await halfReadFiles(book);
  if (half.length > 0) log.warn(`${clean(halfReadText(half))} Every figure is without the rest (echo-cs import tells why).`);
}
