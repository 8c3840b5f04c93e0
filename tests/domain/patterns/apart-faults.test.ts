import { describe, expect, it } from "vitest";
import { apartFaults } from "../../../src/domain/patterns/apart-faults.ts";
import type { Priority } from "../../../src/domain/triage/triaged.ts";

const ticket = (type: string, priority: Priority) => ({ type, priority });
const ask = ticket("how-to", "p4");

describe("urgent faults among questions", () => {
  it("are a group of their own", () => {
    const tickets = [ask, ticket("bug", "p2"), ask, ask, ticket("incident", "p1"), ask];
    expect([...apartFaults(tickets, Int32Array.of(0, 0, 0, 0, 0, 1))]).toEqual([0, 2, 0, 0, 2, 1]);
  });

  it("stay where half are no questions, or the fault can wait, or is none", () => {
    expect([...apartFaults([ask, ticket("bug", "p2")], Int32Array.of(0, 0))]).toEqual([0, 0]);
    expect([...apartFaults([ask, ask, ticket("bug", "p3"), ticket("billing", "p1")], Int32Array.of(3, 3, 3, 3))]).toEqual([3, 3, 3, 3]);
    expect([...apartFaults([], new Int32Array())]).toEqual([]);
  });
});
