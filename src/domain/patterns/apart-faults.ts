import type { PatternTicket } from "./pattern-ticket.ts";

const FAULTS: ReadonlySet<string> = new Set(["bug", "incident"]);
const URGENT: ReadonlySet<string> = new Set(["p1", "p2"]);

/**
 * The groups with the urgent faults of every group of questions taken out, as a group of their own each: who asks how to export and whose
 * export is wrong use the same words. A group is one of questions where four fifths of its tickets are.
 */
export function apartFaults(tickets: readonly Pick<PatternTicket, "type" | "priority">[], groups: Int32Array): Int32Array {
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
    const { type, priority } = tickets[at] ?? { type: "", priority: "" };
    return 5 * questions >= 4 * all && FAULTS.has(type) && URGENT.has(priority) ? beyond + group : group;
  });
}
