import { describe, expect, it } from "vitest";
import { ruleAbove, ruleOutright, USUAL_LIKENESS, type AuthorityCase } from "../../../src/domain/triage/authority.ts";
import { capabilityChooser } from "../../../src/domain/triage/choose-capability.ts";
import { chooseGap } from "../../../src/domain/triage/choose-gap.ts";
import { clearLanguage, isForeign, languageBits } from "../../../src/domain/triage/languages.ts";
import { shares } from "../../../src/domain/triage/linear-model.ts";
import { nextStep } from "../../../src/domain/triage/next-step.ts";
import { ownerOf } from "../../../src/domain/triage/owner-of.ts";
import { gapKey, ticketReader } from "../../../src/domain/triage/reader.ts";
import { reasonsFor, type ReasonCase } from "../../../src/domain/triage/reasons.ts";
import { replyDue, slaOf, USUAL_PROMISE } from "../../../src/domain/triage/reply-promise.ts";
import type { AuthorityRule } from "../../../src/domain/triage/taxonomy.ts";
import { CAPABILITIES, KNOWLEDGE } from "./small-practice.ts";

const RULE: AuthorityRule = { id: "r", limit: "money above the limit", to: "account-executive", step: "Hand it on." };

describe("a rule of authority", () => {
  const ticket: AuthorityCase = {
    type: "billing",
    priority: "p2",
    capability: "export",
    cues: (name) => (name === "money" ? 1 : 0),
    amount: 100,
    users: 10,
    likeness: 0.5,
  };
  const fits = (rule: Partial<AuthorityRule>, more: Partial<AuthorityCase> = {}): boolean =>
    ruleAbove([{ ...RULE, ...rule }], { ...ticket, ...more }) !== undefined;

  it("fits where everything it names does", () => {
    expect(USUAL_LIKENESS).toBe(0.5);
    expect([fits({}), fits({}, { likeness: 0.49 }), fits({ least: 0.6 }), fits({ least: 0.5 })]).toEqual([true, false, false, true]);
    expect([fits({ types: ["billing"] }), fits({ types: ["bug"] }), fits({ types: [] })]).toEqual([true, false, false]);
    expect([fits({ priorities: ["p1", "p2"] }), fits({ priorities: ["p1"] })]).toEqual([true, false]);
    expect([fits({ capabilities: ["export"] }), fits({ capabilities: ["login"] })]).toEqual([true, false]);
    expect(fits({ capabilities: ["export"] }, { capability: null })).toBe(false);
    expect([fits({ cues: ["legal", "money"] }), fits({ cues: ["legal"] }), fits({ cues: [] })]).toEqual([true, false, false]);
    expect([fits({ amountAbove: 99 }), fits({ amountAbove: 100 })]).toEqual([true, false]);
    expect([fits({ usersAbove: 9 }), fits({ usersAbove: 10 })]).toEqual([true, false]);
  });

  it("fits outright by words that suffice together, whatever was learnt", () => {
    const outright = (rule: Partial<AuthorityRule>, more: Partial<AuthorityCase> = {}): boolean =>
      ruleOutright([{ ...RULE, types: ["bug"], least: 0.9, ...rule }], { ...ticket, ...more }) !== undefined;
    expect([outright({}), outright({ outright: [] }), outright({ outright: [[]] })]).toEqual([false, false, false]);
    expect([outright({ outright: [["money"]] }), outright({ outright: [["money", "legal"]] })]).toEqual([true, false]);
    expect(outright({ outright: [["legal"], ["money"]] })).toBe(true);
    expect([outright({ outright: [["money"]], amountAbove: 99 }), outright({ outright: [["money"]], amountAbove: 100 })]).toEqual([
      true,
      false,
    ]);
    // A number of people stands for many users, only above the rule's own number and only for that list.
    const many = { outright: [["money", "many_users"]] };
    expect([outright({ ...many, usersAbove: 9 }), outright({ ...many, usersAbove: 10 }), outright(many)]).toEqual([true, false, false]);
    expect(outright({ outright: [["legal"]], usersAbove: 9 })).toBe(false);
    // Such a rule has its place among the others.
    const rules = [
      { ...RULE, id: "first", types: ["billing"] },
      { ...RULE, id: "second", types: ["bug"], outright: [["money"]] },
    ];
    expect([ruleAbove(rules, ticket)?.id, ruleAbove(rules.slice(1), ticket)?.id]).toEqual(["first", "second"]);
  });

  it("is the first that fits", () => {
    const rules = [
      { ...RULE, id: "a", types: ["bug"] },
      { ...RULE, id: "b" },
      { ...RULE, id: "c" },
    ];
    expect(ruleAbove(rules, ticket)?.id).toBe("b");
    expect(ruleAbove([], ticket)).toBeUndefined();
  });
});

