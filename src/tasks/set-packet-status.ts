import { UserError } from "../core/errors.ts";
import type { Day } from "../core/days.ts";
import { escapeBlock } from "./escape.ts";
import { withFileLock } from "./file-lock.ts";
import { requireFrontmatter, withFields, type Frontmatter } from "./frontmatter.ts";
import { eolOf, joinLines, splitLines } from "./markdown-lines.ts";
import { mergeFile, type FileChange } from "./merge-file.ts";
import { NO_ANSWER, parsePacket } from "./packet-format.ts";
import { PACKET_STATUSES } from "./packet.ts";
import { readSeals, sealOf, writeSeals } from "./seal.ts";
import { bodyOf, replaceBody, splitSections } from "./sections.ts";

export interface PacketStep {
  readonly status: "acknowledged" | "done";
  readonly on: Day;
  /** Who took it or finished it. */
  readonly by: string | undefined;
  /** The receiver's reply; it never replaces one that is there. */
  readonly answer?: string | undefined;
}

/**
 * Moves a packet one step on and writes down by whom and when. The same step again changes nothing. Throws UserError where it would go
 * back, or where another answer stands already.
 */
export async function setPacketStatus(file: string, step: PacketStep): Promise<FileChange> {
  return withFileLock(`${file}.lock`, () =>
    mergeFile(file, (existing) => {
      if (existing === undefined) throw new UserError({ code: "packet-unknown", message: "The packet is gone.", place: { file } });
      return stepped(existing, step, file);
    }),
  );
}

function stepped(existing: string, { status, on, by, answer }: PacketStep, file: string): string {
  const packet = parsePacket(existing, file);
  if (PACKET_STATUSES.indexOf(packet.status) > PACKET_STATUSES.indexOf(status))
    throw new UserError({
      code: "packet-is-further",
      message: `The packet is ${packet.status} already; a packet only moves forward.`,
      found: packet.status,
      allowed: PACKET_STATUSES.slice(PACKET_STATUSES.indexOf(packet.status)),
      fix: "File a new one with `echo-cs handoffs new` if there is more to ask.",
      place: { file },
    });
  const front = requireFrontmatter(existing, file);
  const answered = answer === undefined || answer.trim() === "" ? front : withAnswer(front, answer, packet.answer, file);
  if (packet.status === status) return answered === front ? existing : withFields(answered, {});
  const name = status === "done" ? "done" : "accepted";
  return withFields(answered, { status, [`${name}_on`]: on, ...(by === undefined ? {} : { [`${name}_by`]: by }) });
}

function withAnswer(front: Frontmatter, answer: string, present: string | null, file: string): Frontmatter {
  if (present !== null && present.trim() === answer.trim()) return front;
  if (present !== null)
    throw new UserError({
      code: "packet-answered",
      message: "The packet holds an answer already, and an answer is never replaced.",
      fix: "Write what is new below `## Notes` in the packet's file.",
      place: { file },
    });
  const lines = splitLines(front.body);
  const body = escapeBlock(answer);
  const sections = splitSections(lines).map((section) =>
    section.title === "Answer" && [NO_ANSWER, ""].includes(bodyOf(section)) ? replaceBody(section, body, eolOf(lines)) : section,
  );
  const merged = sections.flatMap((section) => section.lines);
  return { ...front, body: joinLines(writeSeals(merged, readSeals(merged).set("answer", sealOf(body)))) };
}
