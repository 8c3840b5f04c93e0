import type { PatternTicket } from "./pattern-ticket.ts";

const FAULTS: ReadonlySet<string> = new Set(["bug", "incident"]);
const URGENT: ReadonlySet<string> = new Set(["p1", "p2"]);

/**
 * The groups with the urgent faults of every group of questions taken out, as a group of their own each: who asks how to export and whose
 * export is wrong use the same words. A group is one of questions where four fifths of its tickets are; a ticket that asks something itself
 * stays, for what it was read as may be wrong.
 */
export function apartFaults(
  tickets: readonly Pick<PatternTicket, "type" | "priority" | "subject" | "body">[],
  groups: Int32Array,
): Int32Array {
  const counts = new Map<number, { all: number; questions: number }>();
  groups.forEach((group, at) => {
    const own = counts.get(group) ?? { all: 0, questions: 0 };
    counts.set(group, own);
    own.all += 1;
    if (tickets[at]?.type === "how-to") own.questions += 1;
  });
  const beyond = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  return groups.map((group, at) => {
    const { all, questions } = counts.get(group) ?? { all: 0, questions: 0 };
    const ticket = tickets[at];
    if (ticket === undefined || 5 * questions < 4 * all) return group;
    const { type, priority, subject, body } = ticket;
    return FAULTS.has(type) && URGENT.has(priority) && !`${subject}${body}`.includes("?") ? beyond + group : group;
  });
}
