import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day } from "../../../src/core/days.ts";
import { anchorsOf, dueOf, parsePlanDue, type PlanDue } from "../../../src/domain/plans/plan-due.ts";
import { isWorkingDay } from "../../../src/domain/plans/working-days.ts";

const NONE = { holidays: new Set<Day>() };

function rule(text: string): PlanDue {
  const due = parsePlanDue(text);
  if (due === undefined) throw new Error(`"${text}" is no rule`);
  return due;
}

describe("a step's rule", () => {
  it("is read with its fallbacks", () => {
    expect(rule("kickoff_on + 2 w, else won_on + 10 d else today + 3 wd")).toEqual({
      anchor: "kickoff_on",
      days: 14,
      working: false,
      otherwise: {
        anchor: "won_on",
        days: 10,
        working: false,
        otherwise: { anchor: "today", days: 3, working: true, otherwise: undefined },
      },
    });
    expect(anchorsOf(rule("kickoff_on + 2 w, else won_on + 10 d else today"))).toEqual(["kickoff_on", "won_on"]);
    for (const wrong of ["", "+ 3 d", "today + d", "today + 3 y", "today + 3 d, else", "Kickoff + 1 d"])
      expect(parsePlanDue(wrong)).toBeUndefined();
  });

  it("gives hand-counted days", () => {
    const days: Readonly<Record<string, Day>> = { renewal_on: "2026-12-14", won_on: "2026-10-05" };
    const on = (text: string, opened: Day) => dueOf(rule(text), opened, (name) => days[name] ?? null, NONE);
    // 2026-11-20 is a Friday; two days later is a Sunday, and Friday is the working day by it.
    expect(on("today + 2 d", "2026-11-20")).toEqual({ due: "2026-11-20", late: null });
    expect(on("today + 2 wd", "2026-11-20")).toEqual({ due: "2026-11-24", late: null });
    // Opened on a Sunday, nothing is due before Monday, and nothing is late for it.
    expect(on("today", "2026-11-22")).toEqual({ due: "2026-11-23", late: null });
    expect(on("renewal_on - 14 d", "2026-11-20")).toEqual({ due: "2026-11-30", late: null });
    // Ninety days ahead was 2026-09-15: the step is due at once, and its own day is kept.
    expect(on("renewal_on - 90 d", "2026-11-20")).toEqual({ due: "2026-11-20", late: "2026-09-15" });
    expect(on("kickoff_on + 3 d", "2026-11-20")).toBeNull();
    expect(on("kickoff_on + 3 d, else won_on + 60 d", "2026-11-20")).toEqual({ due: "2026-12-04", late: null });
  });

  it("is never due on a day off or before the plan was opened", () => {
    const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays("2026-01-01", days));
    fc.assert(
      fc.property(day, day, fc.integer({ min: -99, max: 99 }), fc.boolean(), fc.array(day), (opened, anchor, days, working, off) => {
        const calendar = { holidays: new Set(off) };
        const found = dueOf({ anchor: "renewal_on", days, working, otherwise: undefined }, opened, () => anchor, calendar);
        expect(found).not.toBeNull();
        expect(found !== null && found.due >= opened && isWorkingDay(found.due, calendar)).toBe(true);
        expect(found?.late === null || (found !== null && found.late !== null && found.late < opened)).toBe(true);
      }),
    );
  });
});
