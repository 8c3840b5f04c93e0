/** The book: one line an account. Everything that is generated about an account starts here. */

import { ROSTER_TABLE } from "./roster-table.ts";

export type Mood = "green" | "yellow" | "red";
export type Interval = "year" | "month";

export interface Account {
  readonly index: number;
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  readonly employees: number;
  readonly city: string;
  readonly country: string;
  readonly csm: string;
  readonly strategic: string;
  readonly plan: string;
  readonly interval: Interval;
  readonly seats: number;
  readonly users: number;
  /** Annual recurring revenue in dollars. */
  readonly arr: number;
  readonly start: string;
  readonly mood: Mood;
  readonly usage: string;
  readonly tickets: number;
}

export const ACCOUNTS: readonly Account[] = ROSTER_TABLE.trim()
  .split("\n")
  .slice(1)
  .map((line, index) => account(line, index));

export function accountNamed(name: string): Account {
  const found = ACCOUNTS.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no account named ${name} in the roster`);
  return found;
}

export function touch(entry: Account): "high" | "mid" | "low" {
  if (entry.arr >= 50_000) return "high";
  return entry.arr >= 10_000 ? "mid" : "low";
}

/** HubSpot gives records ten or eleven digits. */
export function companyRecordId(entry: Account): string {
  return String(18_204_551_000 + entry.index * 7_919);
}

function account(line: string, index: number): Account {
  const cells = line.split("|").map((cell) => cell.trim());
  const at = (column: number): string => {
    const cell = cells[column];
    if (cell === undefined) throw new Error(`roster line ${index + 2} lacks column ${column}`);
    return cell;
  };
  return {
    index,
    name: at(0),
    domain: at(1),
    industry: at(2),
    employees: Number(at(3)),
    city: at(4),
    country: at(5),
    csm: at(6),
    strategic: at(7),
    plan: at(8),
    interval: oneOf(at(9), ["year", "month"]),
    seats: Number(at(10)),
    users: Number(at(11)),
    arr: Number(at(12)),
    start: at(13),
    mood: oneOf(at(14), ["green", "yellow", "red"]),
    usage: at(15),
    tickets: Number(at(16)),
  };
}

function oneOf<T extends string>(text: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === text);
  if (found === undefined) throw new Error(`${text} is none of ${allowed.join(", ")}`);
  return found;
}
