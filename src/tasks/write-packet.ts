import { basename, join } from "node:path";
import { namesIn } from "../core/files.ts";
import { readExactText } from "./exact-text.ts";
import { withFileLock } from "./file-lock.ts";
import { mergeFile, type FileChange } from "./merge-file.ts";
import { mergePacket, parsePacket, printPacket } from "./packet-format.ts";
import { packetId, packetSuffix, type Packet } from "./packet.ts";

export interface WrittenPacket extends FileChange {
  /** The file's name without `.md`; that of the first task which had this subject. */
  readonly id: string;
  /** Parts left as a person changed them. */
  readonly kept: readonly string[];
}

/**
 * Files a packet, or updates the one there is on the same subject between the same two, whichever task it came from.
 * Throws DataError for a broken file, with nothing written.
 */
export async function writePacket(handoffsDir: string, packet: Packet): Promise<WrittenPacket> {
  const suffix = packetSuffix(packet);
  return withFileLock(join(handoffsDir, `.packet${suffix}.lock`), async () => {
    const present = (await namesIn(handoffsDir)).find((name) => name.endsWith(`${suffix}.md`));
    const path = join(handoffsDir, present ?? `${packetId(packet)}.md`);
    let kept: readonly string[] = [];
    const change = await mergeFile(path, (existing) => {
      if (existing === undefined) return printPacket(packet);
      const merged = mergePacket(existing, packet, path);
      kept = merged.kept;
      return merged.text;
    });
    return { ...change, id: basename(path, ".md"), kept };
  });
}

/** A packet by its file's path, or undefined where there is none. Throws DataError for a broken one. */
export async function readPacket(path: string): Promise<Packet | undefined> {
  const text = await readExactText(path);
  return text === undefined ? undefined : parsePacket(text, path);
}
