import { describe, expect, it } from "vitest";
import { DataError, type ErrorDetail } from "../../../src/core/errors.ts";
import { binomialTail } from "../../../src/domain/patterns/binomial-tail.ts";
import type { PatternBounds } from "../../../src/domain/patterns/bounds.ts";
import { changeOf, weekOnWeek } from "../../../src/domain/patterns/change.ts";
import { adjustedChances } from "../../../src/domain/patterns/false-discoveries.ts";
import { gather, type GatheredPattern } from "../../../src/domain/patterns/gather.ts";
import { eventHash, type LedgerEvent, parseLedger, printEvent } from "../../../src/domain/patterns/ledger-event.ts";
import { likenessTo } from "../../../src/domain/patterns/likeness.ts";
import type { PatternTicket } from "../../../src/domain/patterns/pattern-ticket.ts";
import { patternTitle } from "../../../src/domain/patterns/pattern-title.ts";
import { byRank } from "../../../src/domain/patterns/rank-patterns.ts";
import { tellingWords } from "../../../src/domain/patterns/telling-words.ts";
import { weekCounts, weekExposure, weekTable } from "../../../src/domain/patterns/week-table.ts";

const ticket = (on: string, account: string | null = "acme", id = `${account}-${on}`): PatternTicket => ({
  id,
  account,
  on,
  capability: "export",
  gap: null,
  type: "bug",
  priority: "p3",
  solved: false,
  subject: "It stops",
  body: "",
});

describe("weeks", () => {
  // 2026-11-20 is a Friday; its week begins on the 16th.
  const table = weekTable("2026-11-20", 3);

  it("run from Monday to Sunday, the last one that of as-of", () => {
    expect([table.from, table.weeks]).toEqual(["2026-11-02", 3]);
    expect(["2026-11-01", "2026-11-02", "2026-11-08", "2026-11-09", "2026-11-20", "2026-11-23", "2026-11-02"].map(table.weekOf)).toEqual([
      -1, 0, 0, 1, 2, 3, 0,
    ]);
    expect([weekTable("2026-11-16", 1).from, weekTable("2026-11-22", 1).from]).toEqual(["2026-11-16", "2026-11-16"]);
  });

  it("hear an account once, and tickets of nobody each", () => {
    const tickets = [
      ticket("2026-11-02"),
      ticket("2026-11-03"),
      ticket("2026-11-09"),
      ticket("2026-11-03", "beta"),
      ticket("2026-11-04", null),
      ticket("2026-11-05", null),
      ticket("2026-11-01"),
      ticket("2026-11-23"),
    ];
    expect([...weekCounts(tickets, table)]).toEqual([4, 1, 0]);
    expect([...weekExposure(tickets, table)]).toEqual([5, 1, 0]);
    expect(weekOnWeek([...tickets, ticket("2026-11-17"), ticket("2026-11-18")], table)).toEqual({ thisWeek: 2, lastWeek: 1 });
  });
});

describe("what became of a pattern", () => {
  const bounds: PatternBounds = {
    min_accounts: 3,
    min_tickets: 3,
    gap_accounts: 8,
    weeks: 26,
    forgotten_weeks: 8,
    gone_weeks: 2,
    false_discoveries: 0.1,
    file_accounts: 5,
    quotes: 3,
  };
  const table = weekTable("2026-11-20", 26);
  const course = { thisWeek: 1, rising: false, wasRising: false, table, bounds };
  const pattern = (days: readonly (readonly [string, string])[]): GatheredPattern => {
    const sorted = days.map(([on, account]) => ticket(on, account)).sort((x, y) => (x.on < y.on ? -1 : 1));
    const made = gather("P-1", sorted, undefined);
    if (made === undefined) throw new Error("no ticket");
    return made;
  };
  const of = (days: readonly (readonly [string, string])[], more: Partial<typeof course> = {}): string =>
    changeOf(pattern(days), { ...course, ...more });

  it("is gone without a ticket for two weeks", () => {
    expect(of([["2026-11-08", "a"]], { thisWeek: 0 })).toBe("gone");
    expect(of([["2026-11-09", "a"]], { thisWeek: 0 })).toBe("steady");
  });

  it("is new where it began within a month and too few told of it before", () => {
    const now = ["2026-11-17", "c"] as const;
    expect(of([["2026-10-19", "a"], ["2026-11-10", "b"], now])).toBe("new");
    expect(of([["2026-10-18", "a"], ["2026-11-10", "b"], now])).toBe("steady");
    expect(of([["2026-10-19", "a"], ["2026-11-10", "b"], ["2026-11-11", "c"], now])).toBe("steady");
    expect(of([["2026-10-19", "a"], ["2026-11-10", "a"], ["2026-11-11", "b"], now])).toBe("new");
    expect(of([["2026-11-10", "a"]], { thisWeek: 0 })).toBe("steady");
    expect(of([now], { rising: true })).toBe("new");
  });

  it("is rising, quieter or steady", () => {
    const old = (...more: (readonly [string, string])[]) => [["2026-07-01", "a"] as const, ...more];
    expect(of(old(["2026-11-17", "a"]), { rising: true, wasRising: true })).toBe("rising");
    expect(of(old(["2026-11-17", "a"]), { wasRising: true })).toBe("quieter");
    const month = (count: number) =>
      Array.from({ length: count }, (_, at): readonly [string, string] => [`2026-11-${String(9 + (at % 7)).padStart(2, "0")}`, "a"]);
    expect(of(old(...month(4)), { thisWeek: 0 })).toBe("quieter");
    expect(of(old(...month(3)), { thisWeek: 0 })).toBe("steady");
    expect(of(old(...month(8), ["2026-11-17", "a"]), { thisWeek: 1 })).toBe("steady");
    expect(of(old(...month(9), ["2026-11-17", "a"]), { thisWeek: 1 })).toBe("quieter");
    expect(of(old(["2026-10-18", "a"], ...month(3)), { thisWeek: 0 })).toBe("steady");
    expect(of(old(["2026-10-19", "a"], ...month(3)), { thisWeek: 0 })).toBe("quieter");
  });
});

