import { clean } from "../../core/text.ts";
import type { Adapter } from "./adapter.ts";
import { PLAIN } from "./adapters/plain.ts";
import { type FileShape, fitsHeader, headerKey, type Recognition } from "./recognise.ts";

/** What `echo-cs sql` writes beside the columns of a table. */
const OF_THE_BOOK = new Set(["fileid", "line"]);
const SHOWN = 8;
const SHOWN_CHARACTERS = 40;

/**
 * For the report: the columns of somebody's own table that nothing is read from, where it is not sure what the file is. Null where there are
 * none, and for the exports of vendors, of which many columns are of no use here.
 */
export function unreadColumns(shape: FileShape, { adapter, confidence }: Recognition): string | null {
  if (shape.format !== "table" || confidence >= 1 || !PLAIN.some(({ name }) => name === adapter.name)) return null;
  const tests = headersOf(adapter).map(fitsHeader);
  const isNamed = (key: string): boolean => headerKey(key) !== "" && !OF_THE_BOOK.has(headerKey(key));
  const unread = shape.keys.filter((key) => isNamed(key) && !tests.some((fits) => fits(headerKey(key))));
  if (unread.length === 0) return null;
  const shown = unread.slice(0, SHOWN).map((key) => clean(key).slice(0, SHOWN_CHARACTERS));
  const more = unread.length > SHOWN ? `, … (${unread.length})` : "";
  return `not read from it: ${shown.join(", ")}${more}`;
}

/** Every header that the adapter reads something from. */
function headersOf({ columns, account, newest }: Adapter): string[] {
  const { id = [], external = [], email = [], domain = [], name = [], any = [], labels = [], ours = [] } = account;
  const rules = [...Object.values(columns), ...(newest === undefined ? [] : [newest])];
  return [...rules.flatMap(({ from }) => from), ...id, ...external, ...email, ...domain, ...name, ...any, ...labels, ...ours];
}
