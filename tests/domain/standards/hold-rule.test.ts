import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdRule, type Surroundings } from "../../../src/domain/standards/hold-rule.ts";
import type { RowValue, SubjectRow } from "../../../src/domain/standards/subject-row.ts";
import { rule } from "./samples.ts";

const row = (account: string, values: Record<string, RowValue>): SubjectRow => ({
  account,
  subject: account,
  file: "exports/accounts.csv",
  line: 2,
  currency: "USD",
  values,
});
const around: Surroundings = {
  figure: ({ values }, name) => ({ value: values[name] ?? null, unit: name === "arr" ? "money" : "days", currency: "USD" }),
  accountName: (account) => account.toUpperCase(),
  arr: () => 100,
};
const CADENCE = rule({
  threshold: "31 d",
  when: 'touch = "high touch"',
  must: "days_without_contact <= threshold_days",
  "graver when": "days_without_contact > 90",
  "milder when": "days_without_contact = 32",
  since: "last_contact_on + threshold_days + 1",
  message: "{account}: {days_without_contact} since {last_contact_on} (allowed: {threshold})",
  "message without": "{account}: never, for {days_without_contact}",
  fix: "Call.",
});
const held = (values: Record<string, RowValue>) => holdRule(CADENCE, "high", [row("acme", { touch: "high touch", ...values })], around);

describe("holdRule", () => {
  it("finds what lies beyond the threshold, not what lies on it", () => {
    expect(held({ days_without_contact: 31 })).toEqual({ checked: 1, findings: [] });
    expect(held({ days_without_contact: 33, last_contact_on: "2026-05-28" }).findings).toMatchObject([
      {
        rule: "OWN-1",
        severity: "high",
        account: "acme",
        account_name: "ACME",
        message: "ACME: 33 days since 2026-05-28 (allowed: 31 d)",
        first_seen: "2026-06-29",
        values: { days_without_contact: 33, last_contact_on: "2026-05-28", touch: "high touch" },
        evidence: { file: "exports/accounts.csv", line: 2, query: "account" },
      },
    ]);
  });

  it("says it otherwise where a value is absent, and is graver or milder where the rule says so", () => {
    const [found] = held({ days_without_contact: 91 }).findings;
    expect(found).toMatchObject({ message: "ACME: never, for 91 days", severity: "critical", first_seen: null });
    expect(held({ days_without_contact: 32 }).findings[0]?.severity).toBe("medium");
  });

  it("is silent on those it is not about, and takes an absent value for broken", () => {
    expect(held({ touch: "low touch", days_without_contact: 400 })).toEqual({ checked: 0, findings: [] });
    expect(held({ touch: null, days_without_contact: 400 })).toEqual({ checked: 0, findings: [] });
    expect(held({}).findings).toHaveLength(1);
  });

  it("names a finding by rule, account and subject, never by what was measured", () => {
    fc.assert(
      fc.property(fc.integer({ min: 32, max: 5000 }), fc.integer({ min: 32, max: 5000 }), (a, b) => {
        const [first] = held({ days_without_contact: a }).findings;
        const [second] = held({ days_without_contact: b }).findings;
        expect(first?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
        expect(first?.fingerprint).toBe(second?.fingerprint);
      }),
    );
    const other = holdRule(CADENCE, "high", [row("birch", { touch: "high touch", days_without_contact: 40 })], around);
    expect(other.findings[0]?.fingerprint).not.toBe(held({ days_without_contact: 40 }).findings[0]?.fingerprint);
  });

  it("points at the row that shows it, where there is one", () => {
    const talk = rule({ must: "seats >= 1", message: "none", evidence: "contact" });
    const place = (values: Record<string, RowValue>) => holdRule(talk, "low", [row("acme", values)], around).findings[0]?.evidence;
    expect(place({ contact_file: "exports/meetings.csv", contact_line: 7 })).toEqual({
      file: "exports/meetings.csv",
      line: 7,
      query: "account",
    });
    expect(place({ contact_file: "exports/meetings.json", contact_line: null })).toMatchObject({
      file: "exports/meetings.json",
      line: null,
    });
    expect(place({ contact_file: null, contact_line: null })).toMatchObject({ file: "exports/accounts.csv", line: 2 });
  });

  it("tells long times in days", () => {
    const late = rule({ "for each": "ticket", must: "reply_hours <= 4", message: "{reply_hours}" });
    const said = (hours: number) =>
      holdRule(late, "low", [row("acme", { reply_hours: hours })], {
        ...around,
        figure: ({ values }, name) => ({ value: values[name] ?? null, unit: "hours" }),
      }).findings[0]?.message;
    expect([4.25, 71, 72, 864].map(said)).toEqual(["4.3 h", "71 h", "3 days", "36 days"]);
  });

  it("takes control codes, line ends and length out of what exports say", () => {
    const named = rule({ "for each": "opportunity", must: "problems >= 1", message: "{opportunity} lacks one" });
    const hostile = { ...row("acme", { opportunity: `\u001B[31mBig\n::error::deal ${"x".repeat(500)}`, problems: 0 }), subject: "o1" };
    const [found] = holdRule(named, "low", [hostile], {
      ...around,
      figure: ({ values }, name) => ({ value: values[name] ?? null, unit: "text" }),
    }).findings;
    expect(found?.message).toMatch(/^Big ::error::deal x+… lacks one$/);
    expect(found?.message.length).toBeLessThan(140);
  });
});
