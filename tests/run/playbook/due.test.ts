import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "../../../src/core/days.ts";
import { dueDay, parseDue } from "../../../src/run/playbook/due.ts";

const AS_OF = "2026-11-20";

function day(text: string, renewal: string | null = "2026-12-14"): string {
  const due = parseDue(text);
  if (due === undefined) throw new Error(`"${text}" was refused`);
  return dueDay(due, AS_OF, (metric) => (metric === "renewal_on" ? renewal : null));
}

describe("a due time", () => {
  it.each([
    ["4 h", "2026-11-20"],
    ["23 h", "2026-11-20"],
    ["24 h", "2026-11-21"],
    ["25 h", "2026-11-22"],
    ["48 h", "2026-11-22"],
    ["72h", "2026-11-23"],
    ["0 d", "2026-11-20"],
    ["7 d", "2026-11-27"],
    [" 2 w ", "2026-12-04"],
    ["renewal_on - 14 d, else 7 d", "2026-11-30"],
    ["renewal_on - 1 w", "2026-12-07"],
  ])("%s from 20 November is %s", (text, expected) => expect(day(text)).toBe(expected));

  it("that would lie before as-of is as-of: what is late is due now", () => {
    expect(day("renewal_on - 30 d, else 7 d")).toBe(AS_OF);
    expect(day("renewal_on - 30 d, else 7 d", "2026-01-01")).toBe(AS_OF);
  });

  it("falls back where the book knows no such date", () => {
    expect(day("renewal_on - 30 d, else 48 h", null)).toBe("2026-11-22");
    expect(day("renewal_on - 30 d", null)).toBe("2026-11-27");
  });

  it.each([
    "",
    "soon",
    "48",
    "h",
    "-3 d",
    "1.5 d",
    "48 m",
    "7 days",
    "renewal_on + 30 d",
    "renewal_on - 30 h",
    "renewal_on - d",
    "99999 d",
    "7 d else 3 d",
  ])("%j is none", (text) => {
    expect(parseDue(text)).toBeUndefined();
  });

  it("never lies before as-of, and a later date is never due earlier", () => {
    fc.assert(
      fc.property(
        fc.nat(9999),
        fc.constantFrom("h", "d", "w"),
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: 0, max: 60 }),
        (amount, unit, offset, more) => {
          expect(daysBetween(AS_OF, day(`${amount} ${unit}`))).toBeGreaterThanOrEqual(0);
          const renewal = addDays(AS_OF, offset);
          const early = day("renewal_on - 30 d", renewal);
          expect(early).toBe([AS_OF, addDays(renewal, -30)].sort()[1]);
          expect(day("renewal_on - 30 d", addDays(renewal, more)) >= early).toBe(true);
        },
      ),
    );
  });
});
