import { describe, expect, it } from "vitest";
import type { AccountHistory, ContactRow, SurveyRow, TicketRow, Words } from "../../../src/domain/signals/history.ts";
import { SIGNAL_CUES, SIGNAL_RULES } from "../../../src/domain/signals/rules.ts";
import { findingOf, judged, severity } from "./judged.ts";
import { busyBook, EMPTY_BOOK, steady, subscription, TODAY, uses } from "./sample-history.ts";

const ticket = (ago: number, more: Partial<TicketRow> = {}): TicketRow => ({
  day: TODAY - ago,
  solved: null,
  urgent: false,
  rating: null,
  ...more,
});
const tickets = (...agos: number[]): TicketRow[] => agos.map((ago) => ticket(ago));
const answer = (ago: number, score: number, kind = "nps", person: string | null = null): SurveyRow => ({
  day: TODAY - ago,
  kind,
  score,
  person,
});

describe("signals of tickets", () => {
  it("ticket_spike: five or more in 30 days, twice the usual, and more than chance", () => {
    const of = (more: Partial<AccountHistory>) => judged("ticket_spike", more);
    expect(of({ tickets: tickets(0, 1, 2, 29) })).toBeNull();
    expect(of({ tickets: tickets(0, 1, 2, 3, 30) })).toBeNull();
    expect(of({ tickets: tickets(0, 1, 2, 3, 29) })).toEqual(["high", 5, 0, expect.closeTo(1 / 1024, 9)]);
    expect(of({ tickets: tickets(0, 1, 2, 3, 4, 120, 119) })).toEqual(["high", 5, 1 / 3, expect.closeTo(19 / 4096, 9)]);
    const many = (recent: number, before: number) =>
      of({ tickets: tickets(...Array<number>(recent).fill(3), ...Array<number>(before).fill(60)) });
    expect(many(25, 30)?.slice(0, 3)).toEqual(["medium", 25, 10]);
    expect(many(30, 30)?.slice(0, 3)).toEqual(["high", 30, 10]);
    expect(many(200, 300)?.slice(0, 3)).toEqual(["medium", 200, 100]);
    expect(many(199, 300)).toBeNull();
    // Twice the usual of a few may be chance.
    expect(many(12, 18)).toBeNull();
    // Somebody who began 89 days ago has no usual rate; one of 90 days has one of 60 days.
    const five = { tickets: tickets(0, 1, 2, 3, 29) };
    expect(of({ ...five, subscriptions: [subscription(88)] })).toBeNull();
    expect(of({ ...five, subscriptions: [subscription(89)] })?.[3]).toBeCloseTo(1 / 3 ** 5, 9);
    expect(of({ ...five, subscriptions: [subscription(400)] })?.[3]).toBeCloseTo(1 / 1024, 9);
    expect(of({ tickets: tickets(0, 1, 2, 3, 4, 5, 89, 90), subscriptions: [subscription(89)] })?.[2]).toBe(0.5);
  });

  it("tickets_stuck: urgent and open for a week, graver from three", () => {
    const of = (...rows: TicketRow[]) => judged("tickets_stuck", { tickets: rows });
    const urgent = (ago: number, more: Partial<TicketRow> = {}) => ticket(ago, { urgent: true, ...more });
    expect([6, 7, 20, 21, 180, 181].map((ago) => of(urgent(ago))?.[0] ?? null)).toEqual([null, "medium", "medium", "high", "high", null]);
    expect(of(urgent(8), urgent(9), ticket(30), urgent(40, { solved: TODAY }), urgent(10, { solved: TODAY + 1 }))).toEqual([
      "medium",
      10,
      3,
    ]);
    expect(of(urgent(-1), urgent(7))).toEqual(["medium", 7, 1]);
    expect(of(urgent(0))).toBeNull();
    expect(of()).toBeNull();
  });

  it("bad_ratings: two in 90 days and a fifth of the ratings", () => {
    const of = (bad: number[], good: number[]) =>
      judged("bad_ratings", {
        tickets: [...bad.map((ago) => ticket(ago, { rating: "bad" })), ...good.map((ago) => ticket(ago, { rating: "good" })), ticket(3)],
      });
    const some = (count: number): number[] => Array<number>(count).fill(5);
    expect(of([1], [])).toBeNull();
    expect(of([0, 89], [])).toEqual(["medium", 2, 2]);
    expect(of([0, 90], [])).toBeNull();
    expect(of([1, 2], some(8))).toEqual(["medium", 2, 10]);
    expect(of([1, 2], some(9))).toBeNull();
    expect(of([1, 2, 3, 4], [])).toEqual(["high", 4, 4]);
  });
});

