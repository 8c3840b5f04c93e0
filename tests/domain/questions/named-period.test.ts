import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "../../../src/core/days.ts";
import { namedPeriod } from "../../../src/domain/questions/named-period.ts";

/** A Friday in the fourth quarter. */
const ASOF = "2026-11-20";

describe("a time that has been", () => {
  const cases: readonly (readonly [question: string, from: string, to: string])[] = [
    ["what did we lose in Q3", "2026-07-01", "2026-09-30"],
    ["NRR in Q3 2025", "2025-07-01", "2025-09-30"],
    ["churn last quarter", "2026-07-01", "2026-09-30"],
    ["churn this quarter", "2026-10-01", "2026-12-31"],
    ["tickets last week", "2026-11-09", "2026-11-15"],
    ["tickets this week", "2026-11-16", "2026-11-22"],
    ["tickets last month", "2026-10-01", "2026-10-31"],
    ["NRR last year", "2025-01-01", "2025-12-31"],
    ["NRR in 2026", "2026-01-01", "2026-12-31"],
    ["who left since June", "2026-06-01", ASOF],
    ["who left since 2026-05-17", "2026-05-17", ASOF],
    ["who left since last month", "2026-10-01", ASOF],
    ["who left since the start of the year", "2026-01-01", ASOF],
    ["churn year to date", "2026-01-01", ASOF],
    ["tickets in the last 7 days", "2026-11-14", ASOF],
    ["tickets of the past two weeks", "2026-11-07", ASOF],
    ["churn in the last 6 months", "2026-05-21", ASOF],
    ["csat in October", "2026-10-01", "2026-10-31"],
    ["csat December", "2025-12-01", "2025-12-31"],
    ["churn in H1", "2026-01-01", "2026-06-30"],
    ["churn last half", "2026-01-01", "2026-06-30"],
    ["churn from March to May 2026", "2026-03-01", "2026-05-31"],
    ["churn between 2026-02-03 and 2026-04-05", "2026-02-03", "2026-04-05"],
    ["tickets yesterday", "2026-11-19", "2026-11-19"],
    ["summarise my week", "2026-11-16", "2026-11-22"],
    ["Tickets letzte Woche", "2026-11-09", "2026-11-15"],
    ["NRR im letzten Quartal", "2026-07-01", "2026-09-30"],
    ["wer verlängert nächsten Monat?", "2026-12-01", "2026-12-31"],
    ["Verlängerungen in diesem Jahr", "2026-01-01", "2026-12-31"],
  ];
  for (const [question, from, to] of cases) it(question, () => expect(namedPeriod(question, ASOF)).toMatchObject({ from, to }));

  it("takes a month without a year for the last one that has begun", () => {
    expect(namedPeriod("in November", ASOF)).toMatchObject({ from: "2026-11-01" });
    expect(namedPeriod("in December", ASOF)).toMatchObject({ from: "2025-12-01" });
  });
});

describe("a time to come", () => {
  const cases: readonly (readonly [question: string, from: string, to: string])[] = [
    ["renewals in Q1 2027", "2027-01-01", "2027-03-31"],
    ["renewals in Q1", "2027-01-01", "2027-03-31"],
    ["what renews in December", "2026-12-01", "2026-12-31"],
    ["what renews in March", "2027-03-01", "2027-03-31"],
    ["what renews next month", "2026-12-01", "2026-12-31"],
    ["renewals next quarter", "2027-01-01", "2027-03-31"],
    ["renewals in the next 60 days", ASOF, "2027-01-19"],
    ["renewals within 30 days", ASOF, "2026-12-20"],
    ["renewals by January", ASOF, "2027-01-31"],
    ["deals that close by the end of the year", ASOF, "2026-12-31"],
    ["deals this quarter", "2026-10-01", "2026-12-31"],
  ];
  for (const [question, from, to] of cases) it(question, () => expect(namedPeriod(question, ASOF, true)).toMatchObject({ from, to }));
});

it("is no part of a question that names none", () => {
  for (const question of ["what is our NRR?", "who may churn?", "how do we march on?", "average contract value", "top 5 accounts by ARR"])
    expect(namedPeriod(question, ASOF), question).toBeUndefined();
});

it("gives back the words that named it", () => {
  expect(namedPeriod("What did we lose in Q3, please?", ASOF)?.words).toBe("in Q3");
});

it("never ends before it begins, and a span back ends on as-of with as many days as it says", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 400 }), fc.boolean(), (later, days, ahead) => {
      const asOf = addDays("2024-01-01", later);
      const back = namedPeriod(`in the last ${days} days`, asOf, ahead);
      expect([back?.to, back === undefined ? null : daysBetween(back.from, back.to) + 1]).toEqual([asOf, days]);
      for (const words of ["last week", "this month", "next quarter", "in Q2", "in March", "this half", "last year"]) {
        const period = namedPeriod(words, asOf, ahead);
        expect(period !== undefined && period.from <= period.to).toBe(true);
      }
    }),
  );
});
