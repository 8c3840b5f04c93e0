import { join } from "node:path";
import { EchoError } from "../core/errors.ts";
import { namesIn } from "../core/files.ts";
import type { Log } from "../core/log.ts";
import type { Packet } from "./packet.ts";
import { readPacket } from "./write-packet.ts";

export interface ListedPacket {
  /** The file's name without `.md`. */
  readonly id: string;
  readonly file: string;
  readonly packet: Packet;
}

/** The packets of a folder by their ids; one that cannot be read is named in the log and passed over. */
export async function listPackets(handoffsDir: string, log: Log): Promise<ListedPacket[]> {
  const listed: ListedPacket[] = [];
  for (const name of (await namesIn(handoffsDir)).filter((one) => /^[^.].*\.md$/.test(one))) {
    const file = join(handoffsDir, name);
    try {
      const packet = await readPacket(file);
      if (packet !== undefined) listed.push({ id: name.slice(0, -".md".length), file, packet });
    } catch (error) {
      if (!(error instanceof EchoError)) throw error;
      log.warn(`${name}: passed over. ${error.message}`);
    }
  }
  return listed;
}
