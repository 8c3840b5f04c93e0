import type { Day } from "../core/days.ts";
import type { Log } from "../core/log.ts";
import { count } from "../core/text.ts";

/** Tells how long ago the day is that everything looks back from; nothing where it is today. */
export function sayAge(log: Log, asOf: Day, age: number): void {
  if (age > 0) log.info(`As of ${asOf}, ${count(age, "day")} ago.`);
}
