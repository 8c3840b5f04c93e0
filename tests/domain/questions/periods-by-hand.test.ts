import { describe, expect, it } from "vitest";
import { namedOwner } from "../../../src/domain/questions/named-owner.ts";
import { namedPeriod } from "../../../src/domain/questions/named-period.ts";

/** A Friday. */
const ASOF = "2026-11-20";
const of = (question: string, ahead = false, asOf = ASOF): unknown => {
  const found = namedPeriod(question, asOf, ahead);
  return found === undefined ? undefined : [found.words, found.from, found.to];
};

describe("a time in a question", () => {
  it.each([
    ["from Q1 to Q2 2026", "from Q1 to Q2 2026", "2026-01-01", "2026-06-30"],
    ["between january and march", "between january and march", "2026-01-01", "2026-03-31"],
    ["from 2025-01-15 until 2025-02-10 please", "from 2025-01-15 until 2025-02-10", "2025-01-15", "2025-02-10"],
    ["since the beginning of this month", "since the beginning of this month", "2026-11-01", ASOF],
    ["after the start of the quarter", "after the start of the quarter", "2026-10-01", ASOF],
    ["since the start of the week", "since the start of the week", "2026-11-16", ASOF],
    ["since last year", "since last year", "2025-01-01", ASOF],
    ["since yesterday", "since yesterday", "2026-11-19", ASOF],
    ["since 2025", "since 2025", "2025-01-01", ASOF],
    ["since december", "since december", "2025-12-01", ASOF],
    ["in the last 3 weeks", "last 3 weeks", "2026-10-31", ASOF],
    ["the trailing twelve months", "trailing twelve months", "2025-11-21", ASOF],
    ["the past 2 quarters", "past 2 quarters", "2026-05-21", ASOF],
    ["the prior 2 years", "prior 2 years", "2024-11-21", ASOF],
    ["the last a week", "last a week", "2026-11-14", ASOF],
    ["the last ten days", "last ten days", "2026-11-11", ASOF],
    ["over the past month", "past month", "2026-10-21", ASOF],
    ["over the past year", "past year", "2025-11-21", ASOF],
    ["the previous month", "previous month", "2026-10-01", "2026-10-31"],
    ["in the prior week", "prior week", "2026-11-09", "2026-11-15"],
    ["last half year", "last half year", "2026-01-01", "2026-06-30"],
    ["this half", "this half", "2026-07-01", "2026-12-31"],
    ["the current year", "current year", "2026-01-01", "2026-12-31"],
    ["next week", "next week", "2026-11-23", "2026-11-29"],
    ["next half", "next half", "2027-01-01", "2027-06-30"],
    ["next year", "next year", "2027-01-01", "2027-12-31"],
    ["in the next two weeks", "in the next two weeks", ASOF, "2026-12-04"],
    ["next 3 months", "next 3 months", ASOF, "2027-02-20"],
    ["next 2 quarters", "next 2 quarters", ASOF, "2027-05-20"],
    ["next 10 days", "next 10 days", ASOF, "2026-11-30"],
    ["the rest of the month", "rest of the month", ASOF, "2026-11-30"],
    ["the remainder of this quarter", "remainder of this quarter", ASOF, "2026-12-31"],
    ["ytd", "ytd", "2026-01-01", ASOF],
    ["quarter to date", "quarter to date", "2026-10-01", ASOF],
    ["mtd", "mtd", "2026-11-01", ASOF],
    ["by christmas", "by christmas", ASOF, "2026-12-31"],
    ["before year-end", "before year-end", ASOF, "2026-12-31"],
    ["yesterday", "yesterday", "2026-11-19", "2026-11-19"],
    ["on 2026-05-05", "on 2026-05-05", "2026-05-05", "2026-05-05"],
    ["for h2 2025", "for h2 2025", "2025-07-01", "2025-12-31"],
    ["h1 of 2026", "h1 of 2026", "2026-01-01", "2026-06-30"],
    ["NRR, Q3 of 2025", "Q3 of 2025", "2025-07-01", "2025-09-30"],
    ["churn in May of 2025", "in May of 2025", "2025-05-01", "2025-05-31"],
    ["by Q1", "Q1", "2026-01-01", "2026-03-31"],
    ["from june to may 2026", "may 2026", "2026-05-01", "2026-05-31"],
    ["until yesterday", "yesterday", "2026-11-19", "2026-11-19"],
    ["Q2", "Q2", "2026-04-01", "2026-06-30"],
    ["march 2025", "march 2025", "2025-03-01", "2025-03-31"],
    ["our figures of feb", "of feb", "2026-02-01", "2026-02-28"],
    ["september was good", "september", "2026-09-01", "2026-09-30"],
    ["in 1999", "in 1999", "1999-01-01", "1999-12-31"],
    ["in november", "in november", "2026-11-01", "2026-11-30"],
    ["in h2", "in h2", "2026-07-01", "2026-12-31"],
    ["in Q4 2024", "in Q4 2024", "2024-10-01", "2024-12-31"],
  ])("%j is %j, %s to %s", (question, words, from, to) => expect(of(question)).toEqual([words, from, to]));

  it.each([
    ["in 30 days", "in 30 days", ASOF, "2026-12-20"],
    ["within 2 weeks", "within 2 weeks", ASOF, "2026-12-04"],
    ["by Q1", "by Q1", ASOF, "2027-03-31"],
    ["before 2027-02-03", "before 2027-02-03", ASOF, "2027-02-03"],
    ["in november", "in november", "2026-11-01", "2026-11-30"],
    ["in october", "in october", "2027-10-01", "2027-10-31"],
    ["in h2", "in h2", "2026-07-01", "2026-12-31"],
    ["in h1", "in h1", "2027-01-01", "2027-06-30"],
  ])("ahead, %j is %j, %s to %s", (question, words, from, to) => expect(of(question, true)).toEqual([words, from, to]));

  it.each([
    "in 30 days",

    "we may march",
    "version 1850",
    "lastly",
    "in 2150",
    "0 quarters",
  ])("%j names none", (question) => expect(of(question)).toBeUndefined());

  it("of a Monday and of a Sunday is the week they are in", () => {
    expect(of("this week", false, "2026-11-16")).toEqual(["this week", "2026-11-16", "2026-11-22"]);
    expect(of("this week", false, "2026-11-22")).toEqual(["this week", "2026-11-16", "2026-11-22"]);
    expect(of("since 2026-12-24")).toBeUndefined();
  });
});

describe("an owner in a question", () => {
  const OWNERS = ["Priya Shah", "Tom Wong", "Tom Baker", "Åsa Öst"];
  it.each([
    ["who is at risk in Priya's book?", "Priya Shah"],
    ["accounts of tom wong", "Tom Wong"],
    ["accounts of Tom", undefined],
    ["åsa öst's accounts", "Åsa Öst"],
    ["what about Åsa", "Åsa Öst"],
    ["Priyanka's accounts", undefined],
    ["Shah", undefined],
    ["", undefined],
  ])("%j is %s", (question, owner) => expect(namedOwner(question, OWNERS)).toBe(owner));
});