describe("the order of patterns", () => {
  const base = { id: "b", rising: false, closed: false, accounts: 3, arrMinor: 10, severity: "medium", chance: 0.5 } as const;

  it("goes by closing, rise, accounts, revenue, severity, surprise and id", () => {
    const before = (a: object, b: object): readonly [boolean, boolean] => [
      byRank({ ...base, ...a }, { ...base, ...b }) < 0,
      byRank({ ...base, ...b }, { ...base, ...a }) > 0,
    ];
    const yes = [true, true];
    expect(before({ accounts: 1 }, { closed: true, rising: true })).toEqual(yes);
    expect(before({ rising: true, accounts: 1 }, { accounts: 9 })).toEqual(yes);
    expect(before({ accounts: 4 }, { arrMinor: 99 })).toEqual(yes);
    expect(before({ arrMinor: 11 }, { severity: "critical" })).toEqual(yes);
    expect(before({ severity: "high" }, { chance: 0.1 })).toEqual(yes);
    expect(before({ chance: 0.4, id: "z" }, { id: "a" })).toEqual(yes);
    expect(before({ id: "a" }, {})).toEqual(yes);
    expect(byRank(base, base)).toBe(0);
  });
});

describe("chances", () => {
  it("of a binomial tail are the sum of its terms", () => {
    const plain = (k: number, n: number, p: number): number => {
      let sum = 0;
      for (let at = k; at <= n; at += 1) {
        let ways = 1;
        for (let i = 0; i < at; i += 1) ways *= (n - i) / (i + 1);
        sum += ways * p ** at * (1 - p) ** (n - at);
      }
      return sum;
    };
    for (const [k, n, p] of [
      [1, 1, 0.3],
      [3, 10, 0.05],
      [3, 10, 0.9],
      [20, 40, 0.5],
      [40, 40, 0.9],
      [2, 30, 0.02],
    ] as const)
      expect(binomialTail(k, n, p) / plain(k, n, p)).toBeCloseTo(1, 9);
    expect([
      binomialTail(0, 5, 0.5),
      binomialTail(-1, 5, 0.5),
      binomialTail(6, 5, 0.5),
      binomialTail(3, 5, 0),
      binomialTail(3, 5, 1),
      binomialTail(0, 5, 0),
    ]).toEqual([1, 1, 0, 0, 1, 1]);
  });

  it("are adjusted for as many as were looked at", () => {
    expect(adjustedChances([0.01, 0.04, 0.03, 0.5]).map((chance) => Math.round(chance * 1e6) / 1e6)).toEqual([
      0.04, 0.053333, 0.053333, 0.5,
    ]);
    expect(adjustedChances([0.9, 0.95])).toEqual([0.95, 0.95]);
    expect(adjustedChances([])).toEqual([]);
  });
});