describe("signals of surveys", () => {
  const of = (signal: string, ...surveys: SurveyRow[]) => judged(signal, { surveys });

  it("negative_nps and promoter look at the latest answer of 180 days", () => {
    expect([0, 3, 4, 6, 7].map((score) => of("negative_nps", answer(5, score))?.[0] ?? null)).toEqual([
      "high",
      "high",
      "medium",
      "medium",
      null,
    ]);
    expect([8, 9, 10].map((score) => of("promoter", answer(5, score))?.[0] ?? null)).toEqual([null, "low", "low"]);
    expect(of("negative_nps", answer(180, 10), answer(90, 2), answer(9, 5), answer(8, 1, "csat"))).toEqual(["medium", 5, 9, 3]);
    expect(of("negative_nps", answer(180, 2))?.[2]).toBe(180);
    expect(of("negative_nps", answer(181, 2))).toBeNull();
    expect(of("negative_nps", answer(-1, 2))).toBeNull();
    expect(of("negative_nps", answer(0, 2))?.[2]).toBe(0);
  });

  it("nps_fell: the person whose answers fell most, the latest of two alike", () => {
    expect(of("nps_fell", answer(100, 9, "nps", "a"), answer(40, 7, "nps", "a"))).toBeNull();
    expect(of("nps_fell", answer(100, 9, "nps", "a"), answer(40, 6, "nps", "a"))).toEqual(["medium", 6, 9, 40]);
    expect(of("nps_fell", answer(100, 9, "nps", "a"), answer(40, 4, "nps", "a"))?.[0]).toBe("high");
    expect(of("nps_fell", answer(100, 9, "nps", "a"), answer(40, 6, "nps", "b"))).toBeNull();
    const two = [answer(300, 9, "nps", "a"), answer(300, 9, "nps", "b"), answer(90, 6, "nps", "a"), answer(60, 6, "nps", "b")];
    expect(of("nps_fell", ...two)).toEqual(["medium", 6, 9, 60]);
    expect(of("nps_fell", ...two, answer(30, 5, "nps", "a"))).toEqual(["medium", 6, 9, 60]);
    expect(of("nps_fell", answer(300, 9), answer(179, 2))?.[0]).toBe("high");
    expect(of("nps_fell", answer(300, 9), answer(180, 2))).toBeNull();
    expect(of("nps_fell", answer(300, 9), answer(-1, 2))).toBeNull();
    expect(of("nps_fell", answer(300, 9), answer(0, 2))?.[3]).toBe(0);
    expect(of("nps_fell", answer(300, 9, "csat"), answer(9, 2))).toBeNull();
  });

  it("low_csat: two answers in 90 days, 3 or lower on average", () => {
    const csat = (...scores: number[]) => scores.map((score) => answer(5, score, "csat"));
    expect(of("low_csat", ...csat(1))).toBeNull();
    expect(of("low_csat", ...csat(1, 3))).toEqual(["high", 2, 2]);
    expect(of("low_csat", ...csat(2, 3))).toEqual(["medium", 2.5, 2]);
    expect(of("low_csat", ...csat(2, 4))).toEqual(["medium", 3, 2]);
    expect(of("low_csat", ...csat(3, 4))).toBeNull();
    expect(of("low_csat", answer(0, 1, "csat"), answer(89, 1, "csat"), answer(5, 1, "nps"))).toEqual(["high", 1, 2]);
    expect(of("low_csat", answer(0, 1, "csat"), answer(90, 1, "csat"))).toBeNull();
  });
});

