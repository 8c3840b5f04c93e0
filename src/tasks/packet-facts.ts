import { NONE } from "./markdown-list.ts";
import { parseTables, printTable } from "./markdown-table.ts";
import type { PacketFact } from "./packet.ts";

const HEADER = ["Fact", "What", "Value", "Window"];

/** The Facts as a Markdown table, for the packet and for what is pasted elsewhere. */
export function printPacketFacts(facts: readonly PacketFact[]): string {
  return facts.length === 0
    ? NONE
    : printTable({ header: HEADER, rows: facts.map((fact) => [fact.id, fact.what, fact.value, fact.window]) });
}

/** The Facts in the table of a packet's section; none where somebody took the table out. */
export function parsePacketFacts(body: string): PacketFact[] {
  const table = parseTables(body).find((one) => one.header.join("|") === HEADER.join("|"));
  return (table?.rows ?? []).map(([id = "", what = "", value = "", window = ""]) => ({ id, what, value, window }));
}
