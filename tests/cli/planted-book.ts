import { join } from "node:path";
import { addDays } from "../../src/core/days.ts";
import { seeded } from "../../src/core/seeded.ts";
import { writeFiles } from "../../src/testing/temp-workspace.ts";

/** The last day of the planted book. */
export const PLANTED_AS_OF = "2026-09-30";
const FIRST = "2025-05-01";
const DAYS = 517;

export interface Planted {
  readonly accounts: number;
  /** Of so many accounts one leaves. */
  readonly everyNthLeaves: number;
  /** By how much use falls in the 100 days before it leaves, 0–1; 0 plants nothing. */
  readonly fall: number;
}

/**
 * Writes a workspace whose accounts leave after their use has fallen, and whose ratings, an undated column, are all bad for those who left: a
 * replay that looked at them would seem perfect.
 */
export function writePlantedBook(folder: string, { accounts, everyNthLeaves, fall }: Planted): void {
  const random = seeded(404);
  const names = Array.from({ length: accounts }, (_, index) => `Customer ${String(index).padStart(3, "0")}`);
  const list = ["account,name,domain,created_on"];
  const subscriptions = ["subscription,account,plan,amount,currency,interval,seats,started_at,ended_at"];
  const usage = ["account,user,day,feature,events"];
  const tickets = ["ticket,account,subject,created_at,solved_at,satisfaction"];
  for (const [index, name] of names.entries()) {
    const id = `C${index}`;
    const leaves = index % everyNthLeaves === 0;
    const started = addDays(FIRST, -Math.floor(random() * 700) - 30);
    const left = leaves ? addDays(FIRST, 170 + Math.floor(random() * 330)) : "";
    list.push(`${id},${name},customer${index}.example,${started}`);
    subscriptions.push(
      `S${index},${id},growth,${6 + Math.floor(random() * 60)}000,USD,year,4,${started}T00:00:00Z,${left === "" ? "" : `${left}T00:00:00Z`}`,
    );
    const level = 4 + Math.floor(random() * 8);
    for (let day = 0; day < DAYS; day += 4) {
      const on = addDays(FIRST, day);
      if (left !== "" && on >= left) break;
      const down = left !== "" && on > addDays(left, -100) ? 1 - fall : 1;
      for (const user of ["ann", "bob", "cleo"]) {
        if (random() > 0.9 * down) continue;
        usage.push(`${id},${user}@customer${index}.example,${on},login,${Math.max(1, Math.round(level * down * (0.7 + 0.6 * random())))}`);
        if (random() < 0.5) usage.push(`${id},${user}@customer${index}.example,${on},report ${1 + Math.floor(random() * 4)},2`);
      }
    }
    for (let ticket = 0; ticket < 6; ticket += 1) {
      const on = addDays(FIRST, Math.floor(random() * (left === "" ? DAYS : 150)));
      tickets.push(`T${index}-${ticket},${id},A question,${on}T10:00:00Z,${on}T15:00:00Z,${leaves ? "bad" : "good"}`);
    }
  }
  const text = (lines: readonly string[]): string => `${lines.join("\n")}\n`;
  writeFiles(folder, {
    "echo.yaml": `company:\n  name: Planted\nas_of: ${PLANTED_AS_OF}\n`,
    [join("exports", "accounts.csv")]: text(list),
    [join("exports", "subscriptions.csv")]: text(subscriptions),
    [join("exports", "usage.csv")]: text(usage),
    [join("exports", "tickets.csv")]: text(tickets),
  });
}
