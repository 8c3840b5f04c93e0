import type { ImportResult } from "../../app/import.ts";
import { UNREADABLE } from "../../book/import/export-files.ts";
import type { Io } from "../io.ts";

/** Names on stderr the files that an import could not read: in a script nobody looks at its report, and a cut file must be heard of all the same. */
export function tellDamaged({ files }: Pick<ImportResult, "files">, io: Io): void {
  for (const { file, note } of files) if (note?.startsWith(UNREADABLE) === true) io.stderr(`note: ${file}: ${note}\n`);
}
