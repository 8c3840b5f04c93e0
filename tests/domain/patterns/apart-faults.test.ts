import { describe, expect, it } from "vitest";
import { apartFaults } from "../../../src/domain/patterns/apart-faults.ts";
import type { Priority } from "../../../src/domain/triage/triaged.ts";

const ticket = (type: string, priority: Priority) => ({ type, priority, subject: "Export", body: "All wrong." });
const ask = ticket("how-to", "p4");

describe("urgent faults among questions", () => {
  it("are a group of their own", () => {
    const [bug, incident] = [ticket("bug", "p2"), ticket("incident", "p1")];
    const tickets = [bug, ask, ask, ask, ask, ask, ask, ask, ask, incident, ask];
    expect([...apartFaults(tickets, Int32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1))]).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1]);
  });

  it("stay where fewer than four fifths are questions, or the fault can wait, is none, or asks itself", () => {
    const among = (one: ReturnType<typeof ticket>, questions: number): number[] =>
      Array.from(apartFaults([one, ...Array.from({ length: questions }, () => ask)], new Int32Array(questions + 1).fill(3)).slice(0, 1));
    expect([among(ticket("bug", "p2"), 4), among(ticket("bug", "p2"), 3)]).toEqual([[7], [3]]);
    expect([among(ticket("bug", "p3"), 9), among(ticket("billing", "p1"), 9)]).toEqual([[3], [3]]);
    expect([among({ ...ticket("bug", "p1"), body: "How?" }, 9), among({ ...ticket("bug", "p1"), subject: "How?" }, 9)]).toEqual([[3], [3]]);
    expect([...apartFaults([], new Int32Array())]).toEqual([]);
  });
});
