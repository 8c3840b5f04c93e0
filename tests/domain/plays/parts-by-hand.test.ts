import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/days.ts";
import { DataError } from "../../../src/core/errors.ts";
import { printHealthLine, recordedTiers, wholeLines } from "../../../src/domain/plays/health-record.ts";
import { itemsOf, personIn, type PlayKind, signalFindings } from "../../../src/domain/plays/play-kind.ts";
import { parsePlaySplit } from "../../../src/domain/plays/play-split.ts";
import { riskStage } from "../../../src/domain/plays/risk-stage.ts";
import { doneByBook, missingWork } from "../../../src/domain/plays/step-parts.ts";
import { isSweptSignal } from "../../../src/domain/plays/swept-signals.ts";
import type { SweepInput, SweptTask } from "../../../src/domain/plays/swept.ts";
import { account, input, signal, TODAY } from "./sweep-sample.ts";

describe("the signals that a sweep looks at", () => {
  it("are grave warnings, a stalled onboarding and more than hints of growth", () => {
    const of = (kind: "risk" | "expansion", name = "any"): boolean[] =>
      (["low", "medium", "high", "critical"] as const).map((severity) => isSweptSignal({ signal: name, kind }, severity));
    expect(of("risk")).toEqual([false, false, true, true]);
    expect(of("expansion")).toEqual([false, true, true, false]);
    expect(of("risk", "onboarding_stalled")).toEqual([true, true, true, true]);
    expect([...of("risk", "renewal_due"), ...of("risk", "review_overdue")]).toEqual(Array.from({ length: 8 }, () => false));
  });

  it("are told with three figures at most", () => {
    const figure = (title: string, value: number) => ({ title, value, unit: "count" }) as const;
    const told = signalFindings([
      { ...signal("usage_drop", "high"), evidence: ["a", "b", "c", "d"].map((title, at) => ({ metric: title, ...figure(title, at + 1) })) },
      signal("quiet", "critical", "2026-11-01"),
    ] as Parameters<typeof signalFindings>[0]);
    expect(told).toEqual([
      { key: "acme/signal/usage_drop/2026-11-10", text: "it is usage_drop (high, since 2026-11-10). a: 1; b: 2; c: 3." },
      { key: "acme/signal/quiet/2026-11-01", text: "it is quiet (critical, since 2026-11-01)." },
    ]);
  });
});

describe("the stage of a risk", () => {
  const stage = (from: string, done: string[] = [], started: string[] = []): string => riskStage({ stage: from, done, started }, false);

  it("moves forward by what is ticked", () => {
    expect([stage(""), stage("open"), stage("at risk")]).toEqual(["at risk", "at risk", "at risk"]);
    expect(stage("at risk", ["churn/recovery-plan"])).toBe("plan in place");
    expect(stage("at risk", ["churn/recovery-plan", "churn/training"])).toBe("saving");
    expect(stage("at risk", ["churn/recovery-plan"], ["churn/training"])).toBe("saving");
    expect(stage("at risk", ["churn/training"])).toBe("at risk");
    expect(stage("at risk", ["churn/recovery-plan", "churn/assess", "x/call-requested", "x/reach-out", "account/own", "loose"])).toBe(
      "plan in place",
    );
  });

  it("never moves back, and leaves a person's own words", () => {
    expect([stage("saving"), stage("plan in place"), stage("recovered"), stage("lost", ["churn/recovery-plan"])]).toEqual([
      "saving",
      "plan in place",
      "recovered",
      "lost",
    ]);
    expect(stage("waiting for legal", ["churn/recovery-plan"])).toBe("waiting for legal");
  });
});

