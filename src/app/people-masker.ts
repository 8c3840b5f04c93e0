import type { Book } from "../book/book.ts";
import { peopleOf } from "../book/people-of.ts";
import { Recent } from "../core/recent.ts";
import { type Masker, masker } from "../llm/masker.ts";

/** Texts of which it is remembered how they look masked: instructions and tools are the same in every run. */
const MOST_TEXTS = 500;
const KEPT = new WeakMap<Book, Promise<Masker>>();

/** Masks the people of a book; made once where many commands share it. */
export async function peopleMasker(book: Book): Promise<Masker> {
  if (book.forMany !== true) return masker(await peopleOf(book));
  const kept = KEPT.get(book) ?? peopleOf(book).then((people) => remembering(masker(people)));
  KEPT.set(book, kept);
  return kept;
}

function remembering({ mask, unmask }: Masker): Masker {
  const known = new Recent<string>(MOST_TEXTS);
  return { mask: (text) => known.get(text, () => mask(text)), unmask };
}
