import { DataError } from "../core/errors.ts";
import { assertLeadsNowhereElse } from "../core/files-now.ts";
import { hasCode, readBytes } from "../core/files.ts";

/**
 * The text of a file that is going to be written again, or undefined where there is none. Throws DataError for a file that is no UTF-8:
 * reading it loosely and writing it back would destroy its letters. Throws UserError for a link to a file in another folder.
 */
export async function readExactText(path: string): Promise<string | undefined> {
  assertLeadsNowhereElse(path);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readBytes(path));
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
    if (!(error instanceof TypeError)) throw error;
    throw new DataError({
      code: "not-utf8",
      message: "The file is not UTF-8 text.",
      fix: "Save it as UTF-8 in your editor; nothing was written.",
      place: { file: path },
      cause: error,
    });
  }
}
