import { describe, expect, it } from "vitest";
import type { LinearModel } from "../../../src/domain/triage/linear-model.ts";
import type { AuthorityRule } from "../../../src/domain/triage/taxonomy.ts";
import type { Ticket, TriageAccount } from "../../../src/domain/triage/ticket.ts";
import { triageEngine } from "../../../src/domain/triage/triage-engine.ts";
import type { TriagedTicket } from "../../../src/domain/triage/triaged.ts";
import { signFeature } from "../../../src/domain/triage/word-features.ts";
import { ACCOUNT, CALM, modelOf, sure, TICKET } from "./small-model.ts";
import { KNOWLEDGE } from "./small-practice.ts";

const lane = (agent: string): string => `lane of ${agent}`;
/** The ticket by a model whose heads are sure of what `bias` names, other than of a calm bug. */
function triaged(bias: Record<string, number>, ticket: Partial<Ticket> = {}, account?: TriageAccount): TriagedTicket {
  return triageEngine(KNOWLEDGE, modelOf({ ...CALM, ...bias }), lane)({ ...TICKET, ...ticket }, account);
}
const priority = (name: string): Record<string, number> => ({ "priority p3": 0, ...sure("priority", name) });
const SPAM = { "type bug": 0, ...sure("type", "spam") };

describe("the source's own priority", () => {
  const level = (source: string | undefined, bias: Record<string, number> = {}): string => triaged(bias, { priority: source }).priority;

  it("lifts a ticket to p2 where it is the highest that a source has", () => {
    for (const source of ["urgent", "critical", "blocker", "highest", "p1"]) expect([source, level(source)]).toEqual([source, "p2"]);
    for (const source of ["high", "normal", "p2", "p10", "xp1", "not urgent", "urgently", "", undefined])
      expect([source, level(source)]).toEqual([source, "p3"]);
  });

  it("lifts from p3 and p4, and lowers nothing", () => {
    const levels = ["p1", "p2", "p3", "p4"].map((name) => [level("urgent", priority(name)), level("normal", priority(name))]);
    expect(levels).toEqual([
      ["p1", "p1"],
      ["p2", "p2"],
      ["p2", "p3"],
      ["p2", "p4"],
    ]);
  });

  it("lifts no spam", () => {
    expect([level("urgent", SPAM), level("urgent", { ...SPAM, ...priority("p4") })]).toEqual(["p3", "p4"]);
  });

  it("is named, and is the level that rules of authority see", () => {
    const rule: AuthorityRule = { id: "p2s", limit: "all that is p2", priorities: ["p2"], to: "account-executive", step: "Hand on." };
    const engine = triageEngine({ ...KNOWLEDGE, authority: [rule] }, modelOf({ ...CALM, ...sure("escalate", "yes") }), lane);
    expect(engine({ ...TICKET, priority: "urgent" }, undefined)).toMatchObject({
      rule: "p2s",
      reasons: ["above support (p2s): all that is p2", "the source calls it urgent"],
    });
    expect(engine({ ...TICKET, id: "T-9", priority: "normal" }, undefined)).toMatchObject({ rule: null, reasons: [] });
  });
});

describe("a strategic account", () => {
  const strategic: TriageAccount = { ...ACCOUNT, arrMinor: 10_000_000 };
  const mean = (negative: number): Record<string, number> => ({
    "sentiment neutral": Math.log(1 - negative),
    "sentiment negative": Math.log(negative),
    "sentiment very_negative": -50,
    "sentiment positive": -50,
    "sentiment very_positive": -50,
  });

  it("is unhappy below −0.3, not at it", () => {
    expect([triaged(mean(0.6), {}, strategic).priority, triaged(mean(0.62), {}, strategic).priority]).toEqual(["p3", "p2"]);
    expect(triaged(mean(0.62), {}, { ...strategic, tier: null })).toMatchObject({ health: null, agent: "customer-support" });
  });

  it("is raised from p3 alone", () => {
    for (const name of ["p1", "p2", "p4"]) {
      const told = triaged({ ...mean(0.9), ...priority(name) }, {}, strategic);
      expect([told.priority, told.reasons]).toEqual([name, []]);
    }
  });
});

