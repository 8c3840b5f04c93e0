import { describe, expect, it } from "vitest";
import { ticketReader } from "../../../src/domain/triage/reader.ts";
import { KNOWLEDGE } from "./small-practice.ts";

describe("phrases that are meant", () => {
  const cues = new Map([
    ["repeated", ["again", "third time"]],
    ["not_repeated", ["works again"]],
    ["outage", ["is down"]],
    ["not_many", ["down"]],
  ]);
  const reader = ticketReader({ ...KNOWLEDGE, cues }, undefined);
  const told = (text: string): number[] => [...reader.read("", text).told];

  it("are those that no phrase of the list `not_…` of the same name overlaps", () => {
    expect(told("it fails again")).toEqual([1, 0, 0, 0]);
    expect(told("it works again")).toEqual([0, 1, 0, 0]);
    expect(told("works again, again third time")).toEqual([2, 1, 0, 0]);
    // Another list's denial takes nothing away.
    expect(told("all is down")).toEqual([0, 0, 1, 1]);
  });

  it("leave what the model sees as it was trained", () => {
    expect([...reader.read("", "it works again").cues]).toEqual([1, 1, 0, 0]);
  });
});
