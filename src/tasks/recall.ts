import { compareText } from "../core/compare-text.ts";
import type { Day } from "../core/days.ts";
import { wholeWords } from "../core/whole-words.ts";
import type { MemoryLine } from "./memory.ts";

export interface RecallQuestion {
  readonly asOf: Day;
  /** Null for a question about the whole book. */
  readonly account: { readonly account: string; readonly name: string } | null;
}

const MAX_RECALLED = 5;

/**
 * What memory holds for a question: for an account the lines that name it, for the book those that name no account by their key; the newest
 * first, nothing later than as-of. A line without a date is a person's and always counts.
 */
export function recall(lines: readonly MemoryLine[], { asOf, account }: RecallQuestion): MemoryLine[] {
  const past = lines.filter(({ date }) => date === null || date <= asOf);
  const wanted =
    account === null ? past.filter(({ key }) => key === null || !key.startsWith("account/")) : past.filter((line) => names(line, account));
  return [...wanted].sort((a, b) => compareText(b.date ?? "", a.date ?? "") || compareText(a.text, b.text)).slice(0, MAX_RECALLED);
}

function names({ text, key }: MemoryLine, { account, name }: { readonly account: string; readonly name: string }): boolean {
  if (key !== null && key.split("/").includes(account)) return true;
  return wholeWords(name).test(text);
}
