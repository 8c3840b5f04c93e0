import { clean } from "../../../core/text.ts";
import type { FileWithout } from "./unknown-files.ts";

/** So many headers are written down: of a file with more nobody maps all. */
const SHOWN = 40;

/**
 * For a file that looks like no table: an entry of `mapping` with its headers, all of it commented out, for a person to fill in. Undefined
 * for a file of which no headers are known.
 */
export function skeletonYaml({ file, reason, headers }: FileWithout): string[] | undefined {
  if (headers === undefined || headers.length === 0) return undefined;
  const shown = headers.slice(0, SHOWN).map((header) => `#     ?: ${oneLine(JSON.stringify(header))}`);
  return [
    `# ${oneLine(file)}: ${reason}. Fill in what is marked with ?, and take the # away: docs/mapping.md, docs/tables.md.`,
    `# - file: ${JSON.stringify(file)}`,
    "#   table: ?     # or, in place of all below, `skip: true`",
    "#   columns:     # column of the book: header of the file; drop the lines that you do not need",
    ...shown,
    ...(headers.length > SHOWN ? [`#     # … and ${headers.length - SHOWN} more`] : []),
    "#   account:     # the header that says whose rows these are, under name, id, email or domain",
    "#     name: ?",
  ];
}

/** Text from a file, on one line of a comment. */
function oneLine(text: string): string {
  return clean(text).replaceAll(/\s+/g, " ").slice(0, 200);
}
