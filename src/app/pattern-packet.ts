import { addDays, type Day } from "../core/days.ts";
import { capitalised } from "../core/text.ts";
import type { Packet } from "../tasks/packet.ts";

/** Who sends what recurs across customers, and the charter's rule by which. */
export const PATTERN_SENDER = "customer-support";
const RULE = "patterns-to-product-weekly";
const DEADLINE_DAYS = 7;

/** What a packet on a pattern says of this pattern. */
export interface PatternCase extends Pick<Packet, "task" | "to" | "subject" | "question" | "facts" | "constraints" | "stakes"> {
  readonly title: string;
  /** How many customers report it. */
  readonly accounts: number;
  /** How many tickets came and since when: "12 came this week". */
  readonly came: string;
}

/** What every packet on a pattern has in common, around what is this pattern's own. */
export function patternPacket({ title, accounts, came, constraints, ...own }: PatternCase, asOf: Day): Packet {
  return {
    ...own,
    from: PATTERN_SENDER,
    mode: "delegate",
    rule: RULE,
    status: "open",
    created: asOf,
    updated: asOf,
    deadline: addDays(asOf, DEADLINE_DAYS),
    account: null,
    title: `${capitalised(title)}: ${accounts} customers report it`,
    tried: [`Support answers each ticket by itself; ${came}.`],
    asked:
      own.to === "product-owner"
        ? "Say whether it becomes planned work, and give a date or an honest no that support can pass on."
        : "Find the common cause, say whether it becomes planned work, and give a date or an honest no that support can pass on.",
    constraints: ["Nothing goes to a customer: drafts only.", ...constraints],
    answer: null,
    outside: true,
  };
}
