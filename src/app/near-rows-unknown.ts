import type { Book } from "../book/book.ts";
import { nearRows } from "../book/near-rows.ts";
import { clean, count } from "../core/text.ts";
import type { Unknown } from "../domain/brief/brief.ts";

/** So many keys are named; `import` lists all. */
const NAMED = 3;

/** That rows which may be an account's lie unjoined in the book: what is said of it may be the half. None where import suggests nothing. */
export async function nearRowsUnknown(book: Book, account: string | undefined): Promise<readonly Unknown[]> {
  const near = account === undefined ? [] : await nearRows(book, account);
  if (near.length === 0) return [];
  const named = near.slice(0, NAMED).map(({ kind, value, rows }) => `${kind} ${clean(value)} (${count(rows, "row")})`);
  const more = near.length > NAMED ? ` and ${near.length - NAMED} more` : "";
  return [
    {
      what: "what rows say that may be this account's and are joined to none",
      needs: `a line in overrides.csv for each, as \`echo-cs import\` shows it: ${named.join(", ")}${more}`,
    },
  ];
}
