import { closeSync, openSync, writeSync } from "node:fs";
import { seeded } from "../src/core/seeded.ts";

export const DAYS = 200;
const FEATURES = [
  "login",
  "report_viewed",
  "export_started",
  "dashboard_opened",
  "invite_sent",
  "search_used",
  "comment_added",
  "api_called",
];
const FLUSH_ROWS = 20_000;

/** Account records of `accounts` companies. */
export function writeAccounts(path: string, accounts: number): void {
  writeLines(path, "account,name,domain", accounts, (index) => `${accountId(index)},Company ${index},company${index}.example`);
}

/** Counts per account, user, day and feature, by day as a warehouse exports them; no row has an identity and none repeats another. */
export function writeDailyCounts(path: string, accounts: number, days: number, seed: number): void {
  const random = seeded(seed);
  writeLines(path, "account,user,day,feature,events", accounts * days, (index) => {
    const account = index % accounts;
    return `${accountId(account)},${user(account, random())},${day(Math.floor(index / accounts))},${feature(random())},${1 + Math.floor(random() * 40)}`;
  });
}

/** Single events with an id, of which one in fifty is told twice. */
export function writeEvents(path: string, accounts: number, days: number, seed: number): void {
  writeLines(path, "account,user,time,event,insert_id", accounts * days, (index) => event(index, accounts, seed).join(","));
}

/** The same as Mixpanel exports them: one JSON object a line. */
export function writeMixpanel(path: string, accounts: number, days: number, seed: number): void {
  writeLines(path, null, accounts * days, (index) => {
    const [company, distinct_id, time, name, $insert_id] = event(index, accounts, seed);
    return JSON.stringify({ event: name, properties: { time: Date.parse(`${time}Z`) / 1000, distinct_id, company, $insert_id } });
  });
}

function event(index: number, accounts: number, seed: number): [string, string, string, string, string] {
  // A repeated event is the one before it, and all its fields are drawn from its number.
  const own = index % 50 === 49 ? index - 1 : index;
  const account = own % accounts;
  const draw = seeded(seed + own);
  const second = Math.floor(draw() * 86_400);
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  return [
    accountId(account),
    user(account, draw()),
    `${day(Math.floor(own / accounts))} ${clock}`,
    feature(draw()),
    `e${own.toString(36).padStart(8, "0")}`,
  ];
}

function accountId(index: number): string {
  return `A-${String(index).padStart(6, "0")}`;
}

function user(account: number, draw: number): string {
  return `u${Math.floor(draw * 5)}@company${account}.example`;
}

function feature(draw: number): string {
  return FEATURES[Math.floor(draw * FEATURES.length)] ?? "";
}

function day(index: number): string {
  return new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
}

function writeLines(path: string, header: string | null, count: number, line: (index: number) => string): void {
  const file = openSync(path, "w");
  try {
    let lines = header === null ? [] : [header];
    for (let index = 0; index < count; index += 1) {
      lines.push(line(index));
      if (lines.length < FLUSH_ROWS && index < count - 1) continue;
      writeSync(file, `${lines.join("\n")}\n`);
      lines = [];
    }
  } finally {
    closeSync(file);
  }
}
