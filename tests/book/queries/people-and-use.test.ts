import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/days.ts";
import { imported } from "../workspace.ts";
import { contextOf, shippedKnowledge, valuesOf } from "./knowledge.ts";
import { ACCOUNTS, contacts, subscriptions, tickets, usage } from "./samples.ts";

const AS_OF = "2026-11-20";

async function values(files: Record<string, string>, names: readonly string[], asOf = AS_OF): Promise<Record<string, unknown>> {
  const { book } = await imported({ "accounts.csv": ACCOUNTS, ...files });
  return valuesOf(await contextOf(book, asOf), "acme", ...names);
}

describe("people", () => {
  const link = { "Associated Company IDs": "a1" };

  it("keep their own titles", async () => {
    const files = {
      "p.csv": contacts(
        { ...link, "First Name": "Zoe", Email: "z@acme.example", "Job Title": "CEO", "Buying Role": "Decision Maker" },
        { ...link, "First Name": "Ann", Email: "a@acme.example", "Job Title": "VP Sales", "Buying Role": "Budget Holder" },
        {
          ...link,
          "First Name": "Old",
          Email: "o@acme.example",
          "Job Title": "Analyst",
          "Buying Role": "Champion",
          "Left Company On": "2026-03-01",
        },
        {
          ...link,
          "First Name": "New",
          Email: "n@acme.example",
          "Job Title": "",
          "Buying Role": "Champion",
          "Left Company On": "2026-10-01",
        },
      ),
    };
    const names = [
      "deciders",
      "decider_name",
      "decider_title",
      "champions",
      "champions_gone",
      "champion_gone_name",
      "champion_gone_title",
      "champion_left_on",
      "people_gone_90d",
    ];
    expect(Object.values(await values(files, names))).toEqual([2, "Ann Holt", "VP Sales", 0, 2, "New Holt", null, "2026-10-01", 1]);
    expect(Object.values(await values(files, names, "2026-09-30"))).toEqual([
      2,
      "Ann Holt",
      "VP Sales",
      1,
      1,
      "Old Holt",
      "Analyst",
      "2026-03-01",
      0,
    ]);
  });
});

describe("people heard from", () => {
  const nps = (...rows: string[]) => ["Response ID,Email,Name,Company,Survey Type,Score,Comment,Responded At", ...rows, ""].join("\n");
  const met = (...rows: string[]) => ["Meeting ID,Date,Type,Company,Host,Attendees,Status,Notes", ...rows, ""].join("\n");
  const files = {
    "nps.csv": nps(
      "r1,Ian@acme.example,Ian Moss,Acme Corp,nps,2,,2026-10-01 10:00:00",
      "r2,ian@acme.example,,Acme Corp,nps,3,,2026-09-01 10:00:00",
      "r3,zoe@acme.example,Zoe Late,Acme Corp,nps,9,,2026-11-21 10:00:00",
      "r4,b@birch.example,Bea Birch,Birch,nps,9,,2026-10-01 10:00:00",
    ),
    "meetings.csv": met(
      "m1,2026-08-20,Check-in,Acme Corp,Ada Berg,ian@acme.example;ann@acme.example,Held,",
      "m2,2026-08-21,Check-in,Acme Corp,Ada Berg,never@acme.example,No-show,",
      "m3,2026-12-01,Check-in,Acme Corp,Ada Berg,soon@acme.example,Scheduled,",
    ),
  };
  const heard = async (given: Record<string, string>, asOf = AS_OF) => (await values(given, ["people_heard"], asOf))["people_heard"];

  it("are those who answered or attended by as-of, each once", async () => {
    expect(await heard(files)).toBe("Ian Moss, ann@acme.example");
    expect(await heard(files, "2026-08-31")).toBe("ann@acme.example, ian@acme.example");
    expect(await heard(files, "2026-08-19")).toBeNull();
    expect(await heard({})).toBeNull();
  });

  it("are three at most, and the rest is said", async () => {
    const many = ["d", "b", "a", "c"].map((name, index) => `r${index},${name}@acme.example,,Acme Corp,nps,9,,2026-10-01 10:00:00`);
    expect(await heard({ "nps.csv": nps(...many) })).toBe("a@acme.example, b@acme.example, c@acme.example and others");
  });
});

