/** Calendar days as `YYYY-MM-DD` text, in UTC. The example never asks what day it is today. */

export const AS_OF = "2026-11-20";
export const FIRST_DAY = "2026-05-25";

const MS_PER_DAY = 86_400_000;

export function epochSeconds(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Months are added on the calendar; a day the month lacks becomes its last one. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0));
  const wanted = Math.min(date, lastOfMonth.getUTCDate());
  return `${lastOfMonth.toISOString().slice(0, 8)}${String(wanted).padStart(2, "0")}`;
}

export function daysBetween(from: string, to: string): number {
  return (epochSeconds(to) - epochSeconds(from)) / 86_400;
}

/** Both ends included. */
export function daysFrom(first: string, last: string): string[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index));
}

/** 0 is Sunday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

export function isWeekend(day: string): boolean {
  return weekday(day) % 6 === 0;
}

export function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

export function later(a: string, b: string): string {
  return a > b ? a : b;
}

/** `2026-11-20` and a second of the day → `2026-11-20T14:03:11Z`. */
export function instant(day: string, second: number): string {
  return `${new Date((epochSeconds(day) + second) * 1000).toISOString().slice(0, 19)}Z`;
}
