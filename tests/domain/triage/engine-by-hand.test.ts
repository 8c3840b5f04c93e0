import { describe, expect, it } from "vitest";
import { FEELINGS } from "../../../src/domain/sentiment/feelings.ts";
import { packTriageModel } from "../../../scripts/triage/pack-model.ts";
import { type TicketReader, ticketReader } from "../../../src/domain/triage/reader.ts";
import { scorer } from "../../../src/domain/triage/scorer.ts";
import { signKeys } from "../../../src/domain/triage/sign-values.ts";
import type { Ticket, TriageAccount } from "../../../src/domain/triage/ticket.ts";
import { triageEngine } from "../../../src/domain/triage/triage-engine.ts";
import { parseTriageModel } from "../../../src/domain/triage/triage-model.ts";
import { pairFeature, signFeature, stemHash, wordFeatures } from "../../../src/domain/triage/word-features.ts";
import { WAYS } from "../../../src/domain/triage/ways-of-writing.ts";
import { ACCOUNT, CALM, modelOf, PLACES, sure, TICKET, WIDTH } from "./small-model.ts";
import { KNOWLEDGE } from "./small-practice.ts";

describe("the scorer", () => {
  const reader: TicketReader = ticketReader(KNOWLEDGE, undefined);

  it("adds each word once, pairs of neighbours, and signs, on vectors of length 1", () => {
    const [word] = wordFeatures("zulu", "zulu");
    const pair = pairFeature(stemHash("zulu"), stemHash("yankee".slice(0, -1)));
    const features = new Map([
      [word ?? 0, { "type bug": 3 }],
      [pair, { "type request": 4 }],
      [signFeature("cue outage"), { "type spam": 8 }],
      [signFeature("subject only"), { "churn yes": 6 }],
    ]);
    const model = modelOf({ "type bug": 1 }, features);
    const small = ticketReader(KNOWLEDGE, model);
    const score = scorer(model, small);
    const at = (scores: Float32Array, name: string): number => scores[PLACES[name] ?? -1] ?? Number.NaN;
    // The word alone: length 2 · 1, so 3 · 2 / 2 · 0.5 + 1.
    const alone = Float32Array.from(score(small.read("", "zulu")));
    expect(at(alone, "type bug")).toBeCloseTo(2.5, 6);
    const twice = Float32Array.from(score(small.read("", "zulu x zulu")));
    expect(at(twice, "type bug")).toBeCloseTo(2.5, 6);
    const both = Float32Array.from(score(small.read("", "zulu yankee")));
    expect(at(both, "type bug")).toBeCloseTo(1 + (3 / Math.SQRT2) * 0.5, 6);
    expect(at(both, "type request")).toBeCloseTo((4 / Math.SQRT2) * 0.5, 6);
    // In the subject the word and the pair that begins there weigh 1.5.
    // Whatever was read before it in the text.
    expect(at(Float32Array.from(score(small.read("", "one two three zulu"))), "type bug")).toBeCloseTo(2.5, 6);
    expect(at(Float32Array.from(score(small.read("", "one two three"))), "type bug")).toBe(1);
    const subject = Float32Array.from(score(small.read("zulu", "zulu yankee")));
    const length = Math.hypot(1.5 * 2, 2);
    expect(at(subject, "type bug")).toBeCloseTo(1 + ((3 * 1.5 * 2) / length) * 0.5, 6);
    expect(at(subject, "type request")).toBeCloseTo(((4 * 2) / length) * 0.5, 6);
    expect(at(Float32Array.from(score(small.read("", "outage is down"))), "type spam")).toBeCloseTo(Math.log1p(2) * 8 * 0.5, 5);
    expect(at(Float32Array.from(score(small.read("subject", ""))), "churn yes")).toBeCloseTo(3, 6);
    expect(at(Float32Array.from(score(small.read("subject", "body"))), "churn yes")).toBe(0);
    expect(signKeys(reader)).toHaveLength(4 + 3 + FEELINGS.length + WAYS.length + 1);
  });
});

