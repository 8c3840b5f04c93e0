import type { Clue } from "./clue.ts";
import { phraseFit } from "./header-words.ts";
import { CUSTOMER_WORDS } from "./target-words.ts";

/** The columns that name a row's customer, by kind of key: of each kind the one whose header says so best. */
export function customerColumns(clues: readonly Clue[]): Record<string, { readonly header: string; readonly reason: string }> {
  const found = clues
    .map((clue) => ({ clue, fit: phraseFit(clue.words, CUSTOMER_WORDS) }))
    .filter(({ clue, fit }) => fit >= 0.65 && clue.sample.values.length > 0 && clue.shapes.date < 0.8)
    .sort((a, b) => b.fit - a.fit);
  const account: Record<string, { readonly header: string; readonly reason: string }> = {};
  for (const { clue } of found) {
    const kind = keyKind(clue);
    if (kind === undefined || kind in account) continue;
    account[kind] = { header: clue.sample.header, reason: `the header says "${clue.words}", and its values are ${WHAT[kind]}` };
  }
  return account;
}

const WHAT = { email: "e-mail addresses", domain: "web domains", id: "ids", name: "names" } as const;

/** By which key the values lead to an account; undefined for what cannot, such as a customer's plan or city. */
function keyKind({ words, shapes }: Clue): keyof typeof WHAT | undefined {
  if (shapes.email >= 0.8) return "email";
  if (shapes.domain >= 0.8) return "domain";
  if (/\b(id|ids|number|no|nummer|code|key|uuid|kundennummer)\b/.test(words)) return "id";
  if (!CUSTOMER_WORDS.includes(words)) return undefined;
  return shapes.id >= 0.8 ? "id" : shapes.words >= 0.5 ? "name" : "id";
}