describe("rules of authority", () => {
  const ruled = (rule: Partial<AuthorityRule>, ticket: Partial<Ticket> = {}, bias: Record<string, number> = {}): string | null => {
    const authority = [{ id: "r", limit: "", to: "account-executive", step: "", ...rule }];
    return triageEngine({ ...KNOWLEDGE, authority }, modelOf({ ...CALM, ...bias }), lane)({ ...TICKET, ...ticket }, undefined).rule;
  };

  it("see the type, the capability, sums, people and likeness of a ticket", () => {
    expect([ruled({ capabilities: ["export"] }), ruled({ capabilities: ["login"] })]).toEqual(["r", null]);
    expect(ruled({ capabilities: ["export"] }, {}, { "capability export": 0, ...sure("capability", "none") })).toBeNull();
    expect([ruled({ types: ["bug"] }), ruled({ types: ["request"] })]).toEqual(["r", null]);
    expect([ruled({ usersAbove: 24 }, { description: "25 users" }), ruled({ usersAbove: 25 }, { description: "25 users" })]).toEqual([
      "r",
      null,
    ]);
    expect([ruled({ amountAbove: 299 }, { description: "300 EUR" }), ruled({ amountAbove: 300 }, { description: "300 EUR" })]).toEqual([
      "r",
      null,
    ]);
    // Heads of two classes without a word are at one half.
    expect([ruled({ least: 0.5 }), ruled({ least: 0.51 }), ruled({ least: 0.98 }, {}, sure("escalate", "yes"))]).toEqual(["r", null, "r"]);
  });
});

describe("what is told of a ticket", () => {
  it("has a share in thousandths", () => {
    const even = { "capability export": Math.log(1 / 3), "capability login": Math.log(0.5), "capability none": Math.log(1 / 6) };
    expect(triaged(even)).toMatchObject({ capability: "login", confidence: 0.5, gap: "login gap" });
    expect(triaged({ "capability export": 0, "capability login": 0, "capability none": 0 })).toMatchObject({
      capability: "export",
      confidence: 0.333,
    });
  });

  it("is of the first of classes that are as likely", () => {
    expect(triaged({ "type bug": 0 }).type).toBe("bug");
    expect(triaged({ "type bug": -9, "type cancellation": -9 })).toMatchObject({ type: "request" });
    expect(triaged({ "priority p3": 0 }).priority).toBe("p1");
  });

  it("feels with the subject too where the last message is the first", () => {
    const features = new Map([[signFeature("cue outage"), { "sentiment very_negative": 100 }]]);
    const model: LinearModel = modelOf({ ...CALM, "sentiment neutral": 10 }, features);
    const of = (lastMessage: string | undefined) =>
      triageEngine(KNOWLEDGE, model, lane)({ ...TICKET, subject: "outage", description: "fine", lastMessage }, undefined).sentiment.label;
    // Markup is no difference; another last message is read by itself.
    expect(["fine", "<p>fine", undefined, "", "fine again"].map(of)).toEqual([
      "very_negative",
      "very_negative",
      "very_negative",
      "very_negative",
      "neutral",
    ]);
  });

  it("counts days from a day that is written as one", () => {
    const on = (createdAt: string | undefined) => triaged({}, { description: "by Friday", createdAt }).deadlines.map((each) => each.on);
    expect([on("2026-11-18"), on("2026-11-18T23:59:59Z"), on("x2026-11-18"), on("18.11.2026"), on(undefined)]).toEqual([
      ["2026-11-20"],
      ["2026-11-20"],
      [null],
      [null],
      [null],
    ]);
  });

  it("judges the first reply by four hours where nothing else is promised", () => {
    const createdAt = "2026-11-18T09:00:00Z";
    expect(triaged({}, { createdAt, firstReplyMinutes: 240 })).toMatchObject({ sla: "met", reply_due: "2026-11-18T13:00:00.000Z" });
    expect(triaged({}, { createdAt, firstReplyMinutes: 241 }).sla).toBe("missed");
  });
});
