import type { Day } from "../../core/days.ts";
import { stableJson } from "../../core/json.ts";
import { asTier, type Tier } from "../health/tier.ts";
import { type HealthRecord, parseHealthHistory } from "../standards/health-history.ts";

/** What a sweep records of an account's health on a day. */
export interface RecordedHealth {
  readonly account: string;
  readonly asOf: Day;
  readonly model: string;
  /** Null where the model abstained; so is the tier. */
  readonly score: number | null;
  readonly tier: Tier | null;
  /** Share of the model's weights with data, 0–1. */
  readonly coverage: number;
}

/** A line of history/health.ndjson without its line end. Keys are sorted; figures are rounded to what a person reads, so that lines stay short. */
export function printHealthLine({ account, asOf, model, score, tier, coverage }: RecordedHealth): string {
  const rounded = score === null ? null : Math.round(score * 100) / 100;
  return stableJson({ account, as_of: asOf, model, score: rounded, tier, coverage: Math.round(coverage * 1000) / 1000 });
}

/** What the history says of the accounts, seen from a day. */
export interface RecordedTiers {
  /** The tier of the newest record before the day, by account. */
  readonly before: ReadonlyMap<string, Tier | null>;
  /** Accounts that are recorded for the day already. */
  readonly today: ReadonlySet<string>;
}

/** How our own lines begin, in the order of their keys. */
const MODEL = /"model"\s*:\s*"([^"]*)"/;
const OURS = /^\{"account":"([^"\\]*)","as_of":"(\d{4}-\d{2}-\d{2})"/;

/**
 * The newest record of each account before `asOf`, by one model; later ones are not seen, and the order of the lines plays no part (two branches
 * of a repository are merged line by line). Throws DataError with the line that is no record.
 */
export function recordedTiers(text: string, file: string, asOf: Day, model: string): RecordedTiers {
  const newest = new Map<string, { readonly day: Day; readonly line: string }>();
  const today = new Set<string>();
  const lines = wholeLines(text);
  lines.forEach((line, index) => {
    if (line.trim() === "") return;
    // A year of ten thousand accounts is millions of lines, nearly all of them older than another: those are not parsed.
    const [, ours, on] = OURS.exec(line) ?? [];
    const record = ours === undefined || on === undefined ? parsed(line, file, index) : { account: ours, day: on };
    if (record.day > asOf || (MODEL.exec(line)?.[1] ?? model) !== model) return;
    if (record.day === asOf) {
      today.add(record.account);
      return;
    }
    const known = newest.get(record.account);
    if (known === undefined || record.day > known.day || (record.day === known.day && line > known.line))
      newest.set(record.account, { day: record.day, line });
  });
  const before = new Map([...newest].map(([account, { line }]) => [account, asTier(parsed(line, file, 0).tier)]));
  return { before, today };
}

/** The lines, without a last one that a crash cut off. */
export function wholeLines(text: string): string[] {
  const lines = text.split("\n");
  const last = lines.at(-1) ?? "";
  return last === "" || last.trimEnd().endsWith("}") ? lines : lines.slice(0, -1);
}

function parsed(line: string, file: string, index: number): HealthRecord {
  // The reader counts lines from the text it is given: blank ones before keep the number right.
  const [record] = parseHealthHistory("\n".repeat(index) + line, file);
  return record ?? { account: "", day: "", tier: null };
}
