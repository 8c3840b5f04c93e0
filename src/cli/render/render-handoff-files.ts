import type { Digest } from "../../app/handoffs-digest.ts";
import type { NewPacket } from "../../app/handoffs-new.ts";
import type { WonResult } from "../../app/handoffs-won.ts";
import { count, list } from "../../core/text.ts";
import { bullet } from "./bullet.ts";
import { cleanScreen } from "./clean-screen.ts";
import type { HandoffsView } from "./render-handoffs.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

/** What was handed on, to whom, until when. */
export function renderNew({ id, file, change, packet }: NewPacket, { paint, width }: HandoffsView): string {
  const lines = [
    `${paint.bold(packet.to)} has it${packet.deadline === null ? "" : ` until ${packet.deadline}`}: ${packet.title}`,
    bullet(`${change === "unchanged" ? "The same packet was there already" : `Packet ${change}`}: ${file}`, width),
    ...(packet.outside
      ? [
          bullet(
            `Outside the team: paste it with echo-cs handoffs show ${id.slice(id.lastIndexOf("-") + 1)} --issue github|jira|linear`,
            width,
          ),
        ]
      : []),
  ];
  return `${cleanScreen(paint, lines.join("\n"))}\n`;
}

/** The handover of a won deal with its dates, or the deals won lately. */
export function renderWon({ asOf, deals, handover }: WonResult, { paint, width }: HandoffsView): string {
  if (handover === null) {
    if (deals.length === 0) return `No new-business deal was won lately (as of ${asOf}; --days looks further back).\n`;
    const rows = deals.map(({ name, won_on: won, kickoff_by: by, kickoff_on: on, packet }) => [
      name,
      won,
      by,
      on ?? "none on record",
      packet ?? "not handed over",
    ]);
    return `${cleanScreen(paint, table(["Account", "Won", "Kickoff by", "Kickoff", "Packet"], rows))}\n\nHand one over: echo-cs handoffs won ACCOUNT\n`;
  }
  const { packet, duties, promises, file, change } = handover;
  const lines = [
    paint.bold(packet.title),
    bullet(packet.question, width),
    "",
    paint.underline("What starts now"),
    ...duties.map(({ due, what, owner, rule }) => bullet(`${due}${due < asOf ? " (over)" : ""}  ${what} (${owner}; ${rule})`, width)),
    "",
    paint.underline(`Promises made (${promises.length})`),
    ...(promises.length === 0
      ? [bullet("None on record: ask the seller before the kickoff, and add them with --promise.", width)]
      : promises.map((text) => bullet(text, width))),
    "",
    `${count(packet.tried.filter((text) => text.startsWith("Deal note")).length, "deal note")}, ${count(packet.tried.filter((text) => text.startsWith("Person")).length, "person", "people")} and ${count(packet.facts.length, "figure")} go with it: ${file} (${change})`,
  ];
  return `${cleanScreen(paint, lines.join("\n"))}\n`;
}

/** What recurs across customers, heaviest first, and what went to product. */
export function renderDigest(digest: Digest, { paint, width }: HandoffsView): string {
  const { week, asOf, tickets, untagged, patterns, days_since_last: days, files, quiet } = digest;
  const late =
    days !== null && days > 7
      ? [paint.yellow(`Product last heard ${count(days, "day")} ago; the rule is every week (patterns-to-product-weekly).`)]
      : [];
  const lines = patterns.flatMap(({ title, gap, stakes, new_tickets: fresh, due, packet, last_routed: routed }) => [
    "",
    `${paint.bold(title)}  ${stakes.severity} · ${stakes.arr}`,
    bullet(gap, width),
    bullet(`${stakes.frequency}, ${fresh} new; ${stakes.firstSeen} to ${stakes.lastSeen}; workaround: ${stakes.workaround}`, width),
    bullet(
      due
        ? packet === null
          ? "goes to product-engineer now"
          : `to product-engineer: handoffs/${packet}.md`
        : `with product since ${routed ?? "–"}; nothing to route this week`,
      width,
    ),
  ]);
  const tail = [
    `${count(patterns.length, "pattern")}, ${patterns.filter(({ due }) => due).length} to product this week. ${untagged} of ${count(tickets, "ticket")} in 90 days name no known capability.`,
    ...(quiet.length === 0 ? [] : [wrap(`Several customers, nothing new: ${list(quiet)}.`, width)]),
    ...(files.length === 0 ? [] : [`Files: ${files[0] ?? ""}${files.length > 1 ? ` and ${count(files.length - 1, "packet")}` : ""}`]),
  ];
  return `${cleanScreen(paint, [`${paint.bold(`Support to product, ${week}`)}  ${paint.dim(`as of ${asOf}`)}`, ...late, ...lines, "", ...tail].join("\n"))}\n`;
}
