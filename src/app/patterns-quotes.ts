import type { PatternAccount } from "../book/pattern-accounts.ts";
import type { Day } from "../core/days.ts";
import { clean, shortened } from "../core/text.ts";
import { ownWords } from "../domain/text/masked.ts";
import type { PatternBounds } from "../domain/patterns/bounds.ts";
import type { PatternTicket } from "../domain/patterns/pattern-ticket.ts";

/** A customer's own words, personal data masked. */
export interface PatternQuote {
  readonly ticket: string;
  readonly account: string | null;
  readonly name: string | null;
  readonly on: Day;
  readonly text: string;
}

interface QuoteSources {
  readonly bounds: PatternBounds;
  readonly accounts: readonly PatternAccount[];
}

const LONGEST_QUOTE = 280;

/** The newest ticket of each account, so that one loud account does not speak for all. */
export function patternQuotes(tickets: readonly PatternTicket[], { bounds, accounts }: QuoteSources): PatternQuote[] {
  const names = new Map(accounts.map(({ account, name }) => [account, name]));
  const heard = new Set<string>();
  const quotes: PatternQuote[] = [];
  for (const { id, account, on, subject, body } of [...tickets].reverse()) {
    if (quotes.length === bounds.quotes) break;
    const text = short(body.trim() === "" ? subject : body);
    if (heard.has(account ?? id) || text === "") continue;
    heard.add(account ?? id);
    quotes.push({ ticket: id, account, name: account === null ? null : clean(names.get(account) ?? account), on, text });
  }
  return quotes;
}

function short(text: string): string {
  return shortened(ownWords(text).replaceAll(/\s+/g, " ").trim(), LONGEST_QUOTE);
}
