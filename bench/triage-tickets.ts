import { readFileSync } from "node:fs";
import { rootPath } from "../scripts/root.ts";

/** A made-up ticket. */
export interface MadeTicket {
  readonly id: string;
  readonly subject: string;
  readonly description: string;
}

const MEDIAN_WORDS = 60;

/** Tickets put together from sentences of the training tickets, 30 to 90 words long, the same ones every time. */
export function* madeTickets(tickets: number, language?: string): Generator<MadeTicket> {
  const texts = readFileSync(rootPath("training/triage/tickets.ndjson"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { subject: string; description: string; language: string })
    .filter((ticket) => language === undefined || ticket.language === language);
  const sentences = texts.flatMap(({ description }) => description.split(/(?<=[.!?])\s+/)).filter((text) => text.length > 10);
  let seed = 1;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  for (let at = 0; at < tickets; at += 1) {
    const length = MEDIAN_WORDS / 2 + next(MEDIAN_WORDS);
    let description = "";
    for (let words = 0; words < length;) {
      const sentence = sentences[next(sentences.length)] ?? "";
      description += `${sentence} `;
      words += sentence.split(" ").length;
    }
    yield { id: `T${at}`, subject: texts[next(texts.length)]?.subject ?? "", description };
  }
}
