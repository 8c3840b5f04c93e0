import { basename, join } from "node:path";
import { EchoError } from "../core/errors.ts";
import { faultLine } from "../core/fault-line.ts";
import { namesIn } from "../core/files.ts";
import type { Log } from "../core/log.ts";
import { slug } from "../core/text.ts";
import type { Packet } from "./packet.ts";
import { readPacket } from "./write-packet.ts";

export interface ListedPacket {
  /** The file's name without `.md`. */
  readonly id: string;
  readonly file: string;
  readonly packet: Packet;
}

/** How a packet's name ends as `packetId` makes it; a person may have given it another. */
const NAMED_BY_US = /-[0-9a-f]{8}\.md$/;

/**
 * The packets of a folder by their ids; one that cannot be read is named in the log and passed over. With `to`, files whose name says that
 * they are somebody else's are not read.
 */
export async function listPackets(handoffsDir: string, log: Log, to?: string): Promise<ListedPacket[]> {
  const listed: ListedPacket[] = [];
  const names = (await namesIn(handoffsDir)).filter((one) => /^[^.].*\.md$/.test(one));
  const asked = to === undefined ? names : names.filter((name) => !NAMED_BY_US.test(name) || name.includes(`-${slug(to)}-`));
  for (const name of asked) {
    const file = join(handoffsDir, name);
    try {
      const packet = await readPacket(file);
      if (packet !== undefined) listed.push({ id: name.slice(0, -".md".length), file, packet });
    } catch (error) {
      if (!(error instanceof EchoError)) throw error;
      log.warn(`${faultLine(error, `${basename(handoffsDir)}/${name}`)}; the packet is passed over until that is mended.`);
    }
  }
  return listed;
}
