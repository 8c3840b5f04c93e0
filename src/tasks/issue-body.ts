import { escapeBlock } from "./escape.ts";
import { printList } from "./markdown-list.ts";
import { printPacketFacts } from "./packet-facts.ts";
import type { Packet } from "./packet.ts";

/** The packet as a text to paste into an issue tracker, in a fence that nothing inside can close. */
export function printIssueBody(packet: Packet): string {
  const text = [
    escapeBlock(packet.question),
    "### What is asked",
    escapeBlock(packet.asked),
    ...(packet.facts.length === 0 ? [] : ["### What we know", printPacketFacts(packet.facts)]),
    "### What was tried",
    printList(packet.tried),
    "### Constraints",
    printList(packet.constraints),
    packet.deadline === null ? "" : `Needed by ${packet.deadline}.`,
  ];
  const body = text.filter((part) => part !== "").join("\n\n");
  const longest = Math.max(3, ...(body.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}markdown\n${body}\n${fence}`;
}