describe("signals of words", () => {
  const words = (ago: number, source: Words["source"], ...cues: string[]): Words => ({ day: TODAY - ago, source, cues: new Set(cues) });

  it("count what was said within 90 days, since when, and where", () => {
    const said = [
      words(89, "ticket", "budget"),
      words(90, "survey", "budget"),
      words(3, "meeting", "budget", "growth"),
      words(5, "ticket", "layoffs"),
      words(-1, "request", "budget"),
    ];
    expect(judged("budget_pressure", { words: said })).toEqual(["medium", 2, 89, "meeting, ticket"]);
    expect(judged("business_growing", { words: said })).toEqual(["low", 1, 3, "meeting"]);
    expect(judged("return_named", { words: said })).toBeNull();
  });

  it.each([
    ["escalation", "escalation", ["high", "high", "critical"]],
    ["competitor_mentioned", "competitor", ["high", "high", "high"]],
    ["budget_pressure", "budget", ["medium", "medium", "high"]],
    ["layoffs_mentioned", "layoffs", ["medium", "high", "high"]],
    ["contract_questions", "contract", ["medium", "high", "high"]],
    ["cancellation_mentioned", "cancellation", ["high", "critical", "critical"]],
    ["invoice_disputed", "dispute", ["medium", "high", "high"]],
    ["asks_for_more", "expansion", ["medium", "high", "high"]],
    ["asks_for_advanced", "advanced", ["low", "medium", "medium"]],
    ["new_use_case_named", "use_case", ["low", "medium", "medium"]],
    ["business_growing", "growth", ["low", "low", "medium"]],
    ["return_named", "return", ["low", "medium", "medium"]],
  ])("%s is graver when %s is said again", (signal, cue, severities) => {
    expect([1, 2, 3].map((times) => severity(signal, { words: Array.from({ length: times }, () => words(3, "ticket", cue)) }))).toEqual(
      severities,
    );
  });
});

