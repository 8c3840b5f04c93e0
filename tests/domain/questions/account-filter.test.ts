import { describe, expect, it } from "vitest";
import { holds } from "../../../src/domain/expression/evaluate.ts";
import { accountFilter } from "../../../src/domain/questions/account-filter.ts";

const KNOWN = new Map([
  ["country", ["France", "Germany"]],
  ["industry", ["Financial Services", "Healthcare", "Software"]],
  ["plan", ["Acme Enterprise (annual)", "Acme Growth (annual)", "Acme Starter (annual)", "Acme Starter (monthly)"]],
]);
type Account = Readonly<Record<string, number | string | null>>;
const keeps = (question: string, account: Account): boolean | undefined => {
  const filter = accountFilter(question, KNOWN);
  return filter === undefined ? undefined : holds(filter.where, (name) => account[name] ?? null);
};

describe("what a question narrows the accounts to", () => {
  const cases: readonly (readonly [question: string, account: Account, kept: boolean | undefined])[] = [
    ["which accounts are enterprise", { segment: "enterprise" }, true],
    ["which accounts are enterprise", { segment: "SMB" }, false],
    ["smb customers at risk", { segment: "SMB" }, true],
    ["mid market accounts", { segment: "mid-market" }, true],
    ["high-touch accounts", { touch: "high touch" }, true],
    ["customers on the enterprise plan", { plan: "Acme Enterprise (annual)", segment: "SMB" }, true],
    ["customers on the starter plan", { plan: "Acme Starter (monthly)" }, true],
    ["customers on the starter plan", { plan: "Acme Growth (annual)" }, false],
    ["customers in healthcare", { industry: "Healthcare" }, true],
    ["financial services customers", { industry: "Financial Services" }, true],
    ["customers in Germany", { country: "France" }, false],
    ["accounts over 100k", { arr: 10_000_001 }, true],
    ["accounts over 100k", { arr: 10_000_000 }, false],
    ["accounts that pay less than $10,000", { arr: 999_900 }, true],
    ["accounts above 1.5m ARR", { arr: 150_000_000 }, false],
    ["german enterprise accounts over 100k in Germany", { segment: "enterprise", country: "Germany", arr: 20_000_000 }, true],
    ["german enterprise accounts over 100k in Germany", { segment: "enterprise", country: "France", arr: 20_000_000 }, false],
    ["red accounts", { health_tier: "red" }, true],
    ["who is at risk?", { segment: "enterprise" }, undefined],
    ["more than 5 open tickets", { arr: 1 }, undefined],
    ["accounts we serve", { arr: 1 }, undefined],
  ];
  for (const [question, account, kept] of cases)
    it(`${question}: ${JSON.stringify(account)}`, () => expect(keeps(question, account)).toBe(kept));
});

describe("plans whose names hold words of time", () => {
  const plans = (...names: string[]) => new Map([["plan", names]]);
  const words = (question: string, ...names: string[]) => accountFilter(question, plans(...names))?.words;

  it.each([
    "who renews next month?",
    "who renews this month?",
    "who renews this year",
    "renewals in the last quarter",
    "what do they say of the price",
  ])("%s names none", (question) => {
    for (const separator of ["_", "-", " "])
      expect(words(question, ...["month", "year", "quarter"].map((time) => `price${separator}${time}`))).toBeUndefined();
    expect(words(question, "Month", "This year", "Next", "Quarter", "Year")).toBeUndefined();
  });

  it("are named whole, and said to be plans", () => {
    expect(words("who on price_month renews next month?", "price_month", "price_year")).toEqual(["plan price_month"]);
    expect(words("customers on the annual plan", "Annual", "Monthly")).toEqual(["plan Annual"]);
    expect(words("annual figures of this month", "Annual", "Monthly")).toBeUndefined();
    expect(words("on the starter plan", "A Starter (annual)", "A Starter (monthly)", "A Growth (annual)", "A Growth (monthly)")).toEqual([
      "plan A Starter (annual) or A Starter (monthly)",
    ]);
    expect(words("who has room for growth?", "A Starter (annual)", "A Growth (annual)")).toBeUndefined();
  });
});
