import { describe, expect, it } from "vitest";
import { priorityInWords, ruledOutTypes, speaksOfLeaving } from "../../../src/domain/triage/plain-words.ts";

const cues =
  (...names: string[]) =>
  (name: string): number =>
    names.includes(name) ? 1 : 0;

describe("types that words rule out", () => {
  it("are a cancellation where something other than a contract is cancelled", () => {
    expect([...ruledOutTypes(cues("not_cancel"), 0)]).toEqual(["cancellation"]);
    expect([...ruledOutTypes(cues("not_cancel", "cancel"), 0)]).toEqual([]);
    expect([...ruledOutTypes(cues("not_cancel", "churn_threat"), 0)]).toEqual([]);
  });

  it("are a complaint, and a cancellation nobody speaks of, where a customer is pleased", () => {
    expect([...ruledOutTypes(cues(), 0.3)]).toEqual(["complaint", "cancellation"]);
    expect([...ruledOutTypes(cues("cancel"), 0.3)]).toEqual(["complaint"]);
    for (const kept of [ruledOutTypes(cues(), 0.29), ruledOutTypes(cues("complaint_mark"), 0.9), ruledOutTypes(cues("repeated"), 0.9)])
      expect([...kept]).toEqual([]);
  });
});

describe("talk of leaving", () => {
  const said = (names: string[], share: number, type = "bug", isGrave = false) => speaksOfLeaving(cues(...names), { share, type, isGrave });

  it("is heard from 45 % on and in cancellations, not where a meeting is cancelled", () => {
    expect([said([], 0.45), said([], 0.44), said([], 0, "cancellation")]).toEqual([true, false, true]);
    expect([said(["not_cancel"], 0.9), said(["not_cancel", "cancel"], 0.9)]).toEqual([false, true]);
  });

  it("needs a word of it in a grave fault", () => {
    expect([said([], 0.9, "incident", true), said(["churn_threat"], 0.9, "incident", true)]).toEqual([false, true]);
  });
});

describe("the priority in words", () => {
  it("is at least what the rule says, and never lower than what was learnt", () => {
    expect([priorityInWords("p4", cues(), "p1"), priorityInWords("p1", cues(), "p3"), priorityInWords("p3", cues(), undefined)]).toEqual([
      "p1",
      "p1",
      "p3",
    ]);
  });

  it("is no p4 where something is dead", () => {
    expect([priorityInWords("p4", cues("dead"), undefined), priorityInWords("p2", cues("dead"), undefined)]).toEqual(["p3", "p2"]);
  });

  it("is no p1 for a request of erasure in which nothing was lost, seen or stopped", () => {
    expect([priorityInWords("p1", cues("erasure"), undefined), priorityInWords("p2", cues("erasure"), undefined)]).toEqual(["p3", "p2"]);
    for (const name of ["data_loss", "data_exposed", "security", "outage", "standstill"])
      expect([name, priorityInWords("p1", cues("erasure", name), undefined)]).toEqual([name, "p1"]);
  });
});
