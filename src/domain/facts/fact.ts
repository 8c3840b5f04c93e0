import type { Day } from "../../core/days.ts";

/** What a number measures; decides how it is printed and which claims about it are right. */
export const UNITS = ["ratio", "count", "money", "days", "hours", "date", "score", "points", "tier", "text"] as const;
export type Unit = (typeof UNITS)[number];

/** Money is an integer of minor units (cents); a ratio is a fraction, 0.46 for 46 %; a date is `YYYY-MM-DD`. */
export type FactValue = number | string | null;

/** What a Fact is about: one account, or a book: `all` of it, or the accounts of the owner it names. */
export type Subject = { readonly account: string } | { readonly book: string };

export interface Window {
  readonly from: Day;
  readonly to: Day;
}

/** Which question of the book gave the value, so that anyone can ask it again. */
export interface FactSource {
  readonly query: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly tables: readonly string[];
  /** How many stored rows the value rests on. */
  readonly rows: number;
}

/** One computed value with everything needed to compute it again. [contract] */
export interface Fact {
  /** Unique and never reused within a task: F1, F2, … */
  readonly id: string;
  /** Hash of metric, subject, window and formula: equal for the same measurement. */
  readonly key: string;
  readonly snapshot: string;
  readonly metric: string;
  readonly subject: Subject;
  readonly value: FactValue;
  readonly unit: Unit;
  readonly currency?: string;
  readonly window: Window;
  /** Where use is recorded by the week or month: how many days really stand for the 30 of the metric's name, and for the 30 before. */
  readonly days?: { readonly last: number; readonly before: number };
  readonly asOf: Day;
  readonly formula: string;
  readonly source: FactSource;
  /** Why the value is null. */
  readonly reason?: string;
}

/** A Fact before a task's ledger has given it an id. */
export type Measurement = Omit<Fact, "id">;

/** "acme" for an account's Fact, "the book" for one of all accounts, else whose accounts they are. */
export function subjectName(subject: Subject): string {
  if ("account" in subject) return subject.account;
  return subject.book === "all" ? "the book" : `the accounts of ${subject.book}`;
}
