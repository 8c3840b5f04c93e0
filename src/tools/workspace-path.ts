import { isAbsolute } from "node:path";
import { ToolError } from "./tool-error.ts";

/** Signs that stand for something else on some systems (streams, wild cards), cannot be seen, or are half a letter. */
const ODD = /[:*?"<>|]|\p{Cc}|\p{Cf}|\p{Cs}|\p{Default_Ignorable_Code_Point}/u;
/** Names of devices, with any ending, where Windows is at the other end of a share. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/iu;
/** Room is left for what is added to a name while the file is written. */
const LONGEST_NAME = 200;

/**
 * The names that a path of a tool call consists of, from the workspace's top down. Throws ToolError for one that leads up or out, or that holds
 * a name that begins with a dot.
 */
export function workspaceParts(path: string): readonly string[] {
  const parts = path.split(/[/\\]/u).filter((part) => part !== "" && part !== ".");
  if (isAbsolute(path) || /^[a-z]:|^~|[\u0000-\u001F\u007F\\]/iu.test(path) || parts.includes(".."))
    throw new ToolError("Name a path inside the workspace, relative to its top, without ..");
  if (parts.length === 0) throw new ToolError("Name a file.");
  assertNoDotName(parts, path);
  return parts;
}

/** Throws ToolError where a name begins with a dot, or with a sign that some systems leave out or take for one. */
export function assertNoDotName(parts: readonly string[], asked: string): void {
  if (
    parts.some((part) =>
      part
        .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "")
        .normalize("NFKC")
        .startsWith("."),
    )
  )
    throw new ToolError(`${asked} is closed: names that begin with a dot are not read or written.`);
}

/** The names for a new file, accents composed (NFC). Throws ToolError for one that another system would read as another name. */
export function newNames(parts: readonly string[], asked: string): readonly string[] {
  for (const part of parts) {
    if (Buffer.byteLength(part.normalize("NFC")) > LONGEST_NAME) throw new ToolError(`A name may have ${LONGEST_NAME} bytes at most.`);
    if (ODD.test(part) || DEVICE.test(part) || /^ |[. ]$|~\d+(?:\.|$)|%(?:2e|2f|5c|00)/iu.test(part))
      throw new ToolError(`${asked} holds a name that not every system reads alike. Use letters, digits, - and _.`);
  }
  return parts.map((part) => part.normalize("NFC"));
}

/** True where two names are one to a file system that tells neither capitals nor ways of writing an accent apart. */
export function isSameName(a: string, b: string): boolean {
  return folded(a) === folded(b);
}

function folded(name: string): string {
  return name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
}
