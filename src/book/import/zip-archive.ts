import type { Readable } from "node:stream";
import { type Entry, openPromise } from "yauzl";
import { unpackFault } from "./unpack-limits.ts";

/** A file in an archive. */
export interface ZipMember {
  readonly name: string;
  readonly size: number;
  /** Why it cannot be unpacked; null where it can. */
  readonly refused: string | null;
  /** Its bytes, unpacked; the stream fails where there are more or fewer than the archive says. */
  open(): Promise<Readable>;
}

export type ZipArchive =
  | { readonly ok: true; readonly members: readonly ZipMember[]; close(): void }
  | { readonly ok: false; readonly reason: string };

const MOST_MEMBERS = 50_000;

/** The files of a ZIP archive, in the order of their names; or why nothing in it is to be unpacked. Folders and hidden files are left out. */
export async function openZip(absolute: string, packedBytes: number): Promise<ZipArchive> {
  const opened = await openPromise(absolute, { autoClose: false, lazyEntries: true }).catch((error: unknown) => reasonOf(error));
  if (typeof opened === "string") return { ok: false, reason: opened };
  const refuse = (reason: string): ZipArchive => {
    opened.close();
    return { ok: false, reason };
  };
  const entries: Entry[] = [];
  try {
    if (opened.entryCount > MOST_MEMBERS) return refuse(`an archive of more than ${MOST_MEMBERS.toLocaleString("en-US")} files`);
    for await (const entry of opened.eachEntry()) entries.push(entry);
  } catch (error) {
    return refuse(reasonOf(error));
  }
  const files = entries.filter(({ fileName }) => !fileName.endsWith("/") && !isHidden(fileName));
  const fault = unpackFault(
    packedBytes,
    files.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0),
  );
  if (fault !== null) return refuse(fault);
  const members = files.map((entry) => ({
    name: entry.fileName,
    size: entry.uncompressedSize,
    refused: entry.isEncrypted()
      ? "it is locked with a password"
      : entry.canDecodeFileData()
        ? null
        : "it is packed in a way that is not read here",
    open: () => opened.openReadStreamPromise(entry),
  }));
  return { ok: true, members: members.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)), close: () => opened.close() };
}

/** Dot-names and what macOS adds, as in folders. */
function isHidden(name: string): boolean {
  return name.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/relative path|absolute path|invalid characters/i.test(message)) return "it holds a path that leads out of the archive";
  return "not a ZIP archive, or a damaged one";
}
