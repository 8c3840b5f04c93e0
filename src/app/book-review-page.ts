import { writeTextAtomic } from "../core/files.ts";
import { type BookPage, bookPage } from "../reports/book-page/book-page.ts";

/** Writes the review as one HTML page. */
export async function writeBookPage(path: string, page: BookPage): Promise<void> {
  await writeTextAtomic(path, await bookPage(page));
}
