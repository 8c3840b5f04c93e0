import { isDay } from "../core/days.ts";
import { HANDOFF_MODES } from "../domain/brief/brief.ts";
import { escapeBlock, unescapeBlock, unescapeLine } from "./escape.ts";
import { choiceField, requireFrontmatter, SCHEMA, textField, withFields } from "./frontmatter.ts";
import { printIssueBody } from "./issue-body.ts";
import { splitLines } from "./markdown-lines.ts";
import { parseList, printList } from "./markdown-list.ts";
import { parsePacketFacts, printPacketFacts } from "./packet-facts.ts";
import { PACKET_STATUSES, packetId, type Packet, type PacketStatus } from "./packet.ts";
import { mergeSealedFile, printSealedFile, type FieldRules, type MergedText, type SealedFile, type SealedSection } from "./sealed-file.ts";
import { parseStakes, printStakes } from "./stakes.ts";
import { bodyOf, splitSections } from "./sections.ts";

const RULES: FieldRules = { owned: ["updated"], sealed: ["mode", "rule", "deadline"] };
/** Stands in a packet that nobody has answered yet. */
export const NO_ANSWER = "_No answer yet._";

/** A new packet file: head, sections, seals. */
export function printPacket(packet: Packet): string {
  return printSealedFile(toFile(packet), RULES);
}

/** Reads a packet file, a person's notes aside. Throws DataError with file and line for a broken head or a newer schema. */
export function parsePacket(text: string, file: string): Packet {
  const front = requireFrontmatter(text, file);
  const sections = splitSections(splitLines(front.body));
  const body = (title: string) => bodyOf(sections.find((section) => section.title === title));
  const field = (name: string) => textField(front, name);
  const answer = body("Answer");
  const stakes = parseStakes((title) => (sections.some((section) => section.title === title) ? body(title) : undefined));
  return {
    task: field("task"),
    from: field("from"),
    to: field("to"),
    mode: choiceField(front, "mode", HANDOFF_MODES),
    rule: field("rule") || null,
    status: choiceField(front, "status", PACKET_STATUSES),
    subject: field("subject"),
    created: field("created"),
    updated: field("updated"),
    deadline: field("deadline") || null,
    account: field("account") || null,
    title: unescapeLine(sections[0]?.lines.find((line) => line.text.startsWith("# "))?.text.slice(2) ?? ""),
    question: unescapeBlock(body("Question")),
    facts: parsePacketFacts(body("Facts")),
    tried: parseList(body("What was tried")),
    asked: unescapeBlock(body("What is asked")),
    constraints: parseList(body("Constraints")),
    answer: answer === "" || answer === NO_ANSWER ? null : unescapeBlock(answer),
    ...(stakes === undefined ? {} : { stakes }),
    outside: sections.some((section) => section.title === "Issue body"),
  };
}

/** What a person wrote below `## Notes`. */
export function packetNotes(text: string, file: string): string {
  const sections = splitSections(splitLines(requireFrontmatter(text, file).body));
  return bodyOf(sections.find((section) => section.title === "Notes"));
}

/**
 * The existing packet brought up to this run: a person's changes and notes stay, an answer is never taken away, the status only moves
 * forward. Throws DataError for a broken file.
 */
export function mergePacket(existing: string, wanted: Packet, file: string): MergedText {
  const present = parsePacket(existing, file);
  if (wanted.updated < present.updated) return { text: existing, kept: [] };
  const merged = mergeSealedFile(requireFrontmatter(existing, file), toFile(wanted), RULES);
  const front = requireFrontmatter(merged.text, file);
  if (isBack(present, wanted, front.data["done_on"]))
    return { text: withFields(front, { status: "open", reopened_on: wanted.updated }), kept: merged.kept };
  const status = PACKET_STATUSES[Math.max(PACKET_STATUSES.indexOf(present.status), PACKET_STATUSES.indexOf(statusOf(wanted)))] ?? "open";
  return { text: withFields(front, { status }), kept: merged.kept };
}

/** True where what was settled has been seen again since: the same packet is open again, with its history, instead of a new one beside it. */
function isBack(present: Packet, { stakes }: Packet, doneOn: unknown): boolean {
  return (
    present.status === "done" && typeof doneOn === "string" && stakes !== undefined && isDay(stakes.lastSeen) && stakes.lastSeen > doneOn
  );
}

function toFile(packet: Packet): SealedFile {
  const { task, from, to, mode, rule, subject, created, updated, deadline, account } = packet;
  const head = { schema: SCHEMA, id: packetId(packet), task, from, to, mode, rule, status: statusOf(packet) };
  const answer: SealedSection =
    packet.answer === null
      ? { title: "Answer", body: NO_ANSWER, onlyIfAbsent: true }
      : { title: "Answer", body: escapeBlock(packet.answer) };
  return {
    fields: { ...head, subject, created, updated, deadline, account },
    title: packet.title,
    sections: [
      { title: "Question", body: escapeBlock(packet.question) },
      { title: "Facts", body: printPacketFacts(packet.facts) },
      { title: "What was tried", body: printList(packet.tried) },
      { title: "What is asked", body: escapeBlock(packet.asked) },
      ...(packet.stakes === undefined ? [] : printStakes(packet.stakes)),
      { title: "Constraints", body: printList(packet.constraints) },
      answer,
      ...(packet.outside ? [{ title: "Issue body", body: printIssueBody(packet) }] : []),
      { title: "Notes", body: "", onlyIfAbsent: true },
    ],
  };
}

function statusOf(packet: Packet): PacketStatus {
  return packet.status === "open" && packet.answer !== null ? "answered" : packet.status;
}