describe("words of patterns", () => {
  it("make a title of what most subjects have", () => {
    const of = (...subjects: string[]): string => patternTitle(subjects.map((subject) => ({ subject, body: "the body" })));
    expect(of("CSV export fails", "Export fails daily", "CSV export fails", "Help")).toBe("CSV export fails");
    expect(of("Beta broken", "Alpha broken")).toBe("Alpha broken");
    expect(of(" ")).toBe("the body");
    expect(patternTitle([{ subject: "", body: " " }])).toBe("without words");
    expect(patternTitle([])).toBe("without words");
    expect(of(`  two \n lines ${"x".repeat(90)}`)).toBe(`two lines ${"x".repeat(79)}…`);
    expect(of("x".repeat(90))).toBe("x".repeat(90));
  });

  it("leave out what is said about everything", () => {
    const texts = ["a1", "b1", "c1", "d1", "e1"].map((capability, at) => ({
      subject: "Help needed",
      body: `Dear team. The ${"alpha beta gamma delta omega".split(" ")[at]} screen 42 of oauth2 is blank`,
      capability,
    }));
    expect(tellingWords(texts)[0]).toEqual({ words: ["the", "alpha", "screen", "of", "oauth2", "is", "blank"], subjectWords: 0 });
    // About four capabilities only, or mostly about one, it stays.
    expect(tellingWords(texts.slice(0, 4))[0]).toMatchObject({
      words: ["help", "needed", "dear", "team", "the", "alpha", "screen", "of", "oauth2", "is", "blank"],
      subjectWords: 2,
    });
    const mostly = [...texts, ...texts.slice(0, 1), ...texts.slice(0, 1), ...texts.slice(0, 1)];
    expect(tellingWords(mostly)[1]?.subjectWords).toBe(2);
    expect(tellingWords([...texts, ...texts, ...texts.slice(0, 1)])[1]?.subjectWords).toBe(0);
    const long = Array.from({ length: 500 }, (_, at) => `w${at}`).join(" ");
    expect(tellingWords([{ subject: "one two", body: long, capability: null }])[0]?.words).toHaveLength(400);
    expect(tellingWords([{ subject: "Don't ask", body: "x", capability: null }])[0]).toEqual({ words: ["don't", "ask"], subjectWords: 2 });
  });

  it("tell which set a text is most like", () => {
    const vectors = {
      starts: Int32Array.of(0, 1, 2, 4, 5),
      features: Int32Array.of(1, 2, 1, 2, 3),
      weights: Float32Array.of(1, 1, 0.9, 0.1, 1),
      count: 4,
      size: 4,
    };
    const like = likenessTo(vectors, [[0], [1], []]);
    expect([like(2), like(0), like(1), like(3)]).toEqual([0, 0, 1, 0]);
  });
});

describe("a line of the ledger", () => {
  const common = { pattern: "P-1", on: "2026-11-20", n: 2 };
  const events: LedgerEvent[] = [
    { ...common, event: "seen", kind: "fault", capability: null, title: "t", tickets: ["a"] },
    { ...common, event: "filed", packet: "p", to: "product-owner", last_seen: "2026-11-19" },
    { ...common, event: "merged", into: "P-2" },
    { ...common, event: "split", to: "P-3", title: "t", tickets: [] },
    { ...common, event: "renamed", title: "t" },
    { ...common, event: "closed", reason: "fixed" },
    { ...common, event: "reopened" },
    { ...common, event: "undone", of: "abc" },
  ];
  const detail = (line: string): ErrorDetail | null => {
    try {
      parseLedger(`\n${line}\n`, "history/patterns.ndjson");
    } catch (error) {
      if (error instanceof DataError) return error.detail;
      throw error;
    }
    return null;
  };

  it("is read as it was printed, in the order of day, run and text, each once", () => {
    for (const event of events) expect(parseLedger(printEvent(event), "f")).toEqual([event]);
    const [first] = events;
    if (first === undefined) throw new Error("no event");
    const early = { ...first, on: "2026-11-19", n: 9 };
    const next = { ...first, n: 3 };
    const text = [next, ...events, first, early].map(printEvent).join("");
    const read = parseLedger(text, "f");
    expect(read).toHaveLength(10);
    expect([read[0], read.at(-1)]).toEqual([early, next]);
    expect(read.slice(1, -1).map(printEvent)).toEqual(events.map(printEvent).sort());
    expect(eventHash(first)).toMatch(/^[0-9a-f]{12}$/);
    expect(eventHash(first)).not.toBe(eventHash(next));
  });

  it("is refused where a part is missing or of another kind", () => {
    for (const event of events) {
      const whole = JSON.parse(printEvent(event)) as Record<string, unknown>;
      expect(detail(JSON.stringify(whole))).toBeNull();
      for (const key of Object.keys(whole))
        expect(detail(JSON.stringify({ ...whole, [key]: 3.5e300 === whole[key] ? 1 : { no: 1 } })), `${event.event} ${key}`).not.toBeNull();
    }
    expect(detail(JSON.stringify({ ...common, v: 1, event: "split", to: "x", title: "t", tickets: ["a", 3] }))).not.toBeNull();
    expect(detail(JSON.stringify({ ...common, v: 1, event: "reopened", on: "2026-13-01" }))).not.toBeNull();
    expect(detail("[1]")).toMatchObject({
      code: "bad-ledger",
      message: "history/patterns.ndjson:2: this is no event of a pattern.",
      found: "[1]",
      fix: "Correct or remove the line.",
      place: { file: "history/patterns.ndjson", line: 2 },
    });
    expect(detail("<<<<<<< ours")).toMatchObject({ fix: "Keep the lines of both sides and remove this mark." });
    expect(detail("x".repeat(100))?.found).toHaveLength(80);
  });
});
