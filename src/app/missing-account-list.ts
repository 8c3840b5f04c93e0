import type { Book } from "../book/book.ts";
import { ADAPTERS } from "../book/import/adapters.ts";
import type { Finding } from "../book/snapshot/findings.ts";
import type { FileReport } from "../book/snapshot/report.ts";
import { clean, count, list } from "../core/text.ts";

/** Words by which people name their list of accounts, as they stand in file names and headers. */
const ACCOUNT_WORDS = /account|compan|customer|client|organi[sz]ation|firm|kunde|unternehmen/i;
const SHOWN_FILES = 3;

/**
 * The finding of a book without any list of accounts: they were made from what other files call their customers. Names the files that were not
 * understood and look like such a list. Empty where a list was read, or where there are no accounts.
 */
export async function missingAccountList(book: Book, files: readonly FileReport[]): Promise<Finding[]> {
  const [counted] = await book.rows<{ n: number; listed: number }>("SELECT count(*) AS n, count(file_id) AS listed FROM accounts");
  const { n = 0, listed = 0 } = counted ?? {};
  if (n === 0 || listed > 0) return [];
  const alike = files.filter(looksLikeAccounts).map(({ file }) => clean(file));
  const shown = alike.length > SHOWN_FILES ? [...alike.slice(0, SHOWN_FILES), `${alike.length - SHOWN_FILES} more`] : alike;
  const next =
    shown.length === 0
      ? "export the accounts or companies of your CRM as well"
      : `${list(shown)} ${alike.length === 1 ? "looks" : "look"} like one and ${alike.length === 1 ? "was" : "were"} not understood: echo-cs import --propose drafts how to read ${alike.length === 1 ? "it" : "them"}`;
  return [
    {
      kind: "no-account-list",
      message: `no list of accounts was read: ${count(n, "account was", "accounts were")} made from the names, domains and ids that the other files give, without owner, industry or start; ${next}`,
      count: n,
    },
  ];
}

const TITLES = ADAPTERS.filter(({ table }) => table === "accounts").map(({ title }) => `; nearest is ${title},`);

function looksLikeAccounts({ file, taken_for: takenFor, note }: FileReport): boolean {
  if (takenFor !== null || note === null || !/^unknown (?:header|keys)/.test(note)) return false;
  return TITLES.some((title) => note.includes(title)) || ACCOUNT_WORDS.test(file.split("/").at(-1) ?? "");
}