describe("the engine", () => {
  const lane = (agent: string): string => `lane of ${agent}`;
  const triaged = (bias: Record<string, number>, ticket: Partial<Ticket> = {}, account?: TriageAccount, now?: string) =>
    triageEngine(KNOWLEDGE, modelOf({ ...CALM, ...bias }), lane, { minutes: 240, now })({ ...TICKET, ...ticket }, account);

  it("tells of a ticket all it knows", () => {
    expect(triaged({}, { createdAt: "2026-11-18T09:00:00Z" }, ACCOUNT)).toEqual({
      id: "T-1",
      capability: "export",
      gap: "exports are not reliable",
      type: "bug",
      sentiment: { label: "neutral", score: 0 },
      frustration: 0,
      priority: "p3",
      escalate: false,
      rule: null,
      reasons: [],
      account: "acme",
      arr_minor: 1000,
      health: "green",
      lane: "lane of customer-support",
      agent: "customer-support",
      next_step: "Reproduce it, ask for what is missing in one message, and file it under its capability.",
      language: "de",
      deadlines: [],
      churn_intent: false,
      duplicates_of: null,
      reply_due: "2026-11-18T13:00:00.000Z",
      sla: "waiting",
      confidence: 1,
      subject: "It stops",
    });
    expect(triaged(sure("capability", "none"))).toMatchObject({
      account: null,
      arr_minor: null,
      health: null,
      reply_due: null,
      sla: "unknown",
    });
    expect(triaged({ "capability export": 0, "capability none": 20 })).toMatchObject({ capability: null, gap: null, confidence: 1 });
    expect(triaged({ "capability export": Math.log(2) })).toMatchObject({ capability: "export", confidence: 0.5 });
  });

  it("says why, with dates counted from the day of the ticket", () => {
    const told = triaged(
      {},
      { description: "It is down again by Friday", createdAt: "2026-11-18 09:00:00", priority: "urgent" },
      undefined,
      "2026-11-19T00:00:00.000Z",
    );
    expect(told.deadlines).toEqual([{ text: "by Friday", on: "2026-11-20" }]);
    expect(told.reasons).toEqual([
      "speaks of an outage",
      "deadline: by Friday (2026-11-20)",
      "not the first time, or still unsolved",
      "no first reply is recorded, and the 4 h for it are over",
      "the source calls it urgent",
    ]);
    expect(told).toMatchObject({ sla: "overdue", frustration: 0.12 });
    expect(triaged({}, { description: "by Friday", createdAt: "18/11/2026" }).deadlines).toEqual([{ text: "by Friday", on: null }]);
    expect(triaged({}, { firstReplyMinutes: 300 }).reasons).toEqual(["first reply took 5 h, the standard is 4 h"]);
  });

  it("takes a language that small words tell before the model's, and none where there are no letters", () => {
    expect(triaged({}, { description: "the export and the report are not here" }).language).toBe("en");
    expect(triaged({}, { subject: "", description: "??? !!!" }).language).toBe("und");
    expect(triaged({ "language de": 0, "language en": 5 }).language).toBe("en");
  });

  it("hears of leaving from 45 % on, and in every cancellation", () => {
    const churn = (odds: number): boolean => triaged({ "churn no": 0, "churn yes": odds }).churn_intent;
    expect([churn(Math.log(0.44 / 0.56)), churn(Math.log(0.46 / 0.54))]).toEqual([false, true]);
    const gone = triaged({ "type bug": 0, ...sure("type", "cancellation") });
    expect(gone).toMatchObject({ churn_intent: true, type: "cancellation", agent: "retention-specialist", reasons: ["speaks of leaving"] });
  });

  it("hands on what a rule names, but no spam", () => {
    const refund = { description: "refund 300 EUR" };
    const yes = sure("escalate", "yes");
    expect(triaged(yes, refund)).toMatchObject({
      escalate: true,
      rule: "money",
      agent: "account-executive",
      lane: "lane of account-executive",
      next_step: "Hand to the account executive.",
      reasons: ["above support (money): refunds above 250", "names a sum of 300"],
    });
    expect(triaged({}, refund)).toMatchObject({ escalate: true });
    expect(triaged(sure("escalate", "no"), refund)).toMatchObject({ escalate: false, rule: null, agent: "customer-support" });
    expect(triaged({ ...yes, "type bug": 0, ...sure("type", "spam") }, refund)).toMatchObject({
      escalate: false,
      agent: null,
      lane: "none",
    });
  });

  it("raises an unhappy or leaving customer who is strategic or in the red, from p3 only", () => {
    const sad = { "sentiment neutral": 0, ...sure("sentiment", "negative") };
    const red: TriageAccount = { ...ACCOUNT, tier: "red" };
    const strategic: TriageAccount = { ...ACCOUNT, arrMinor: 10_000_000 };
    const level = (bias: Record<string, number>, account?: TriageAccount): string => triaged(bias, {}, account).priority;
    expect([level(sad, red), level(sad, strategic), level(sad, ACCOUNT), level(sad), level({}, red)]).toEqual([
      "p2",
      "p2",
      "p3",
      "p3",
      "p3",
    ]);
    expect(level({}, strategic)).toBe("p3");
    expect([level(sad, { ...strategic, arrMinor: 9_999_999 }), level(sad, { ...strategic, arrMinor: null })]).toEqual(["p3", "p3"]);
    expect([level(sure("churn", "yes"), red), level(sure("churn", "yes"), strategic)]).toEqual(["p2", "p2"]);
    expect(level({ ...sad, "priority p3": 0, ...sure("priority", "p4") }, red)).toBe("p4");
    expect(triaged(sad, {}, red).reasons).toContain("raised: the account's health is red");
    expect(triaged(sad, {}, { ...strategic, tier: "red" }).reasons).toContain("raised: a strategic account is unhappy");
    expect(triaged(sad, {}, red)).toMatchObject({
      agent: "retention-specialist",
      sentiment: { label: "negative", score: -0.5 },
      frustration: 0.4,
    });
    expect(triaged(sad, {}, ACCOUNT)).toMatchObject({ agent: "customer-support" });
    // A mean of exactly −0.3 is not yet unhappy.
    const mild = {
      "sentiment neutral": Math.log(0.4),
      "sentiment negative": Math.log(0.6),
      "sentiment very_negative": -50,
      "sentiment positive": -50,
      "sentiment very_positive": -50,
    };
    expect(triaged(mild, {}, red)).toMatchObject({ sentiment: { score: -0.3 }, priority: "p3", agent: "customer-support" });
  });

  it("reads feeling in the customer's last message, where it is another", () => {
    const features = new Map([[signFeature("cue outage"), { "sentiment very_negative": 100 }]]);
    const model = modelOf({ ...CALM, "sentiment neutral": 10 }, features);
    const of = (description: string, lastMessage?: string) =>
      triageEngine(KNOWLEDGE, model, lane)({ ...TICKET, description, lastMessage }, undefined);
    expect(of("fine", "outage").sentiment.label).toBe("very_negative");
    expect(of("outage", "fine").sentiment.label).toBe("neutral");
    expect(of("outage", "outage").sentiment.label).toBe("very_negative");
    expect(of("outage", "").sentiment.label).toBe("very_negative");
    // Cues and the rest stay those of the first message.
    expect(of("outage", "fine").reasons).toEqual(["speaks of an outage"]);
    expect(of("hello", "thanks for nothing").frustration).toBe(0.1);
  });

  it("names a duplicate, a subject alone, and cuts long subjects", () => {
    const engine = triageEngine(KNOWLEDGE, modelOf(CALM), lane);
    expect(engine(TICKET, undefined).duplicates_of).toBeNull();
    const second = engine({ ...TICKET, id: "T-2" }, undefined);
    expect(second).toMatchObject({ duplicates_of: "T-1", next_step: "Merge with T-1 and answer once." });
    expect(engine({ ...TICKET, id: "T-1" }, undefined).duplicates_of).toBeNull();
    const bare = engine({ ...TICKET, id: "T-3", subject: ` Only a subject ${"x".repeat(300)}`, description: " \n" }, undefined);
    expect(bare.reasons).toEqual(["read by its subject alone"]);
    expect(bare.next_step).toMatch(/read the message first\.$/);
    expect(bare.subject).toHaveLength(200);
    expect(bare.subject.startsWith("Only")).toBe(true);
  });

  it("takes a priority it does not know for p3", () => {
    const model = modelOf(CALM);
    const heads = model.heads.map((head) => (head.name === "priority" ? { ...head, classes: ["x1", "p2", "x3", "p4"] } : head));
    expect(triageEngine(KNOWLEDGE, { ...model, heads }, lane)(TICKET, undefined).priority).toBe("p3");
  });
});