describe("what to do next", () => {
  const plain = { type: "bug", duplicateOf: undefined, subjectOnly: false, churnIntent: false };
  const churn = "Answer the fault, and tell the customer-success manager today that the customer speaks of leaving.";
  const alone = " The export holds the subject only: read the message first.";

  it("is to merge, else what the rule says, else to warn of leaving, else by the type", () => {
    expect(nextStep(RULE, { ...plain, duplicateOf: "T-1", churnIntent: true })).toBe("Merge with T-1 and answer once.");
    expect(nextStep(RULE, { ...plain, churnIntent: true, subjectOnly: true })).toBe("Hand it on.");
    expect(nextStep(undefined, { ...plain, churnIntent: true })).toBe(churn);
    expect(
      ["bug", "incident", "how-to", "request", "billing", "complaint", "cancellation", "spam", "other"].map((type) =>
        nextStep(undefined, { ...plain, type }),
      ),
    ).toEqual([
      "Reproduce it, ask for what is missing in one message, and file it under its capability.",
      "Check whether others are affected, confirm receipt, and give the next update within the hour.",
      "Answer with the steps and the article; tag the capability, so that the documentation gap is counted.",
      "File the wish with the account's name; promise no date.",
      "Check invoice and contract, correct what is within the limit, and say when it will be on the account.",
      "Let one named person answer by phone or in full, and say what will change by when.",
      "Confirm receipt and hand to the owner of the renewal.",
      "Close without an answer.",
      "Answer within four hours.",
    ]);
    expect(nextStep(undefined, { ...plain, type: "other", subjectOnly: true })).toBe(`Answer within four hours.${alone}`);
    expect(nextStep(undefined, { ...plain, type: "spam", subjectOnly: true })).toBe("Close without an answer.");
  });
});

describe("who takes it", () => {
  const calm = { type: "bug", churnIntent: false, redAndUnhappy: false };
  const lane = (agent: string): string => `lane of ${agent}`;
  const owner = (agent: string) => ({ lane: lane(agent), agent });

  it("is the rule's agent, retention for who may leave, product for wishes, else support", () => {
    expect(ownerOf(RULE, { ...calm, type: "spam" }, lane)).toEqual(owner("account-executive"));
    expect(ownerOf(undefined, { ...calm, type: "spam", churnIntent: true }, lane)).toEqual({ lane: "none", agent: null });
    expect(ownerOf(undefined, { ...calm, type: "request", churnIntent: true }, lane)).toEqual(owner("retention-specialist"));
    expect(ownerOf(undefined, { ...calm, redAndUnhappy: true }, lane)).toEqual(owner("retention-specialist"));
    expect(ownerOf(undefined, { ...calm, type: "request" }, lane)).toEqual(owner("product-owner"));
    expect(ownerOf(undefined, calm, lane)).toEqual(owner("customer-support"));
  });
});

