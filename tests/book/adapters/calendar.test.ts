import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCalendar } from "../../../src/book/import/calendar.ts";

const isZone = (name: string): boolean => name === "Europe/Berlin";
const event = (...lines: readonly string[]): string =>
  ["BEGIN:VCALENDAR", "BEGIN:VEVENT", ...lines, "END:VEVENT", "END:VCALENDAR", ""].join("\r\n");

describe("parseCalendar", () => {
  it.each([
    ["DTSTART:20260701T100000Z", "2026-07-01T10:00:00Z", null],
    ["DTSTART;TZID=Europe/Berlin:20260701T100000", "2026-07-01T10:00:00", "Europe/Berlin"],
    ["DTSTART;TZID=/example.org/20260101/Europe/Berlin:20260701T1000", "2026-07-01T10:00:00", "Europe/Berlin"],
    ['DTSTART;TZID="Somewhere: else":20260701T100000', "2026-07-01", null],
    ["DTSTART;VALUE=DATE:20260701", "2026-07-01", null],
    ["DTSTART:20260701T100000", "2026-07-01", null],
    ["DTSTART:next week", "next week", null],
  ])("%s begins %s in %s", (line, start, zone) => {
    expect(parseCalendar(event(line), isZone).events).toMatchObject([{ start, zone, line: 2 }]);
  });

  it("reads a text the same however it is folded", () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab é:;,\\"日'), maxLength: 40 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (summary, width) => {
        const written = `SUMMARY:x${summary.replaceAll(/[\\;,]/g, (character) => `\\${character}`)}`;
        const folded = written.match(new RegExp(`[\\s\\S]{1,${width}}`, "gu"))?.join("\r\n ") ?? "";
        expect(parseCalendar(event(folded), isZone).events[0]?.summary).toBe(`x${summary}`.trim());
      }),
    );
  });

  it("never throws", () => {
    const line = fc.constantFrom(
      "BEGIN:VEVENT",
      "END:VEVENT",
      "BEGIN:VALARM",
      "END:VALARM",
      "DTSTART:",
      " folded",
      "ATTENDEE;CN=:mailto:",
      ":",
      "",
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const { events, cutOff } = parseCalendar(lines.join("\n"), isZone);
        expect(events.length + cutOff.length).toBeLessThanOrEqual(lines.filter((text) => text === "BEGIN:VEVENT").length);
      }),
    );
  });
});