describe("a comparison of plays", () => {
  const read = (...lines: string[]): unknown => parsePlaySplit(["account,play,group,from", ...lines].join("\n"), "plays-split.csv");
  const refused = (text: string): unknown => {
    try {
      parsePlaySplit(text, "plays-split.csv");
    } catch (error) {
      if (error instanceof DataError) return error.detail;
      throw error;
    }
    return null;
  };
  const line = (at: number, found: string, allowed: string) => ({
    code: "bad-split",
    message: `a line of the split cannot be read: plays-split.csv:${at}`,
    found,
    allowed: [allowed],
    fix: "Correct the line; nothing was swept.",
    place: { file: "plays-split.csv", line: at },
  });

  it("is read line by line", () => {
    const rows = (second: number): unknown => [
      { account: "acme", play: "churn", group: "treatment", from: "2026-11-01", line: 2 },
      { account: "beta", play: "churn", group: "control", from: "2026-11-01", line: second },
    ];
    expect(read("acme,churn,treatment,2026-11-01", "", ' "beta" , churn,control,"2026-11-01"')).toEqual(rows(4));
    expect(
      parsePlaySplit("\uFEFFAccount, Play ,GROUP,from\r\nacme,churn,treatment,2026-11-01\r\nbeta,churn,control,2026-11-01\r", "f"),
    ).toEqual(rows(3));
    expect(["renewal", "onboarding", "expansion"].map((play) => (read(`a,${play},control,2026-11-01`) as unknown[]).length)).toEqual([
      1, 1, 1,
    ]);
    expect((read("a,churn,control,2026-11-01", "a,renewal,control,2026-11-01") as unknown[]).length).toBe(2);
  });

  it("names the line that cannot be read", () => {
    const head = "account,play,group,from\n";
    expect(refused("who,play\n")).toEqual(line(1, "who,play", "the first line has to be account,play,group,from"));
    expect(refused(`${head},churn,control,2026-11-01`)).toEqual(line(2, ",churn,control,2026-11-01", "no account is named"));
    expect(refused(`${head}\na,save,control,2026-11-01`)).toEqual(
      line(3, "save", "the play is one of churn, renewal, onboarding, expansion"),
    );
    expect(refused(`${head}a,churn,both,2026-11-01`)).toEqual(line(2, "both", "the group is treatment or control"));
    expect(refused(`${head}a,churn,control,1.11.2026`)).toEqual(line(2, "1.11.2026", "the day is written YYYY-MM-DD"));
    expect(refused(`${head}a,churn,control,2026-11-01\na,churn,treatment,2026-11-01`)).toEqual(
      line(3, "a", "an account is in one group of a play only"),
    );
    expect(refused("x".repeat(100))).toMatchObject({ found: "x".repeat(80) });
  });
});

