import { describe, expect, it } from "vitest";
import { type AdvocateFigures, advocateOf } from "../../../src/domain/people/advocate.ts";
import { coverageOf } from "../../../src/domain/people/coverage.ts";
import { type Stakeholder, stakeholderOf, type StakeholderRow } from "../../../src/domain/people/stakeholder.ts";

const AS_OF = "2026-11-20";
const person = (change: Partial<StakeholderRow>): Stakeholder =>
  stakeholderOf(
    {
      account: "acme",
      contact: "1",
      name: "Ann",
      title: null,
      email: "ann@acme.example",
      role: "",
      left_on: null,
      last_use_on: null,
      days_90d: 0,
      days_before: 0,
      last_met_on: null,
      meetings: 0,
      nps: null,
      nps_on: null,
      use_known: true,
      ...change,
    },
    AS_OF,
  );

describe("a stakeholder", () => {
  it("has the roles that the CRM gives, and power user by days of use", () => {
    expect(person({ role: "champion;executive sponsor" }).roles).toEqual(["champion", "executive sponsor"]);
    expect(person({ role: "budget holder" }).roles).toEqual(["decision maker"]);
    expect(person({ days_before: 36 }).roles).toEqual(["power user"]);
    expect(person({ days_90d: 35 }).roles).toEqual(["contact"]);
  });

  it("is gone, quiet, not met or active by the last sign of any kind", () => {
    expect(person({ left_on: "2026-10-01", last_use_on: AS_OF }).standing).toBe("gone");
    expect(person({}).standing).toBe("not met");
    expect(person({ last_use_on: "2026-01-01", last_met_on: "2026-09-22" }).standing).toBe("active");
    expect(person({ last_met_on: "2026-09-21" }).standing).toBe("quiet");
    expect(person({ nps_on: "2026-11-01" }).last_sign_on).toBe("2026-11-01");
  });

  it("who used it nearly daily is quiet after half the time", () => {
    expect(person({ last_use_on: "2026-10-21", days_before: 40 }).standing).toBe("quiet");
    expect(person({ last_use_on: "2026-10-22", days_before: 40 }).standing).toBe("active");
    expect(person({ last_use_on: "2026-10-21", days_before: 20 }).standing).toBe("active");
  });
});

describe("the coverage of an account", () => {
  const champion = person({ contact: "c", name: "Cleo", role: "champion", last_use_on: AS_OF });
  const sponsor = person({ contact: "s", name: "Sol", role: "executive sponsor", last_met_on: AS_OF });
  const decider = person({ contact: "d", name: "Dee", role: "decision maker", last_met_on: AS_OF });

  it("has nothing to mend where every role is held by somebody active", () => {
    expect(coverageOf([champion, sponsor, decider])).toEqual({ risks: [], meet: null });
  });

  it("names missing roles, people gone and quiet, and the one person it hangs on", () => {
    const gone = person({ contact: "g", name: "Gil", role: "champion", left_on: "2026-10-01" });
    const quiet = person({ contact: "q", name: "Quinn", role: "executive sponsor", last_met_on: "2026-06-01" });
    expect(coverageOf([gone, quiet, decider])).toEqual({
      risks: ["no champion on record", "everything hangs on one person, Dee", "1 person of weight gone: Gil", "quiet: Quinn"],
      meet: { name: "Quinn", why: "executive sponsor, no sign since 2026-06-01" },
    });
    expect(coverageOf([gone, decider]).meet).toEqual({ name: "Dee", why: "decision maker: ask who champions it now" });
  });

  it("meets a champion before a sponsor, and one never met before one seen lately", () => {
    const never = person({ contact: "n", name: "Nia", role: "champion" });
    const silent = person({ contact: "m", name: "Mo", role: "champion", last_met_on: "2026-01-01" });
    const sleeping = person({ contact: "z", name: "Zed", role: "executive sponsor" });
    expect(coverageOf([sleeping, silent, never]).meet?.name).toBe("Nia");
  });
});

describe("an advocate", () => {
  const GOOD: AdvocateFigures = {
    asOf: AS_OF,
    tier: "green",
    tenureDays: 400,
    promoters: [{ person: "Ann", on: "2026-10-01" }],
    detractors: 0,
    outcome: "invoices out in a day",
    featureAdoption: 0.5,
    warnings: [],
    daysToRenewal: 200,
    askedOn: null,
  };

  it("needs a promoter and must not be red", () => {
    expect(advocateOf({ ...GOOD, promoters: [] })).toBeUndefined();
    expect(advocateOf({ ...GOOD, tier: "red" })).toBeUndefined();
  });

  it("can be asked for more the more there is to tell", () => {
    expect(advocateOf(GOOD)).toMatchObject({ asks: ["reference", "case study", "referral"], not_now: [] });
    expect(advocateOf({ ...GOOD, outcome: null })?.asks).toEqual(["reference", "referral"]);
    expect(advocateOf({ ...GOOD, outcome: null, featureAdoption: 0.9 })?.asks).toEqual(["reference", "case study", "referral"]);
    expect(advocateOf({ ...GOOD, tenureDays: 90 })?.asks).toEqual(["referral"]);
  });

  it.each([
    [{ tier: "yellow" as const }, "health is yellow"],
    [{ warnings: ["an invoice is past due"] }, "an invoice is past due"],
    [{ detractors: 2 }, "2 of them would not recommend us"],
    [{ daysToRenewal: 60 }, "the renewal is 60 days away"],
    [{ askedOn: "2026-06-01" }, "asked on 2026-06-01"],
  ])("waits for %o", (change, reason) => expect(advocateOf({ ...GOOD, ...change })?.not_now).toEqual([reason]));

  it("does not wait once it is long ago, or the renewal past", () => {
    expect(advocateOf({ ...GOOD, askedOn: "2026-05-01", daysToRenewal: -3 })?.not_now).toEqual([]);
  });
});