describe("the file of a model", () => {
  const model = modelOf(
    { "type bug": 1.2345678, "churn yes": -3 },
    new Map([
      [9, { "type bug": -128 }],
      [77, { "churn no": 127 }],
    ]),
  );
  const steps = model.heads.map(() => 0);
  const bytes = packTriageModel({ ...model, steps });

  it("keeps six digits and rarities in sixteenths, to 255", () => {
    const read = parseTriageModel(packTriageModel({ ...model, steps, rarity: Float32Array.of(1.03125, 99) }));
    expect(read?.bias[PLACES["type bug"] ?? -1]).toBe(Math.fround(1.23457));
    expect([...(read?.rarity ?? [])]).toEqual([17 / 16, 255 / 16]);
    expect(read).toMatchObject({ width: WIDTH, keys: Int32Array.of(9, 77), weights: model.weights, heads: model.heads });
  });

  it("is refused where a part of its head is missing, and at every other length", () => {
    const headed = (head: unknown): Uint8Array => {
      const text = new TextEncoder().encode(JSON.stringify(head));
      const file = new Uint8Array(4 + text.length);
      new DataView(file.buffer).setUint32(0, text.length, true);
      file.set(text, 4);
      return file;
    };
    const whole = { version: 3, rows: 0, heads: [], steps: [], bias: [], scales: [] };
    expect(parseTriageModel(headed(whole))).toBeDefined();
    for (const wrong of [{ version: 1 }, { rows: "0" }, { heads: {} }, { bias: 1 }, { scales: null }, { steps: 16 }])
      expect(parseTriageModel(headed({ ...whole, ...wrong })), JSON.stringify(wrong)).toBeUndefined();
    expect(parseTriageModel(headed([]))).toBeUndefined();
    expect([parseTriageModel(new Uint8Array()), parseTriageModel(new Uint8Array(3)), parseTriageModel(new Uint8Array(4))]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(parseTriageModel(Uint8Array.of(...bytes, 0))).toBeUndefined();
    expect(parseTriageModel(bytes)).toBeDefined();
  });
});
