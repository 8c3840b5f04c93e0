import { describe, expect, it } from "vitest";
import { DataError } from "../../../src/core/errors.ts";
import { parseHealthModel } from "../../../src/team/knowledge/parse-health-model.ts";

const MODEL = `name: mine
title: Mine
bands: { green: 70, yellow: 40 }
groups:
  - name: usage
    weight: 60
    inputs:
      - { name: trend, metric: logins_change_30d, weight: 1, curve: [[-1, 0], [0, 100]], freshness: { of: usage, valid_days: 30, after: drop } }
  - name: voice
    weight: 40
    inputs:
      - name: nps
        metric: nps_recent
        weight: 1
        curve: [[0, 0], [10, 100]]
        freshness: { of: nps_last_on, valid_days: 90, after: decay }
segments:
  - metric: segment
    is: enterprise
    groups: { voice: 80 }
    inputs: { nps: 2 }
vetoes:
  - { name: notice, metric: cancel_requested, at_least: 1, caps_at: red }
  - { name: any poor, input: any, below: 20, caps_at: yellow }
`;

function refused(from: string, to: string): DataError["detail"] {
  const text = MODEL.replace(from, to);
  expect(text).not.toBe(MODEL);
  try {
    parseHealthModel(text, "mine.yaml");
  } catch (error) {
    if (error instanceof DataError) return error.detail;
    throw error;
  }
  throw new Error("it was accepted");
}

describe("parseHealthModel", () => {
  it("reads freshness, segments and both kinds of vetoes", () => {
    const model = parseHealthModel(MODEL, "mine.yaml");
    expect(model.groups[0]?.inputs[0]?.freshness).toEqual({ of: "usage", validDays: 30, after: "drop" });
    expect(model.segments).toEqual([
      { metric: "segment", is: "enterprise", groups: new Map([["voice", 80]]), inputs: new Map([["nps", 2]]) },
    ]);
    expect(model.vetoes).toEqual([
      { name: "notice", capsAt: "red", metric: "cancel_requested", atLeast: 1 },
      { name: "any poor", capsAt: "yellow", input: "any", below: 20 },
    ]);
  });

  it.each([
    ["a metric that does not exist", "metric: nps_recent", "metric: nps_recnt", 13, 17, "nps_recent"],
    ["an age of what has none", "of: nps_last_on", "of: nps_recent", 16, 26, undefined],
    ["a group to weigh that is none", "{ voice: 80 }", "{ voce: 80 }", 20, 15, "voice"],
    ["an input to weigh that is none", "{ nps: 2 }", "{ npss: 2 }", 21, 15, "nps"],
    ["an attribute that is a number", "metric: segment", "metric: arr", 18, 13, undefined],
    ["a veto on an input that is none", "input: any,", "input: trnd,", 24, 30, "trend"],
    ["an input named twice", "name: nps", "name: trend", 12, 15, undefined],
    ["a veto without its threshold", "metric: cancel_requested, at_least: 1,", "metric: cancel_requested,", 23, 5, undefined],
    ["a segment that changes nothing", "    groups: { voice: 80 }\n    inputs: { nps: 2 }\n", "", 18, 5, undefined],
    ["a validity that is none", "valid_days: 90", "valid_days: 0", 16, 51, undefined],
    ["a curve without an end", "[10, 100]]\n", "[.inf, 100]]\n", 15, 26, undefined],
  ])("refuses %s, with line and column", (_, from, to, line, column, meant) => {
    const { place, allowed } = refused(from, to);
    expect(place).toEqual({ file: "mine.yaml", line, column });
    if (meant !== undefined) expect(allowed).toContain(meant);
  });
});