describe("chances to grow", () => {
  const features = (last: number, prior: number) =>
    Array.from({ length: Math.max(last, prior) }, (_, index) =>
      uses({ ...(index < last ? { 29: 1 } : {}), ...(index < prior ? { 59: 1 } : {}) }, `f${index}`),
    );
  const offers = (count: number, day = 300) => ({ ...busyBook(), featuresBy: uses({ [day]: count }) });

  it("adoption_high: more than 80 % of the product, and 70 % the month before", () => {
    const of = (last: number, prior: number, offered = 10, day?: number) =>
      judged("adoption_high", { features: features(last, prior) }, offers(offered, day));
    expect(of(8, 8)).toBeNull();
    expect(of(9, 7)).toEqual(["low", 0.9, 9, 10]);
    expect(of(9, 6)).toBeNull();
    expect([of(4, 4, 4), of(5, 5, 5)?.[0]]).toEqual([null, "low"]);
    expect([of(9, 9, 10, 0)?.[0], of(9, 9, 10, -1)]).toEqual(["low", null]);
    const late = [...features(8, 9), uses({ 30: 1, 60: 1 }, "x")];
    expect(judged("adoption_high", { features: late }, offers(10))).toBeNull();
    expect(judged("adoption_high", { features: features(9, 9) }, { ...offers(10), use: uses({}) })).toBeNull();
  });

  it("seats_full and seats_growing", () => {
    const users = (count: number) => Array.from({ length: count }, (_, index) => uses({ 29: 1 }, `u${index}`));
    const full = (active: number, seats: number) =>
      judged("seats_full", { users: users(active), subscriptions: [subscription(300, { seats })] });
    expect([full(8, 10), full(9, 10)?.[0], full(10, 10)?.[0], full(2, 2), full(3, 3)?.[0]]).toEqual([null, "medium", "high", null, "high"]);
    expect(full(9, 10)).toEqual(["medium", 0.9, 9, 10]);
    expect(judged("seats_full", { users: [uses({ 30: 1 }), ...users(2)], subscriptions: [subscription(300, { seats: 3 })] })).toBeNull();
    expect(judged("seats_full", { users: users(3), subscriptions: [subscription(300, { seats: 3 })] }, EMPTY_BOOK)).toBeNull();
    const grown = (before: number, now: number, more = {}) =>
      judged("seats_growing", {
        subscriptions: [subscription(400, { seats: before, arr: 5, ended: TODAY - 9, ...more }), subscription(9, { seats: now })],
      });
    expect([grown(10, 10), grown(10, 11), grown(10, 12), grown(0, 12)]).toEqual([null, ["low", 11, 10], ["medium", 12, 10], null]);
    expect(grown(10, 12, { arr: null })).toBeNull();
  });

  it("users_growing: a fifth and three more than the month before, three of them new", () => {
    const of = (old: number, last: number, fresh: number, since = 44) =>
      judged("users_growing", {
        users: [
          ...Array.from({ length: old }, (_, index) => uses({ 100: 1, 59: 1, ...(index < last ? { 29: 1 } : {}) }, `o${index}`)),
          ...Array.from({ length: fresh }, (_, index) => uses({ [since]: 1, 5: 1 }, `n${index}`)),
        ],
      });
    expect(of(5, 5, 3, 29)).toEqual(["medium", 0.6, 8, 3]);
    expect(of(15, 15, 3, 29)).toEqual(["low", 0.2, 18, 3]);
    expect(of(16, 16, 3, 29)).toBeNull();
    expect(of(5, 5, 2, 29)).toBeNull();
    expect(of(3, 3, 5, 29)).toBeNull();
    expect(of(4, 4, 5, 29)?.[0]).toBe("medium");
    expect(of(6, 6, 3, 29)?.[0]).toBe("medium");
    expect(of(7, 7, 3, 29)?.[0]).toBe("low");
    expect(judged("users_growing", { users: [] }, EMPTY_BOOK)).toBeNull();
    // Three more than before, but who came back is not new.
    const back = Array.from({ length: 8 }, (_, index) => uses({ 100: 1, 5: 1, ...(index < 5 ? { 40: 1 } : {}) }, `u${index}`));
    expect(judged("users_growing", { users: back })).toBeNull();
    const new44 = Array.from({ length: 3 }, (_, index) => uses({ 44: 1, 5: 1 }, `n${index}`));
    const new45 = Array.from({ length: 3 }, (_, index) => uses({ 45: 1, 5: 1 }, `n${index}`));
    const rest = [
      ...Array.from({ length: 4 }, (_, index) => uses({ 100: 1, 40: 1, 5: 1 }, `o${index}`)),
      ...Array.from({ length: 3 }, (_, index) => uses({ 100: 1, 5: 1 }, `r${index}`)),
    ];
    expect(judged("users_growing", { users: [...rest, ...new44] })).toEqual(["low", expect.closeTo(10 / 7 - 1, 12), 10, 3]);
    expect(judged("users_growing", { users: [...rest, ...new45] })).toBeNull();
  });

  it("new_use_case: eight uses on three of the last 45 days, none in the 90 before", () => {
    const of = (...taken: Readonly<Record<number, number>>[]) =>
      judged("new_use_case", {
        use: uses({ 200: 1 }),
        features: taken.map((ago, index) => uses(ago, ["Zeta", "Alpha", "Mid"][index] ?? "")),
      });
    expect(of({ 44: 3, 20: 3, 0: 2 })).toEqual(["low", "Zeta"]);
    expect(of({ 44: 3, 20: 3, 0: 1 })).toBeNull();
    expect(of({ 20: 4, 0: 4 })).toBeNull();
    expect(of({ 45: 1, 44: 3, 20: 3, 0: 2 })).toBeNull();
    expect(of({ 134: 1, 44: 3, 20: 3, 0: 2 })).toBeNull();
    expect(of({ 135: 1, 44: 3, 20: 3, 0: 2 })).toEqual(["low", "Zeta"]);
    expect(of({ 44: 3, 20: 3, 0: 2 }, { 9: 4, 8: 3, 7: 2 })).toEqual(["medium", "Alpha, Zeta"]);
    const began = (ago: number) => judged("new_use_case", { use: uses({ [ago]: 1 }), features: [uses({ 9: 4, 8: 3, 7: 2 })] });
    expect([began(133), began(134)?.[0]]).toEqual([null, "low"]);
    expect(judged("new_use_case", { features: [uses({ 9: 4, 8: 3, 7: 2 })] })).toBeNull();
  });

  it("multi_department: by titles of contacts who were active", () => {
    const titles = ["VP Finance", "Software Engineer", "Head of Marketing", "HR Partner", "Legal Counsel", "Support Lead"];
    const of = (count: number, ago = 29, more: Partial<ContactRow> = {}) =>
      judged("multi_department", {
        users: titles.slice(0, count).map((_, index) => uses({ [ago]: 1 }, `p${index}@x`)),
        contacts: titles.map((title, index) => ({ name: title, email: `p${index}@x`, title, role: "", left: null, ...more })),
      });
    expect(of(2)).toBeNull();
    expect(of(3)).toEqual(["low", 3, "engineering, finance, marketing"]);
    expect(of(4)?.[0]).toBe("low");
    expect(of(5)).toEqual(["medium", 5, "engineering, finance, legal, marketing, people"]);
    expect(of(3, 30)).toBeNull();
    expect(of(3, 5, { email: null })).toBeNull();
    expect(of(3, 5, { title: null })).toBeNull();
    expect(of(3, 5, { title: "CFO" })).toBeNull();
  });

  it("strong_support and goals_reached", () => {
    const person = (role: string, left: number | null = null) => ({
      name: role,
      email: null,
      title: null,
      role,
      left: left === null ? null : TODAY - left,
    });
    const of = (...contacts: ContactRow[]) => judged("strong_support", { contacts });
    expect(of(person("champion"), person("champion"), person("executive sponsor"))).toEqual(["low", 2, 1]);
    expect(of(person("champion"), person("executive sponsor"))).toBeNull();
    expect(of(person("champion"), person("champion"))).toBeNull();
    expect(of(person("champion"), person("champion", 0), person("executive sponsor"))).toBeNull();
    expect(of(person("champion"), person("champion", -1), person("executive sponsor"))?.[0]).toBe("low");
    const goals = (...rows: (readonly [due: number | null, done: number | null])[]) =>
      judged("goals_reached", {
        milestones: rows.map(([due, done]) => ({ due: due === null ? null : TODAY - due, done: done === null ? null : TODAY - done })),
      });
    expect(goals([9, 8], [9, 180], [null, 300])).toEqual(["low", 3, 8]);
    expect(goals([9, 180], [9, 181], [null, 300])?.[2]).toBe(180);
    expect(goals([9, 181], [9, 181], [null, 300])).toBeNull();
    expect(goals([9, 8], [9, 8])).toBeNull();
    expect(goals([9, 8], [9, 8], [-30, null])).toBeNull();
    expect(goals([9, 8], [9, 8], [9, -1])).toBeNull();
    expect(goals([9, 8], [9, 8], [null, -1], [9, 0])).toEqual(["low", 3, 0]);
    expect(goals([9, 8], [9, 8], [null, null], [9, 8])).toEqual(["low", 3, 8]);
  });
});

