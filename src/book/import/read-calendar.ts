import { compareText } from "../../core/compare-text.ts";
import { gunzipSync } from "node:zlib";
import { readBytes } from "../../core/files.ts";
import { count } from "../../core/text.ts";
import type { Database } from "../snapshot/database.ts";
import { type CalendarEvent, parseCalendar } from "./calendar.ts";
import { companyDomain } from "./free-mail.ts";
import { RAW_ROWS, type RawTable } from "./raw-table.ts";
import { headerKey } from "./recognise.ts";

/** What a calendar file offers, by the names of the standard. */
export const CALENDAR_KEYS = [
  "BEGIN:VEVENT",
  "UID",
  "DTSTART",
  "SUMMARY",
  "DESCRIPTION",
  "LOCATION",
  "STATUS",
  "ORGANIZER",
  "ATTENDEE",
  "LAST-MODIFIED",
] as const;

/** True for the beginning of an iCalendar file. */
export function isCalendar(text: string): boolean {
  return /^\s*BEGIN:VCALENDAR\s*$/im.test(text.slice(0, 2000)) && text.trimStart().toUpperCase().startsWith("BEGIN:V");
}

/**
 * Reads the events of a calendar into `raw`, with the line on which each begins. ORGANIZER is our person and ATTENDEE are theirs: ours
 * have the domain that most of the file's events share, for a calendar that is exported is its owner's.
 */
export async function readCalendar(db: Database, absolute: string, gzipped: boolean): Promise<RawTable> {
  const bytes = await readBytes(absolute);
  const zones = await db.rows<{ name: string }>("SELECT name FROM pg_timezone_names()");
  const names = new Set(zones.map(({ name }) => name));
  const { events, cutOff } = parseCalendar(new TextDecoder("utf-8").decode(gzipped ? gunzipSync(bytes) : bytes), (name) => names.has(name));
  const own = ownDomain(events);
  await db.run("DROP TABLE IF EXISTS raw; DROP TABLE IF EXISTS raw_lines");
  await db.run(`CREATE TEMP TABLE raw (${CALENDAR_KEYS.map((_, index) => `c${index} VARCHAR`).join(", ")}, zone VARCHAR, begins BIGINT)`);
  await db.append(
    "raw",
    events.map((event) => cellsOf(event, own)),
  );
  const start = `c${CALENDAR_KEYS.indexOf("DTSTART")}`;
  await db.run(
    `UPDATE raw SET ${start} = coalesce(strftime(timezone('UTC', timezone(zone, TRY_CAST(${start} AS TIMESTAMP))), '%Y-%m-%dT%H:%M:%SZ'), ${start}) WHERE zone IS NOT NULL`,
  );
  const repeated = events.filter(({ repeats }) => repeats).length;
  return {
    columns: new Map(CALENDAR_KEYS.map((header, index) => [headerKey(header), { header, column: `c${index}` }])),
    source: RAW_ROWS,
    line: "CAST(begins AS INTEGER)",
    rowsIn: events.length + cutOff.length,
    rejects: cutOff.map((line) => ({
      line,
      column: null,
      value: "BEGIN:VEVENT",
      reason: "expected END:VEVENT: the event is cut off",
      refused: "row",
    })),
    note: repeated === 0 ? null : `${count(repeated, "event")} set to repeat: the first instance alone is read`,
  };
}

function cellsOf(event: CalendarEvent, own: string | undefined): (string | number | null)[] {
  const people = event.organizer === null ? event.attendees : [event.organizer, ...event.attendees];
  const isOurs = ({ email }: { readonly email: string }): boolean => own !== undefined && email.endsWith(`@${own}`);
  const host = people.find(isOurs) ?? event.organizer;
  const theirs = [...new Set(people.filter((person) => !isOurs(person)).map(({ email }) => email))];
  const cells: Readonly<Record<(typeof CALENDAR_KEYS)[number], string | null>> = {
    "BEGIN:VEVENT": null,
    UID: event.uid === null ? null : [event.uid, event.instance ?? ""].filter((part) => part !== "").join("/"),
    DTSTART: event.start,
    SUMMARY: event.summary,
    DESCRIPTION: event.description,
    LOCATION: event.location,
    STATUS: event.status,
    ORGANIZER: host === null ? null : host.name || host.email,
    ATTENDEE: theirs.join(";") || null,
    "LAST-MODIFIED": event.changed,
  };
  return [...CALENDAR_KEYS.map((key) => cells[key]), event.zone, event.line];
}

/** The domain of most events; of those that are in equally many, the one that organises more. */
function ownDomain(events: readonly CalendarEvent[]): string | undefined {
  const weights = new Map<string, number>();
  for (const { organizer, attendees } of events) {
    const invited = new Set(attendees.flatMap(({ email }) => companyDomain(email) ?? []));
    const organising = organizer === null ? undefined : companyDomain(organizer.email);
    for (const domain of new Set([...invited, ...(organising === undefined ? [] : [organising])]))
      weights.set(domain, (weights.get(domain) ?? 0) + 1);
    // Less than any difference in events.
    if (organising !== undefined) weights.set(organising, (weights.get(organising) ?? 0) + 1 / (events.length + 1));
  }
  return [...weights].toSorted(([a, x], [b, y]) => y - x || compareText(a, b))[0]?.[0];
}