describe("parts of a step", () => {
  const silent: PlayKind = {
    intent: "churn",
    playbook: "churn",
    steps: ["first", "gone", "slot", "sold"],
    agent: "retention-specialist",
    lane: "Retention",
    owner: "customer-success-manager",
    title: (name) => name,
    question: (name) => name,
    calls: () => null,
    ends: () => null,
  };
  const kind: PlayKind = { ...silent, done: () => ["churn/first", "churn/second", "churn/other"] };
  const task: SweptTask = {
    id: "T-1",
    key: "churn/acme",
    title: "Acme",
    isOpen: true,
    updatedAsOf: TODAY,
    stage: "at risk",
    play: null,
    ending: null,
    items: ["churn/first", "churn/second"],
    done: ["churn/second"],
    started: [],
    findings: ["known"],
  };
  const given: SweepInput = {
    ...input([]),
    step: (playbook, id) =>
      id === "gone"
        ? undefined
        : {
            what: id === "slot" ? "ask {name}" : `${playbook}: ${id}`,
            owner: id === "sold" ? "account-executive" : "customer-success-manager",
            dueOn: (from, dateOf) => dateOf("renewal_on") ?? dateOf("other") ?? addDays(from, 2),
          },
  };

  it("are the playbook's steps that can be said, with who does them and when", () => {
    expect(itemsOf(kind, account(), given)).toEqual([
      { id: "churn/first", what: "churn: first", owner: "customer-success-manager", ownerName: "Dana Fox", due: addDays(TODAY, 2) },
      { id: "churn/sold", what: "churn: sold", owner: "account-executive", ownerName: "Joel", due: addDays(TODAY, 2) },
    ]);
    const renewing = account({ renewal: { on: "2027-01-15", talks: 0 } });
    expect(itemsOf(kind, renewing, given)[0]?.due).toBe("2027-01-15");
    expect(itemsOf(kind, account(), given, "2026-12-01")[0]?.due).toBe("2026-12-03");
  });

  it("name the person in a role as far as the book does", () => {
    const people = { csm: "Dana", seller: "Joel" };
    expect(["account-executive", "customer-success-manager", "customer-success", "support"].map((role) => personIn(role, people))).toEqual([
      "Joel",
      "Dana",
      "Dana",
      null,
    ]);
    expect(personIn("account-executive", { csm: "Dana", seller: null })).toBeNull();
  });

  it("leave out what the task holds, and tick what the book shows as done", () => {
    const item = (id: string) => ({ id, what: id, owner: "o", ownerName: null, due: TODAY });
    const finding = (key: string) => ({ key, text: key });
    expect(missingWork({ items: [item("churn/first"), item("new")], findings: [finding("known"), finding("fresh")] }, task)).toEqual({
      items: [item("new")],
      findings: [finding("fresh")],
      done: [],
    });
    expect(doneByBook(kind, account(), task)).toEqual(["churn/first"]);
    expect(doneByBook(silent, account(), task)).toEqual([]);
  });
});

describe("a line of health's history", () => {
  const line = (name: string, asOf: string, tier: "green" | "red" | null, model = "m"): string =>
    printHealthLine({ account: name, asOf, model, score: tier === null ? null : 40.126, tier, coverage: 0.87654 });

  it("is rounded to what a person reads, keys in order", () => {
    expect(line("acme", "2026-11-19", "red")).toBe(
      '{"account":"acme","as_of":"2026-11-19","coverage":0.877,"model":"m","score":40.13,"tier":"red"}',
    );
    expect(line("acme", "2026-11-19", null)).toBe(
      '{"account":"acme","as_of":"2026-11-19","coverage":0.877,"model":"m","score":null,"tier":null}',
    );
  });

  it("counts for its account until a newer one of the same model, and never one of a later day", () => {
    const text = [
      line("acme", "2026-11-18", "green"),
      line("acme", "2026-11-10", "red"),
      line("acme", "2026-11-19", "green", "other"),
      "",
      line("beta", TODAY, "red"),
      line("gamma", "2026-11-21", "red"),
      line("delta", "2026-11-01", null),
    ].join("\n");
    const { before, today } = recordedTiers(text, "f", TODAY, "m");
    expect([[...before], [...today]]).toEqual([
      [
        ["acme", "green"],
        ["delta", null],
      ],
      ["beta"],
    ]);
    expect(() => recordedTiers(`${line("a", "2026-11-01", "red")}\n{"account": 3}\n`, "history/health.ndjson", TODAY, "m")).toThrow(/:2/);
    const turned = [line("acme", "2026-11-18", "red"), line("acme", "2026-11-18", "green")];
    expect(recordedTiers(turned.join("\n"), "f", TODAY, "m").before).toEqual(
      recordedTiers(turned.toReversed().join("\n"), "f", TODAY, "m").before,
    );
  });

  it("that a crash cut off is left out", () => {
    expect(wholeLines('{"a":1}\n{"b"')).toEqual(['{"a":1}']);
    expect(wholeLines('{"a":1}\n{"b":2} ')).toEqual(['{"a":1}', '{"b":2} ']);
    expect(wholeLines('{"a":1}\n')).toEqual(['{"a":1}', ""]);
    expect(wholeLines("")).toEqual([""]);
  });
});