describe("the evidence of every signal", () => {
  const yearly = { logins: uses({ ...steady(300, 31, 10), ...steady(30, 0, 4) }), use: uses(steady(300, 40, 3)) };
  const person = (role: string, left: number | null, more: Partial<ContactRow> = {}): ContactRow => ({
    name: "Ann",
    email: null,
    title: null,
    role,
    left,
    ...more,
  });
  const everything: Partial<AccountHistory> = {
    ...yearly,
    strategic: true,
    subscriptions: [
      subscription(400, { arr: 20_000_000, seats: 3, ended: TODAY - 30 }),
      subscription(30, { arr: 10_000_000, seats: 12, periodEnd: TODAY + 20, canceled: TODAY - 3 }),
    ],
    users: [uses({ ...steady(200, 22, 1, 3) }, "a"), ...["b", "c", "d", "e"].map((name) => uses(steady(200, 0, 1, 40), name))],
    features: [uses({ 40: 20 }, "x"), uses({ 41: 20 }, "y")],
    words: SIGNAL_CUES.map((cue) => ({ day: TODAY - 4, source: "ticket", cues: new Set([cue]) })),
    tickets: [0, 1, 2, 3, 8].map((ago) => ticket(ago, { urgent: ago === 8, rating: ago < 3 ? "bad" : null })),
    surveys: [answer(50, 9), answer(9, 2), answer(8, 1, "csat"), answer(7, 1, "csat")],
    meetings: [
      { day: TODAY - 200, kind: "qbr", held: true, missed: false },
      ...[3, 9].map((ago) => ({ day: TODAY - ago, kind: "check-in", held: false, missed: true })),
    ],
    invoices: [{ issued: TODAY - 50, due: TODAY - 35, paid: null, voided: null, owed: 900, currency: "USD" }],
    contacts: [person("champion", TODAY - 9, { email: "a" }), person("executive sponsor", TODAY - 5)],
    milestones: [
      { due: TODAY - 20, done: TODAY - 10 },
      { due: TODAY - 20, done: TODAY - 10 },
      { due: TODAY - 20, done: TODAY - 10 },
    ],
  };
  const book = { ...busyBook(), meetings: uses({ 0: 1 }), reviewsFrom: TODAY - 400, featuresBy: uses({ 300: 5 }) };
  const others: Readonly<Record<string, Partial<AccountHistory>>> = {
    promoter: { surveys: [answer(3, 10)] },
    onboarding_stalled: { subscriptions: [subscription(40)] },
    silent: { meetings: [{ day: TODAY - 100, kind: "check-in", held: true, missed: false }], tickets: [], surveys: [] },
    low_adoption: { subscriptions: [subscription(100, { seats: 40 })] },
    seats_full: { users: [1, 2, 3].map((name) => uses({ 3: 1 }, String(name))), subscriptions: [subscription(90, { seats: 3 })] },
    users_growing: {
      users: [
        ...[1, 2, 3, 4, 5].map((name) => uses({ 100: 1, 40: 1, 3: 1 }, `o${name}`)),
        ...[1, 2, 3].map((name) => uses({ 9: 1 }, `n${name}`)),
      ],
    },
    adoption_high: { features: [1, 2, 3, 4, 5].map((name) => uses({ 3: 1, 40: 1 }, String(name))) },
    new_use_case: { features: [uses({ 3: 5, 4: 5, 5: 5 }, "Audit")] },
    multi_department: {
      users: ["p", "q", "r"].map((name) => uses({ 3: 1 }, name)),
      contacts: [
        person("", null, { email: "p", title: "CFO" }),
        person("", null, { email: "q", title: "HR" }),
        person("", null, { email: "r", title: "Legal" }),
      ],
    },
    strong_support: { contacts: [person("champion", null), person("champion", null), person("executive sponsor", null)] },
  };

  it.each(SIGNAL_RULES.map(({ signal }) => signal))("%s", (signal) => {
    expect(findingOf(signal, { ...everything, ...others[signal] }, book)).toMatchSnapshot();
  });
});
