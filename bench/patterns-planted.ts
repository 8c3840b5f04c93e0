import { readFileSync } from "node:fs";
import { addDays, type Day } from "../src/core/days.ts";
import { seeded } from "../src/core/seeded.ts";
import { rootPath } from "../scripts/root.ts";
import { CLOSERS, OPENERS, PLANTED_FAULTS } from "./patterns-planted-texts.ts";

export interface PlantedTicket {
  readonly id: string;
  readonly account: string;
  readonly on: Day;
  readonly subject: string;
  readonly description: string;
  /** Name of the planted fault; null for the everyday rest. */
  readonly fault: string | null;
}

export interface PlantedSize {
  readonly tickets: number;
  readonly accounts: number;
  readonly weeks: number;
  /** The Sunday on which the last week ends. */
  readonly until: Day;
  readonly seed: number;
  /** Each fault is told so often at least; 8 where left out. */
  readonly least?: number;
}

/** A planted fault begins so many weeks before the end at most. */
const OLDEST_START = 8;

/**
 * Tickets with twenty faults that begin in the last weeks, each told by several accounts in varying words, among everyday tickets: those of
 * training/triage, with sentences left out, taken from others and words misspelt, some told far more often than others, more in some weeks
 * and from some accounts than from others. The same seed gives the same tickets.
 */
export function plantedTickets({ tickets, accounts, weeks, until, seed, least = 8 }: PlantedSize): PlantedTicket[] {
  const random = seeded(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const one = <T>(choices: readonly T[], fallback: T): T => choices[below(choices.length)] ?? fallback;
  const first = addDays(until, 1 - 7 * weeks);
  // Squared: a few accounts and a few subjects make up much of what comes in.
  const account = (): string => `account-${String(Math.floor(random() ** 2 * accounts)).padStart(4, "0")}`;
  const written: Omit<PlantedTicket, "id">[] = [];
  const day = (week: number): Day => addDays(first, 7 * week + below(random() < 0.9 ? 5 : 7));
  const mail = (sentences: readonly string[]): string =>
    [one(OPENERS, ""), misspelt(sentences.join(" "), below), one(CLOSERS, "")].filter((part) => part !== "").join("\n\n");

  for (const { name, subjects, tellings } of PLANTED_FAULTS) {
    const from = weeks - 1 - below(OLDEST_START);
    const heard = Math.max(least, Math.round((tickets / 50_000) * (20 + below(60)))) + below(4);
    const hit = Array.from({ length: Math.max(4, Math.round(heard * 0.7)) }, account);
    for (let at = 0; at < heard; at += 1) {
      const told = random() < 0.35 ? [one(tellings, ""), one(tellings, "")] : [one(tellings, "")];
      const subject = random() < 0.85 ? one(subjects, "") : one(["Question", "Help needed", "Problem since last week"], "");
      written.push({
        account: one(hit, "account-0000"),
        on: day(from + below(weeks - from)),
        subject,
        description: mail([...new Set(told)]),
        fault: name,
      });
    }
  }
  const everyday = everydayTexts();
  const busy = Array.from({ length: weeks }, (_, week) => (0.7 + 0.6 * random()) * (1 + week / weeks));
  const all = busy.reduce((sum, weight) => sum + weight, 0);
  while (written.length < tickets) {
    let [week, left] = [0, random() * all];
    while (week < weeks - 1 && left > (busy[week] ?? 0)) {
      left -= busy[week] ?? 0;
      week += 1;
    }
    const text = everyday[Math.floor(random() ** 1.7 * everyday.length)] ?? { subject: "", sentences: [] };
    const other = everyday[below(everyday.length)] ?? text;
    const kept = text.sentences.filter(() => random() < 0.8);
    const added = random() < 0.25 ? other.sentences.slice(0, 1) : [];
    const subject = random() < 0.7 ? text.subject : one(["Question", "Help needed", "Urgent", "Problem since last week", text.subject], "");
    written.push({
      account: account(),
      on: day(week),
      subject,
      description: mail([...(kept.length > 0 ? kept : text.sentences), ...added]),
      fault: null,
    });
  }
  return mixed(written, below).map((ticket, at) => ({ id: String(100_000 + at), ...ticket }));
}

/** The same tickets, each on the day of another: whatever rose does so no longer. */
export function withShuffledDays(tickets: readonly PlantedTicket[], seed: number): PlantedTicket[] {
  const random = seeded(seed);
  const days = mixed(
    tickets.map(({ on }) => on),
    (limit) => Math.floor(random() * limit),
  );
  return tickets.map((ticket, at) => ({ ...ticket, on: days[at] ?? ticket.on }));
}

function everydayTexts(): { readonly subject: string; readonly sentences: readonly string[] }[] {
  return readFileSync(rootPath("training/triage/tickets.ndjson"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { readonly subject: string; readonly description: string })
    .map(({ subject, description }) => ({ subject, sentences: description.split(/(?<=[.!?])\s+/) }));
}

/** One word in thirty loses or doubles a letter. */
function misspelt(text: string, below: (limit: number) => number): string {
  return text.replaceAll(/\p{L}{5,}/gu, (word) => {
    if (below(30) > 0) return word;
    const at = 1 + below(word.length - 2);
    return below(2) === 0 ? word.slice(0, at) + word.slice(at + 1) : word.slice(0, at) + word.charAt(at) + word.slice(at);
  });
}

function mixed<T>(items: readonly T[], below: (limit: number) => number): T[] {
  const left = [...items];
  for (let at = left.length - 1; at > 0; at -= 1) {
    const other = below(at + 1);
    const [a, b] = [left[at], left[other]];
    if (a !== undefined && b !== undefined) [left[at], left[other]] = [b, a];
  }
  return left;
}
