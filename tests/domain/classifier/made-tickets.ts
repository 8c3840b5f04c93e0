import { seeded } from "../../../src/core/seeded.ts";
import type { LabelledTexts } from "../../../src/domain/classifier/train-text.ts";

const TOPICS: Readonly<Record<string, readonly string[]>> = {
  billing: ["invoice", "refund", "charged twice", "payment failed", "VAT number", "credit note", "card declined"],
  login: ["password reset", "cannot log in", "locked out", "two-factor code", "SSO error", "session expired", "sign in loop"],
  reports: ["dashboard empty", "export to CSV", "chart shows zero", "scheduled report", "wrong totals", "filter by date", "pivot table"],
};
const FILLERS = [
  "hi team",
  "please help",
  "since this morning",
  "for one customer",
  "it worked before",
  "urgent",
  "thanks",
  "again",
  "any news",
];

export interface MadeTickets {
  readonly rows: number;
  readonly seed?: number;
  /** Share of labels that are wrong. */
  readonly noise?: number;
  /** Share of tickets about nothing of the three, labelled so. */
  readonly strange?: number;
}

/** Tickets of three queues, with a second label that says how they greet. Made of phrases; only for tests of the machinery. */
export function madeTickets({ rows, seed = 1, noise = 0, strange = 0 }: MadeTickets): LabelledTexts {
  const chance = seeded(seed);
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(chance() * list.length)];
    if (found === undefined) throw new RangeError("an empty list");
    return found;
  };
  const queues = Object.keys(TOPICS);
  const made = Array.from({ length: rows }, (_, row) => {
    const queue = pick(queues);
    const greets = chance() < 0.5;
    const filler = `${pick(FILLERS)}, ${pick(FILLERS)} (case ${row})`;
    if (chance() < strange)
      return {
        text: `${pick(["lunch menu", "holiday photos", "football scores", "weather on sunday"])} ${filler}`,
        queue: "oos",
        tone: "plain",
      };
    const phrases = TOPICS[queue] ?? [];
    return {
      text: `${greets ? "Dear colleagues, " : ""}${pick(phrases)} and ${pick(phrases)}, ${filler}`,
      queue: chance() < noise ? pick(queues) : queue,
      tone: greets ? "polite" : "plain",
    };
  });
  return {
    texts: made.map(({ text }) => text),
    columns: [
      { name: "queue", cells: made.map(({ queue }) => queue) },
      { name: "tone", cells: made.map(({ tone }) => tone) },
    ],
  };
}
