import type { Day } from "../core/days.ts";
import { count, list } from "../core/text.ts";
import { escapeLine } from "./escape.ts";
import { printTable } from "./markdown-table.ts";
import { type Stakes, wordsLine } from "./stakes.ts";

export interface PrintableDigest {
  readonly asOf: Day;
  readonly week: string;
  readonly tickets: number;
  readonly untagged: number;
  readonly quiet: readonly string[];
  readonly patterns: readonly {
    readonly title: string;
    readonly gap: string;
    readonly new_tickets: number;
    readonly stakes: Stakes;
    readonly due: boolean;
    readonly packet: string | null;
  }[];
}

/** The digest as a page to read or to paste: a table of the patterns, then each with customers' own words. */
export function printDigest({ asOf, week, tickets, untagged, patterns, quiet }: PrintableDigest): string {
  const rows = patterns.map(({ title, new_tickets: fresh, stakes, due }) => [
    title,
    stakes.severity,
    stakes.frequency,
    String(fresh),
    stakes.arr,
    due ? "new packet" : "known, nothing new to route",
  ]);
  const details = patterns.flatMap(({ title, gap, stakes, packet }) => [
    "",
    `## ${escapeLine(title)}`,
    "",
    `${escapeLine(gap)}. First seen ${stakes.firstSeen}, last seen ${stakes.lastSeen}. Workaround: ${escapeLine(stakes.workaround)}. Packet: ${packet ?? "none yet"}.`,
    "",
    ...stakes.verbatims.map(({ source, text }) => `- ${escapeLine(source)}: “${wordsLine(text)}”`),
  ]);
  return `${[
    `# Support to product, ${week}`,
    "",
    `As of ${asOf}: ${count(tickets, "ticket")} in 90 days, ${untagged} of them about none of the known capabilities. ${count(patterns.length, "pattern")} with news or known to product.`,
    "",
    ...(rows.length === 0 ? [] : [printTable({ header: ["Pattern", "Severity", "Frequency", "New", "ARR at stake", "This week"], rows })]),
    ...details,
    ...(quiet.length === 0 ? [] : ["", `Nothing new on: ${escapeLine(list(quiet))}.`]),
  ].join("\n")}\n`;
}
