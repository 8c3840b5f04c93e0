import type { Book } from "./book.ts";

/** Full names of every person the book knows at its customers: what is masked before anything leaves the machine. */
export async function peopleOf(book: Book): Promise<string[]> {
  const rows = await book.rows<{ name: string }>(
    "SELECT DISTINCT name FROM contacts WHERE name IS NOT NULL UNION SELECT DISTINCT person FROM surveys WHERE person IS NOT NULL ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}
