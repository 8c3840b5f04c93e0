import { describe, expect, it } from "vitest";
import {
  type BookUsage,
  featuresOffered,
  isQuietDay,
  quietDays,
  recordsMeetings,
  recordsReviews,
  seasonOfLastYear,
  seasonOfOthers,
  type UseMonths,
  usageUpTo,
} from "../../../src/domain/signals/book-usage.ts";
import { chanceOfAtLeast, chanceOfAtMost, dispersion } from "../../../src/domain/signals/chance.ts";
import { departmentOf } from "../../../src/domain/signals/department.ts";
import { detectSignals } from "../../../src/domain/signals/detect-signals.ts";
import { activeDaysIn, eventsIn, firstFrom, lastUse, type UseDays, within } from "../../../src/domain/signals/history.ts";
import { figure, found, graded, type SignalRule } from "../../../src/domain/signals/signal.ts";
import { usersIn, usualGap } from "../../../src/domain/signals/usage-signals.ts";
import { judged } from "./judged.ts";
import { busyBook, EMPTY_BOOK, NOTHING, steady, subscription, TODAY, uses } from "./sample-history.ts";

describe("days of use", () => {
  const use = uses({ 10: 2, 5: 3, 0: 4 });

  it("are counted with both ends", () => {
    const of = (from: number, to: number) => [eventsIn(use, TODAY - from, TODAY - to), activeDaysIn(use, TODAY - from, TODAY - to)];
    expect([of(10, 0), of(9, 1), of(5, 5), of(4, 1), of(20, 11), of(-1, -9), of(0, 10)]).toEqual([
      [9, 3],
      [3, 1],
      [3, 1],
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect([10, 9, 5, 0, -1].map((ago) => firstFrom(use.days, TODAY - ago))).toEqual([0, 1, 1, 2, 3]);
    expect([11, 10, 6, 5, 0, -9].map((ago) => lastUse(use, TODAY - ago))).toEqual(
      [null, 10, 10, 5, 0, 0].map((ago) => (ago === null ? null : TODAY - ago)),
    );
    expect(within([{ day: 3 }, { day: 4 }, { day: 6 }, { day: 7 }], 4, 6)).toEqual([{ day: 4 }, { day: 6 }]);
    expect(usersIn({ ...NOTHING, users: [uses({ 5: 1 }), uses({ 6: 1 }), uses({ 4: 1 })] }, { from: TODAY - 5, to: TODAY - 4 })).toBe(2);
  });

  it("have a usual gap from six of them on: the 90th percentile of 90 days", () => {
    expect(usualGap(uses(steady(8, 0, 1, 2)), TODAY)).toBeNull();
    expect(usualGap(uses(steady(10, 0, 1, 2)), TODAY)).toBe(2);
    expect(usualGap(uses({ ...steady(10, 0, 1, 2), 89: 1 }), TODAY)).toBe(79);
    expect(usualGap(uses({ ...steady(10, 0, 1, 2), 90: 1 }), TODAY)).toBe(2);
    expect(usualGap(uses({ ...steady(18, 0, 1, 2), 50: 1 }), TODAY)).toBe(32);
    expect(usualGap(uses({ ...steady(20, 0, 1, 2), 50: 1 }), TODAY)).toBe(2);
    expect(usualGap(uses({ ...steady(60, 0, 1, 3), 62: 1 }), TODAY)).toBe(3);
    expect(usualGap(uses(steady(30, 0, 1, 2)), TODAY - 10)).toBe(2);
  });
});

describe("what the whole book says", () => {
  const book = (logins: Readonly<Record<number, number>>, accounts = 5): BookUsage => ({
    ...EMPTY_BOOK,
    logins: uses(logins),
    use: uses(logins),
    starts: Int32Array.from({ length: accounts }, () => TODAY - 400),
  });

  it("the export covers days up to its last, and says nothing two weeks later", () => {
    expect([14, 15].map((ago) => usageUpTo(book({ [ago]: 1 }), TODAY))).toEqual([TODAY - 14, null]);
    expect([usageUpTo(book({ 3: 1, [-2]: 1 }), TODAY), usageUpTo(EMPTY_BOOK, TODAY)]).toEqual([TODAY - 3, null]);
  });

  it("a quiet day is far below that weekday's usual of a busy book", () => {
    const around = (usual: number, that: number) => ({ ...steady(49, 7, usual, 7), 21: that });
    const quiet = (logins: Readonly<Record<number, number>>, accounts?: number) => isQuietDay(book(logins, accounts), TODAY - 21, TODAY);
    expect([quiet(around(100, 39)), quiet(around(100, 40)), quiet(around(20, 7)), quiet(around(19, 0))]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(quiet(around(100, 0), 4)).toBe(false);
    // Of the four weeks before and the two after, up to the last day; a week without logins counts as one.
    expect(isQuietDay(book({ 28: 100, 35: 100, 42: 100, 49: 100, 21: 0 }), TODAY - 21, TODAY - 20)).toBe(true);
    expect(isQuietDay(book({ 28: 100, 14: 100, 21: 0 }), TODAY - 21, TODAY)).toBe(false);
    expect(isQuietDay(book({ 28: 100, 14: 100, 7: 100, 21: 0 }), TODAY - 21, TODAY)).toBe(true);
    expect(isQuietDay(book({ 56: 100, 28: 100, 49: 100, 0: 100, 21: 0 }), TODAY - 21, TODAY)).toBe(false);
  });

  it("a day is judged of each book and as of each day by itself, however often it is asked", () => {
    const busy = book({ ...steady(49, 7, 100, 7), 21: 39 });
    const calm = book({ ...steady(49, 7, 100, 7), 21: 100 });
    const asked = [quietDays(busy, TODAY), quietDays(calm, TODAY), quietDays(busy, TODAY - 40), quietDays(busy, TODAY)];
    for (const isQuiet of [...asked, ...asked]) isQuiet(TODAY - 21);
    expect(asked.map((isQuiet) => isQuiet(TODAY - 21))).toEqual([true, false, isQuietDay(busy, TODAY - 21, TODAY - 40), true]);
    expect([20, 22].map((ago) => quietDays(busy, TODAY)(TODAY - ago))).toEqual([false, false]);
  });

  const MONTHS: UseMonths = {
    rhythm: "day",
    last: { from: TODAY - 29, to: TODAY },
    prior: { from: TODAY - 59, to: TODAY - 30 },
  };

  it("a season is how the others moved, never up, and down to 0.6 at most", () => {
    const season = (last: number, prior: number, own: Readonly<Record<number, number>> = {}, accounts = 5) =>
      seasonOfOthers(book({ 29: last, 59: prior }, accounts), uses(own), MONTHS);
    expect([season(80, 100), season(150, 100), season(10, 100), season(80, 99)]).toEqual([0.8, 1, 0.6, 1]);
    expect(season(130, 150, { 29: 50, 59: 50 })).toBe(0.8);
    expect(season(80, 100, {}, 4)).toBe(1);
    expect(seasonOfOthers(book({ 0: 50, 29: 30, 30: 50, 59: 50, 60: 999 }), uses({}), MONTHS)).toBe(0.8);
  });

  it("last year counts from 52 weeks ago where there is so much history, down to 0.5 at most", () => {
    const season = (last: number, prior: number, first = 423) => seasonOfLastYear(uses({ [first]: 0, 393: last, 423: prior }), MONTHS);
    expect([season(24, 30), season(60, 30), season(3, 30), season(20, 29)]).toEqual([0.8, 1, 0.5, 1]);
    expect(seasonOfLastYear(uses({ 422: 100, 393: 10 }), MONTHS)).toBe(1);
    expect(seasonOfLastYear(uses({ 424: 999, 423: 50, 394: 50, 393: 40, 364: 40, 363: 9 }), MONTHS)).toBe(0.8);
    expect(seasonOfLastYear(uses({}), MONTHS)).toBe(1);
  });

  it("features are those anybody had used by the day; meetings and reviews are recorded while some are", () => {
    const features = { ...EMPTY_BOOK, featuresBy: uses({ 30: 2, 10: 5 }) };
    expect([31, 30, 11, 10, 0].map((ago) => featuresOffered(features, TODAY - ago))).toEqual([0, 2, 2, 5, 5]);
    const meetings = (ago: number, reviewsFrom: number | null = null) => ({ ...EMPTY_BOOK, meetings: uses({ [ago]: 1 }), reviewsFrom });
    expect([0, 30, 31].map((ago) => recordsMeetings(meetings(ago), TODAY))).toEqual([true, true, false]);
    expect(recordsMeetings(EMPTY_BOOK, TODAY)).toBe(false);
    expect([null, TODAY, TODAY + 1].map((from) => recordsReviews(meetings(0, from), TODAY))).toEqual([false, true, false]);
    expect(recordsReviews(meetings(31, TODAY - 99), TODAY)).toBe(false);
  });
});

describe("signals of use", () => {
  it("logins_stopped: two weeks and three usual gaps; critical from a month", () => {
    const of = (until: number, every = 1, from = 200) => judged("logins_stopped", { use: uses(steady(from, until, 2, every)) });
    expect([13, 14, 29, 30].map((until) => of(until)?.[0] ?? null)).toEqual([null, "high", "high", "critical"]);
    expect(of(14)).toEqual(["high", 14, 1, 90]);
    expect([of(15, 5), of(16, 5)?.[0]]).toEqual([null, "high"]);
    expect(of(20, 1, 24)).toBeNull();
    expect(of(20, 1, 25)).toEqual(["high", 20, 1, 6]);
    expect(judged("logins_stopped", { use: uses(steady(99, 20, 1)) }, EMPTY_BOOK)).toBeNull();
    expect(judged("logins_stopped", {})).toBeNull();
  });

  it("usage_down: 30, 45 and 70 % down, with enough history", () => {
    const of = (now: number, first = 300) => {
      const use = uses({ ...steady(first, 30, 20), ...steady(29, 0, now) });
      return judged("usage_down", { logins: use, use });
    };
    expect([15, 14, 12, 11, 7, 6].map((now) => of(now)?.[0] ?? null)).toEqual([null, "medium", "medium", "high", "high", "critical"]);
    expect(of(14)?.slice(0, 5)).toEqual(["medium", -0.3, 420, 600, 600]);
    expect([of(1, 44), of(1, 45)?.[0]]).toEqual([null, "critical"]);
    expect(judged("usage_down", { logins: uses({ 300: 5, 20: 1 }) })).toBeNull();
    const use = uses({ ...steady(300, 30, 20), ...steady(29, 0, 6) });
    expect(judged("usage_down", { logins: use }, EMPTY_BOOK)).toBeNull();
  });

  it("figures of use say up to when they are, where the export ends before the day, and how many weeks they are of", () => {
    const titles = (book: BookUsage, logins: UseDays): string[] =>
      detectSignals({ ...NOTHING, subscriptions: [subscription(400)], logins, use: logins }, TODAY, book)
        .filter(({ signal }) => signal === "usage_down")
        .flatMap(({ evidence }) => evidence.slice(0, 3).map(({ title, value }) => `${title}: ${value}`));
    const daily = uses({ ...steady(300, 33, 20), ...steady(32, 3, 8) });
    expect(titles({ ...EMPTY_BOOK, logins: daily, use: daily }, daily)).toEqual([
      "change in logins, 30 days up to 2026-11-17 against the 30 before: -0.6",
      "logins in the last 30 days up to 2026-11-17: 240",
      "logins in the 30 days up to 2026-10-18: 600",
    ]);
    // Rows of Mondays: of the last, four days ago, the week is not over.
    const weekly = uses({ ...steady(305, 39, 240, 7), ...steady(32, 11, 96, 7), 4: 20 });
    const days = Array.from(weekly.days, (day) => ({ file: 1, day }));
    expect(titles({ ...EMPTY_BOOK, logins: weekly, use: weekly, days }, weekly)).toEqual([
      "change in logins, 28 days up to 2026-11-15 against the 28 before: -0.6",
      "logins in the last 28 days up to 2026-11-15: 384",
      "logins in the 28 days up to 2026-10-18: 960",
    ]);
  });

  it("feature_decline: two of those in regular use, and 30 % of them", () => {
    const feature = (name: string, last: number, prior: number) => uses({ 29: last, 59: prior }, name);
    const steadyOnes = (count: number) => Array.from({ length: count }, (_, index) => feature(`s${index}`, 20, 20));
    const of = (...features: ReturnType<typeof feature>[]) => judged("feature_decline", { features });
    const [b, a] = [feature("b", 0, 8), feature("a", 6, 20)];
    expect(of(b, a)).toEqual(["high", "a, b", 2, 1, 2]);
    expect(of(b, feature("a", 0, 7))).toBeNull();
    expect(of(b, feature("a", 7, 20))).toBeNull();
    expect(of(b, feature("a", 2, 8))).toBeNull();
    expect(of(b)).toBeNull();
    expect(of(b, a, ...steadyOnes(2))).toEqual(["high", "a, b", 4, 3, 4]);
    expect(of(b, a, ...steadyOnes(3))?.[0]).toBe("medium");
    expect(of(b, a, ...steadyOnes(4), feature("new", 5, 0))).toEqual(["medium", "a, b", 6, 6, 6]);
    expect(of(b, a, ...steadyOnes(5))).toBeNull();
    expect(judged("feature_decline", { features: [b, a] }, EMPTY_BOOK)).toBeNull();
  });

  it("low_adoption: after 90 days, below 40 % of five seats in both months", () => {
    const of = (last: number, prior: number, seats: number, since = 200, book = busyBook()) =>
      judged(
        "low_adoption",
        {
          users: Array.from({ length: Math.max(last, prior, 1) }, (_, index) =>
            uses({ 100: 1, ...(index < last ? { 29: 1 } : {}), ...(index < prior ? { 59: 1 } : {}) }, `u${index}`),
          ),
          subscriptions: [subscription(since, { seats })],
        },
        book,
      );
    expect(of(3, 3, 10)).toEqual(["medium", 0.3, 3, 3, 10]);
    expect([of(4, 3, 10), of(3, 4, 10), of(1, 1, 10)?.[0], of(2, 2, 10)?.[0], of(1, 2, 10)?.[0]]).toEqual([
      null,
      null,
      "high",
      "medium",
      "medium",
    ]);
    expect([of(1, 1, 4), of(1, 1, 5)?.[0]]).toEqual([null, "medium"]);
    expect([of(1, 1, 10, 89), of(1, 1, 10, 90)?.[0]]).toEqual([null, "high"]);
    expect(of(1, 1, 10, 200, EMPTY_BOOK)).toBeNull();
    expect(judged("low_adoption", { subscriptions: [subscription(200, { seats: 10 })] })).toBeNull();
    expect(judged("low_adoption", { users: [uses({ [-1]: 1 })], subscriptions: [subscription(200, { seats: 10 })] })).toBeNull();
    expect(judged("low_adoption", { users: [uses({ 0: 1 })] })).toBeNull();
  });
});

describe("chance", () => {
  it("is the binomial's tail, by hand", () => {
    expect(chanceOfAtMost(1, 3, 0.5)).toBeCloseTo(0.5, 12);
    expect(chanceOfAtMost(0, 4, 0.25)).toBeCloseTo(0.75 ** 4, 12);
    expect(chanceOfAtMost(2, 4, 0.25)).toBeCloseTo(1 - 4 * 0.25 ** 3 * 0.75 - 0.25 ** 4, 12);
    expect(chanceOfAtMost(1.4, 2.6, 0.5)).toBeCloseTo(0.5, 12);
    expect([chanceOfAtMost(3, 3, 0.5), chanceOfAtMost(0, 3, 0), chanceOfAtMost(2, 3, 1), chanceOfAtMost(0, 0, 0.5)]).toEqual([1, 1, 0, 1]);
    expect(chanceOfAtLeast(3, 4, 0.25)).toBeCloseTo(4 * 0.25 ** 3 * 0.75 + 0.25 ** 4, 12);
    expect(chanceOfAtMost(4_000, 10_000, 0.5)).toBeGreaterThan(0);
  });

  it("is scattered more than by chance where counts come in bursts, never less", () => {
    expect(dispersion([2, 4, 6], [4, 4, 4])).toBe(1);
    expect(dispersion([0, 8, 4], [4, 4, 4])).toBe(4);
    expect(dispersion([0, 8, 4, 9], [4, 4, 4, 0])).toBe(4);
    expect(dispersion([9, 5], [1, 0])).toBe(1);
    expect(dispersion([], [])).toBe(1);
    expect(dispersion([0, 8], [4, 4])).toBe(8);
  });
});

describe("departments", () => {
  it.each([
    ["VP Customer Success", "customer success"],
    ["Head of Support", "support"],
    ["IT Manager", "IT"],
    ["CTO", "engineering"],
    ["Data Lead", "data"],
    ["Accountant", "finance"],
    ["Chief Marketing Officer", "marketing"],
    ["Account Executive", "sales"],
    ["HR Partner", "people"],
    ["General Counsel", "legal"],
    ["Product Manager", "product"],
    ["Plant Manager", "operations"],
    ["Owner", null],
    [null, null],
  ])("%s: %s", (title, department) => expect(departmentOf(title)).toBe(department));
});

describe("a signal", () => {
  const rule = (judge: SignalRule["judge"]): SignalRule => ({ signal: "s", kind: "risk", title: "t", condition: "c", source: "x", judge });
  const isFound = { severity: "low", evidence: [] } as const;

  it("is first seen on the first day of its run, as a customer, within two years", () => {
    const first = (judge: SignalRule["judge"], subscriptions = NOTHING.subscriptions) =>
      detectSignals({ ...NOTHING, subscriptions }, TODAY, EMPTY_BOOK, [rule(judge)]).map(({ first_seen }) =>
        Math.round(TODAY - Date.parse(first_seen) / 86_400_000),
      );
    expect(first((_, day) => (day > TODAY - 7 && day !== TODAY - 3 ? isFound : null))).toEqual([2]);
    expect(first(() => isFound)).toEqual([730]);
    expect(first(() => null)).toEqual([]);
    expect(first(() => isFound, [subscription(400, { ended: TODAY - 50 }), subscription(20)])).toEqual([20]);
    expect(first(() => isFound, [subscription(400, { ended: TODAY })])).toEqual([]);
  });

  it("that has held for longer is first seen on the day from which its rule knows it to hold, as a customer", () => {
    const first = (ago: number, subscriptions = NOTHING.subscriptions) =>
      detectSignals({ ...NOTHING, subscriptions }, TODAY, EMPTY_BOOK, [{ ...rule(() => isFound), began: () => TODAY - ago }]).map(
        ({ first_seen }) => Math.round(TODAY - Date.parse(first_seen) / 86_400_000),
      );
    expect([first(900), first(10)]).toEqual([[900], [730]]);
    expect(first(900, [subscription(1000, { ended: TODAY - 810 }), subscription(800)])).toEqual([800]);
  });

  it("names the account, and is graded by the highest step it reaches", () => {
    expect(detectSignals(NOTHING, TODAY, EMPTY_BOOK, [rule(() => isFound)])[0]).toMatchObject({
      account: "acme",
      name: "Acme Corp",
      signal: "s",
      kind: "risk",
      title: "t",
      severity: "low",
      evidence: [],
    });
    const steps = (value: number | null) => graded(value, [1, "low"], [3, "medium"]);
    expect([steps(null), steps(0.9), steps(1), steps(3), steps(99)]).toEqual([null, null, "low", "medium", "medium"]);
    expect(found(null, figure("m", "t", 1, "count", "f"))).toBeNull();
    expect(figure("m", "t", 1, "money", "f", "USD")).toEqual({
      metric: "m",
      title: "t",
      value: 1,
      unit: "money",
      currency: "USD",
      formula: "f",
    });
    expect(figure("m", "t", 1, "money", "f", null)).toEqual({ metric: "m", title: "t", value: 1, unit: "money", formula: "f" });
  });
});