describe("the reasons", () => {
  const none: ReasonCase = {
    type: "bug",
    cues: () => 0,
    users: 0,
    amount: 0,
    deadlines: [],
    churnIntent: false,
    frustration: 0,
    rule: undefined,
    sourcePriority: undefined,
    raised: undefined,
    firstReplyMinutes: undefined,
    replyMinutes: 240,
    overdue: false,
    subjectOnly: false,
  };
  const given = (more: Partial<ReasonCase>): string[] => reasonsFor({ ...none, ...more });
  const cued = (...names: string[]): Partial<ReasonCase> => ({ cues: (name) => (names.includes(name) ? 1 : 0) });

  it("are none where nothing was found", () => expect(given({})).toEqual([]));

  it("stand gravest first", () => {
    expect(
      given({
        cues: () => 2,
        users: 1200,
        amount: 18_400,
        deadlines: [
          { text: "by Friday", on: "2026-11-20" },
          { text: "due 2026-12-01", on: "2026-12-01" },
          { text: "by noon", on: null },
        ],
        churnIntent: true,
        frustration: 0.6,
        rule: RULE,
        sourcePriority: "urgent",
        raised: "raised: the account's health is red",
        firstReplyMinutes: 390,
        overdue: true,
        subjectOnly: true,
      }),
    ).toEqual([
      "above support (r): money above the limit",
      "speaks of data seen by people who should not",
      "speaks of a security matter",
      "speaks of lost or overwritten data",
      "speaks of an outage",
      "names 1,200 people",
      "work is blocked",
      "cites contract or law",
      "names a sum of 18,400",
      "deadline: by Friday (2026-11-20), due 2026-12-01, by noon",
      "not the first time, or still unsolved",
      "speaks of leaving",
      "the customer is losing patience",
      "raised: the account's health is red",
      "first reply took 7 h, the standard is 4 h",
      "no first reply is recorded, and the 4 h for it are over",
      "the source calls it urgent",
      "the customer says there is no hurry",
      "read by its subject alone",
    ]);
  });

  it("each stand for what they name", () => {
    expect(given(cued("data_exposed"))).toEqual(["speaks of data seen by people who should not"]);
    expect(given(cued("security"))).toEqual(["speaks of a security matter"]);
    expect(given(cued("data_loss"))).toEqual(["speaks of lost or overwritten data"]);
    expect(given(cued("outage"))).toEqual(["speaks of an outage"]);
    expect(given(cued("many_users"))).toEqual(["many users are affected"]);
    expect(given({ ...cued("many_users"), users: 3 })).toEqual(["names 3 people"]);
    expect(given(cued("blocked"))).toEqual(["work is blocked"]);
    expect(given(cued("legal"))).toEqual(["cites contract or law"]);
    expect(given(cued("repeated"))).toEqual(["not the first time, or still unsolved"]);
    expect(given(cued("no_hurry"))).toEqual(["the customer says there is no hurry"]);
    expect(given({ frustration: 0.59 })).toEqual([]);
    expect([given({ firstReplyMinutes: 240 }), given({ firstReplyMinutes: 241 })]).toEqual([
      [],
      ["first reply took 4 h, the standard is 4 h"],
    ]);
    for (const word of ["urgent", "high", "critical", "p1", "blocker", "highest"])
      expect(given({ sourcePriority: word })).toEqual([`the source calls it ${word}`]);
    expect(given({ sourcePriority: "normal" })).toEqual([]);
  });
});

describe("the promise of a reply", () => {
  it("reads times with and without a zone, and says so where there is none", () => {
    expect(replyDue("2026-11-18T09:00", USUAL_PROMISE)).toBe("2026-11-18T13:00:00.000Z");
    expect(replyDue("2026-11-18 09:00:30", { minutes: 1 })).toBe("2026-11-18T09:01:30.000Z");
    expect(replyDue("2026-11-18T09:00:00z", { minutes: 0 })).toBe("2026-11-18T09:00:00.000Z");
    expect(replyDue("2026-11-18T09:00:00-0500", { minutes: 0 })).toBe("2026-11-18T14:00:00.000Z");
    expect(replyDue("2026-11-18", USUAL_PROMISE)).toBeNull();
    expect(replyDue("x2026-11-18T09:00", USUAL_PROMISE)).toBeNull();
    expect(replyDue("2026-13-18T09:00", USUAL_PROMISE)).toBeNull();
    expect(replyDue(undefined, USUAL_PROMISE)).toBeNull();
    const ticket = { id: "1", line: 1, subject: "", description: "", customerIds: [] };
    for (const status of ["solved", "closed", "resolved", "done"])
      expect(slaOf({ ...ticket, status }, "2026-11-18T13:00:00.000Z", USUAL_PROMISE)).toBe("unknown");
    expect(slaOf({ ...ticket, status: "open" }, "2026-11-18T13:00:00.000Z", USUAL_PROMISE)).toBe("waiting");
  });
});

