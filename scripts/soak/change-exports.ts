import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { rootPath } from "../root.ts";

/** Rows that are added at most, so that the book stays of one size however long the soak runs. */
const MOST_ROWS = 60;
const EXAMPLE = rootPath("examples/northstar/exports");

/** Brings new exports now and then, the ways programs do: appended to, put in place, written slowly, touched, taken away. */
export function exportChanger(exportsDir: string, chance: () => number): () => Promise<string> {
  let rows = 0;
  const nps = join(exportsDir, "surveys/nps.csv");
  const meetings = join(exportsDir, "calendar/meetings.csv");
  const extra = join(exportsDir, "late");
  mkdirSync(extra, { recursive: true });
  const changes: readonly [name: string, change: () => Promise<void> | void][] = [
    ["append survey", () => appendFileSync(nps, survey(rows))],
    [
      "begin surveys anew",
      () => {
        rows = 0;
        writeFileSync(nps, readFileSync(join(EXAMPLE, "surveys/nps.csv")));
      },
    ],
    [
      "replace meetings",
      () => {
        const text = readFileSync(join(EXAMPLE, "calendar/meetings.csv"), "utf8");
        writeFileSync(`${meetings}.part`, text + Array.from({ length: rows % MOST_ROWS }, (_, index) => meeting(index)).join(""));
        renameSync(`${meetings}.part`, meetings);
      },
    ],
    ["write tickets slowly", () => writeSlowly(join(extra, "tickets.ndjson"), tickets(rows % MOST_ROWS), chance)],
    ["take tickets away", () => rmSync(join(extra, "tickets.ndjson"), { force: true })],
    ["touch deals", () => utimesSync(join(exportsDir, "hubspot/deals.csv"), new Date(), new Date())],
  ];
  return async () => {
    rows += 1;
    const [name, change] = changes[Math.floor(chance() * changes.length)] ?? ["none", () => undefined];
    await change();
    return name;
  };
}

function survey(index: number): string {
  return `88${String(index).padStart(4, "0")},graham.ellery@acme.example,Graham Ellery,Acme Corp,nps,${index % 11},"Said, in round ${index}",2026-10-${dayOf(index)} 10:00:00\n`;
}

function meeting(index: number): string {
  return `mtg_9${index},2026-10-${dayOf(index)},Check-in,Acme Corp,Priya Raman,graham.ellery@acme.example,Held,Round ${index}\n`;
}

function tickets(count: number): string {
  return Array.from(
    { length: count + 1 },
    (_, index) =>
      `${JSON.stringify({
        id: 990_000 + index,
        subject: "Provisioning fails again",
        description: `SCIM sync dropped users of group ${index}; please escalate.`,
        priority: "high",
        status: "open",
        created_at: `2026-10-${dayOf(index)}T09:00:00Z`,
        updated_at: `2026-10-${dayOf(index)}T10:00:00Z`,
        organization_id: 36_200_049_808,
        tags: ["late"],
      })}\n`,
  ).join("");
}

function dayOf(index: number): string {
  return String((index % 28) + 1).padStart(2, "0");
}

/** In place and in pieces: whoever reads meanwhile finds half a file. */
async function writeSlowly(path: string, text: string, chance: () => number): Promise<void> {
  const middle = Math.floor(text.length * chance());
  writeFileSync(path, text.slice(0, middle));
  await wait(300 * chance());
  appendFileSync(path, text.slice(middle));
}
