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
      last_activity_on: null,
      last_use_on: null,
      days_90d: 0,
      days_before: 0,
      last_met_on: null,
      meetings: 0,
      nps: null,
      nps_on: null,
      last_wrote_on: null,
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
    expect(person({ last_wrote_on: "2026-11-02", last_use_on: "2026-01-01" })).toMatchObject({
      last_sign_on: "2026-11-02",
      standing: "active",
    });
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

  it("tells nobody present from nobody active, and leaves contacts without weight out", () => {
    const plain = person({ contact: "p", name: "Pat", last_met_on: "2026-01-01" });
    expect(coverageOf([plain])).toEqual({
      risks: ["no champion, executive sponsor or decision maker on record", "nobody shows a sign of life"],
      meet: null,
    });
    expect(coverageOf([]).risks).toEqual(["no contact on record"]);
    // The CRM's note of an activity is no sign of theirs, and is told.
    expect(coverageOf([champion, sponsor, decider].map((one) => ({ ...one, standing: "not met" as const }))).risks.join()).not.toContain(
      "CRM",
    );
    expect(coverageOf([person({ last_activity_on: "2026-11-01" }), person({ last_activity_on: "2026-10-01" })])).toMatchObject({
      risks: [expect.stringContaining("no champion"), "nobody shows a sign of life; the CRM notes activity last on 2026-11-01"],
    });
    // Nobody can say who is missing where no contact has a role.
    expect(coverageOf([plain], false)).toEqual({
      risks: ["roles not known: the contacts export names none", ...coverageOf([plain]).risks.slice(1)],
      meet: null,
    });
    const left = person({ contact: "l", name: "Lou", left_on: "2026-01-01" });
    expect(coverageOf([champion, sponsor, decider, left]).risks).toEqual([]);
    const goneTwo = [
      person({ contact: "1", name: "Ada", role: "champion", left_on: "2026-01-01" }),
      person({ contact: "2", name: null, email: "b@x.example", role: "budget", left_on: "2026-01-01" }),
    ];
    expect(coverageOf([champion, sponsor, decider, ...goneTwo]).risks).toEqual(["2 people of weight gone: Ada and b@x.example"]);
  });

  it("names the one person it hangs on by e-mail, or as somebody, where the name is not known", () => {
    const nameless = person({
      contact: "e",
      name: null,
      email: "e@x.example",
      role: "champion;executive sponsor;decision maker",
      last_met_on: AS_OF,
    });
    expect(coverageOf([nameless]).risks).toEqual(["everything hangs on one person, e@x.example"]);
    expect(coverageOf([{ ...nameless, email: null }]).risks).toEqual(["everything hangs on one person, somebody"]);
  });

  it("meets nobody who is active, a power user least of all, and breaks a tie by who is silent longest", () => {
    const power = person({ contact: "w", name: "Wes", days_before: 50, last_use_on: "2026-08-01" });
    expect(coverageOf([champion, sponsor, decider, power]).meet).toBeNull();
    const early = person({ contact: "b", name: "Bo", role: "champion", last_met_on: "2026-02-01" });
    const late = person({ contact: "a", name: "Al", role: "champion", last_met_on: "2026-03-01" });
    expect(coverageOf([late, early]).meet).toEqual({ name: "Bo", why: "champion, no sign since 2026-02-01" });
    const never = [person({ contact: "2", name: "Two", role: "sponsor" }), person({ contact: "1", name: "One", role: "sponsor" })];
    expect(coverageOf(never).meet).toEqual({ name: "One", why: "executive sponsor, never met" });
    expect(coverageOf([...never].reverse()).meet?.name).toBe("One");
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

  it("tells why in words, with what is known and nothing else", () => {
    expect(advocateOf(GOOD)?.why).toEqual([
      "Ann recommends us (2026-10-01)",
      "health is green",
      "reached: invoices out in a day",
      "customer for 13 months",
    ]);
    const more = { ...GOOD, promoters: [...GOOD.promoters, { person: "Bob", on: "2026-09-01" }], featureAdoption: 0.81, tenureDays: 183 };
    expect(advocateOf(more)?.why).toEqual([
      "Ann recommends us (2026-10-01), and 1 more",
      "health is green",
      "reached: invoices out in a day",
      "they use nearly all of the product",
      "customer for 6 months",
    ]);
    expect(advocateOf({ ...GOOD, tier: null, outcome: null, tenureDays: 182, featureAdoption: 0.8 })).toEqual({
      asks: ["referral"],
      why: ["Ann recommends us (2026-10-01)"],
      not_now: [],
    });
    expect(advocateOf({ ...GOOD, tenureDays: null, featureAdoption: null })?.asks).toEqual(["referral"]);
  });

  it("waits up to the very day", () => {
    const waits = (change: Partial<AdvocateFigures>): number => advocateOf({ ...GOOD, ...change })?.not_now.length ?? -1;
    expect([60, 61, 0, -1].map((daysToRenewal) => waits({ daysToRenewal }))).toEqual([1, 0, 1, 0]);
    expect([waits({ askedOn: "2026-05-24" }), waits({ askedOn: "2026-05-25" })]).toEqual([0, 1]);
    expect(waits({ daysToRenewal: null })).toBe(0);
  });

  it("does not wait once it is long ago, or the renewal past", () => {
    expect(advocateOf({ ...GOOD, askedOn: "2026-05-01", daysToRenewal: -3 })?.not_now).toEqual([]);
  });
});