describe("the capability", () => {
  const reader = ticketReader(KNOWLEDGE, undefined);
  const head = { name: "capability", classes: ["export", "login", "none", "gone"], offset: 1 };
  const choose = capabilityChooser(head, CAPABILITIES);
  const chosen = (scores: readonly number[], text: string) => {
    const { place, share } = choose(Float32Array.of(99, ...scores), reader.read("", text));
    return [place, Math.round(share * 1e4) / 1e4];
  };
  const part = (own: number, ...others: number[]): number =>
    Math.round((1e4 * Math.exp(own)) / [own, ...others].reduce((sum, each) => sum + Math.exp(each), 0)) / 1e4;

  it("is the likeliest class, of those still in the taxonomy", () => {
    expect(chosen([1, 2, 0, 0], "hello")).toEqual([1, part(2, 1, 0, 0)]);
    expect(chosen([1, 2, 0, 5], "hello")).toEqual([undefined, part(2, 1, 0, 5)]);
    expect(chosen([1, 2, 0, 2.5], "hello")).toEqual([1, part(2, 1, 0, 2.5)]);
    expect(chosen([1, 0, 3, 0], "hello")).toEqual([undefined, part(3, 1, 0, 0)]);
    // A share of 12 % is the least.
    expect(chosen([0, -1, -9, 1.9], "hello")).toEqual([0, part(0, -1, -9, 1.9)]);
    expect(chosen([0, -1, -9, 2.1], "hello")).toEqual([undefined, part(0, -1, -9, 2.1)]);
  });

  it("is the one that a phrase names outright, unless much speaks against", () => {
    expect(chosen([0, 2, 0, 0], "the csv export is broken")).toEqual([0, part(4, 2, 0, 0)]);
    expect(chosen([0, 5, 0, 0], "the csv export is broken")).toEqual([1, part(5, 4, 0, 0)]);
  });

  it("is one that the model never learnt wherever its phrases stand", () => {
    // One word of a capability's own: weight 1 in the text, 1.5 in the subject.
    expect(chosen([9, 0, 0, 0], "my dashboard")).toEqual([2, Math.round((1e4 * 1) / 1.5) / 1e4]);
    const subject = choose(Float32Array.of(99, 9, 0, 0, 0), reader.read("dashboard", ""));
    expect(subject.share).toBeCloseTo(1.5 / 2, 9);
    expect(choose(Float32Array.of(99, 9, 0, 0, 0), reader.read("", "dashboard ".repeat(80))).share).toBe(0.99);
    // Of two, the one that more phrases name.
    expect(chosen([9, 0, 0, 0], "the dashboard and the calendar, and the calendar")[0]).toBe(3);
    expect(chosen([9, 0, 0, 0], "the calendar and the dashboard")[0]).toBe(2);
    // What only looks like it takes its weight away.
    expect(chosen([9, 0, 0, 0], "my car dashboard")[0]).toBe(0);
  });

  it("has the narrow gap that most phrases name, else its own", () => {
    const export_ = CAPABILITIES[0];
    if (export_ === undefined) throw new Error("no capability");
    const gap = (text: string, place = 0): string => chooseGap(export_, place, reader.read("", text));
    expect(gap("it fails")).toBe("exports are not reliable");
    expect(gap("it is slow")).toBe("large exports are slow");
    expect(gap("wrong encoding, slow, wrong encoding")).toBe("text comes out garbled");
    expect(gap("slow and wrong encoding")).toBe("text comes out garbled");
    expect(gap("slow and garbled")).toBe("large exports are slow");
    expect(gap("it is slow", 1)).toBe("exports are not reliable");
    expect([gapKey(0, 5), gapKey(2, 3)]).toEqual([5, 131]);
  });
});

describe("shares", () => {
  it("are of the head's own classes and sum to 1, however large the scores", () => {
    const into = shares({ name: "h", classes: ["a", "b"], offset: 1 }, Float32Array.of(500, 1000, 999, 2000), new Float32Array(2));
    expect(into[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
    expect(into[1]).toBeCloseTo(1 / (1 + Math.exp(1)), 6);
  });
});

describe("the language", () => {
  it("has three small words at least, and half as many more than the next", () => {
    expect([clearLanguage([2, 0, 0, 0]), clearLanguage([3, 0, 0, 0]), clearLanguage([0, 3, 2, 0]), clearLanguage([0, 3, 2, 2.1])]).toEqual([
      undefined,
      "en",
      "de",
      undefined,
    ]);
    expect([clearLanguage([2, 0, 3, 0]), clearLanguage([0, 0, 0, 9]), clearLanguage([2.5, 0, 3, 0]), clearLanguage([])]).toEqual([
      "fr",
      "es",
      undefined,
      undefined,
    ]);
    expect(clearLanguage([4, 5, 6, 1])).toBeUndefined();
    const bits = languageBits();
    expect(["the", "der", "nous", "nosotros", "la", "invoice", ""].map(bits)).toEqual([1, 2, 4, 8, 12, 0, 0]);
  });
});

describe("a language that triage does not read", () => {
  it("is told by two of its small words, where no other has more", () => {
    expect([isForeign([0, 0, 2, 0, 2]), isForeign([0, 0, 3, 0, 2]), isForeign([0, 0, 0, 0, 1]), isForeign([0, 0, 0, 0])]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(languageBits()("riusciamo")).toBe(16);
    expect(clearLanguage([0, 3, 0, 0, 9])).toBe("de");
  });
});