describe("use", () => {
  /** So many events of a feature in the last 30 days and in the 30 before, spread over users. */
  const spread = (feature: string, last: number, prior: number, user = (index: number): string => `u${index % 6}`): string[] => [
    ...Array.from({ length: last }, (_, index) => `Acme_Corp ${addDays(AS_OF, -(index % 30))} ${user(index)} ${feature} 1`),
    ...Array.from({ length: prior }, (_, index) => `Acme_Corp ${addDays(AS_OF, -30 - (index % 30))} ${user(index)} ${feature} 1`),
  ];
  const CHANGE = ["logins_last_30d", "logins_prior_30d", "logins_change_30d"];

  it("falls and says since when, by the same count of logins", async () => {
    const of = await values({ "u.csv": usage(...spread("Login", 10, 25)) }, [...CHANGE, "logins_down_since"]);
    expect(of).toMatchObject({ logins_last_30d: 10, logins_prior_30d: 25, logins_change_30d: -0.6 });
    expect(of["logins_down_since"]).toMatch(/^2026-1[01]-/);
    expect(await values({ "u.csv": usage(...spread("Login", 18, 25)) }, ["logins_down_since", "logins_change_30d"])).toEqual({
      logins_down_since: null,
      logins_change_30d: -0.28,
    });
  });

  it("counts every event where the export names no login, for the change and for its beginning alike", async () => {
    const of = await values({ "u.csv": usage(...spread("Board_opened", 10, 25)) }, [...CHANGE, "logins_down_since"]);
    expect(of).toMatchObject({ logins_last_30d: 10, logins_change_30d: -0.6, logins_down_since: expect.stringMatching(/^2026-/) });
  });

  it("does not know today what an event of tomorrow is called", async () => {
    const rows = spread("Board_opened", 10, 25);
    const later = usage(...rows, `Acme_Corp ${addDays(AS_OF, 3)} u1 Login 1`);
    expect(await values({ "u.csv": later }, CHANGE)).toEqual(await values({ "u.csv": usage(...rows) }, CHANGE));
  });

  it("by nobody known is no use by nobody: without user ids people are not counted", async () => {
    const names = ["active_users_30d", "active_users_change_30d", "seat_utilisation", "logins_per_user_week", "logins_last_30d"];
    const licensed = { "s.csv": subscriptions({}) };
    expect(await values({ ...licensed, "u.csv": usage(...spread("Login", 12, 12, () => "-")) }, names)).toEqual({
      active_users_30d: null,
      active_users_change_30d: null,
      seat_utilisation: null,
      logins_per_user_week: null,
      logins_last_30d: 12,
    });
    expect(await values({ ...licensed, "u.csv": usage(...spread("Login", 12, 12)) }, names)).toMatchObject({
      active_users_30d: 6,
      seat_utilisation: 0.6,
    });
    // Seats that are licensed and were used by nobody this month are idle.
    expect(await values({ ...licensed, "u.csv": usage(...spread("Login", 0, 12)) }, names)).toMatchObject({
      active_users_30d: 0,
      seat_utilisation: 0,
    });
  });

  it("counts seats as the revenue does: a trial has none", async () => {
    const trial = {
      "s.csv": subscriptions({}, { Quantity: "40", "Trial End (UTC)": "2026-12-20 00:00:00" }),
      "u.csv": usage(...spread("Login", 12, 12)),
    };
    expect(await values(trial, ["seats", "seat_utilisation"])).toEqual({ seats: 10, seat_utilisation: 0.6 });
  });

  it("has its windows to the day: 30 days to as-of, and the 30 before", async () => {
    const rows = [0, 29, 30, 59, 60].map((ago) => `Acme_Corp ${addDays(AS_OF, -ago)} u1 Login ${10 ** [0, 29, 30, 59, 60].indexOf(ago)}`);
    expect(await values({ "u.csv": usage(...rows, `Acme_Corp ${addDays(AS_OF, 1)} u1 Login 900000`) }, CHANGE.slice(0, 2))).toEqual({
      logins_last_30d: 11,
      logins_prior_30d: 1100,
    });
  });

  it("counts first value from the events that mean it", async () => {
    const { book } = await imported({
      "accounts.csv": ACCOUNTS,
      "u.csv": usage("Acme_Corp 2026-10-01 u1 Login 1", "Acme_Corp 2026-10-05 u1 Board_opened 1", "Acme_Corp 2026-10-09 u1 Workflow_Run 1"),
    });
    const shipped = await shippedKnowledge();
    const of = async (firstValueEvents: string[]): Promise<unknown> =>
      (await valuesOf(await contextOf(book, AS_OF, { ...shipped, firstValueEvents }), "acme", "first_value_on"))["first_value_on"];
    expect([await of([]), await of(["Workflow Run"]), await of(["It's never"])]).toEqual(["2026-10-05", "2026-10-09", null]);
  });
});

describe("tickets", () => {
  const NAMES = ["tickets_30d", "tickets_90d", "open_tickets", "first_reply_hours"];

  it("are open until they are solved, and a reply of tomorrow is none today", async () => {
    const files = {
      "t.json": tickets(
        { created_at: "2026-11-20T12:00:00Z", reply: 60 },
        { created_at: "2026-11-20T20:00:00Z", reply: 600 },
        { created_at: "2026-10-01T10:00:00Z", status: "solved", solved_at: "2026-11-21T09:00:00Z", reply: 120 },
      ),
    };
    expect(Object.values(await values(files, NAMES))).toEqual([2, 3, 3, 1.5]);
    expect(Object.values(await values(files, NAMES, "2026-11-21"))).toEqual([2, 3, 2, 2]);
    expect(Object.values(await values(files, NAMES, "2026-09-30"))).toEqual([null, null, null, null]);
  });

  it("are read for the words of the lists, in whole words only", async () => {
    const files = {
      "t.json": tickets(
        { created_at: "2026-11-01T10:00:00Z", subject: "We are evaluating alternatives" },
        { created_at: "2026-11-02T10:00:00Z", subject: "ESCALATE this" },
        { created_at: "2026-11-03T10:00:00Z", subject: "deescalation; a rival alternative" },
        { created_at: "2026-11-04T10:00:00Z", subject: "moving\nto another tool" },
        { created_at: "2026-07-01T10:00:00Z", subject: "We want more seats" },
      ),
    };
    expect(await values(files, ["competitor_tickets", "competitor_first_on", "escalation_tickets", "expansion_tickets"])).toEqual({
      competitor_tickets: 2,
      competitor_first_on: "2026-11-01",
      escalation_tickets: 1,
      expansion_tickets: 0,
    });
  });
});
