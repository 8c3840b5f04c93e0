import { describe, expect, it } from "vitest";
import { readLabels } from "../../../src/domain/churn/label.ts";

const read = (cells: (string | null)[], positive?: string): number[] => [...readLabels("status", cells, positive).values];

describe("readLabels", () => {
  it.each([
    [["Yes", "No"]],
    [["1", "0"]],
    [["1.0", "0.0"]],
    [["true", "false"]],
    [["TRUE", "FALSE"]],
    [["churned", "active"]],
    [["Cancelled", "Active"]],
    [["Attrited Customer", "Existing Customer"]],
    [["y", "n"]],
    [["Gone away", "active"]],
  ])("tells by its spelling who left in %j", ([left = "", stayed = ""]) => {
    expect(read([left, stayed, ` ${left} `])).toEqual([1, 0, 1]);
  });

  it("takes the value that --positive names, whatever its case, against all others", () => {
    expect(read(["Churned", "Stayed", "Joined"], "churned")).toEqual([1, 0, 0]);
    expect(read(["0", "1"], "0")).toEqual([1, 0]);
  });

  it("leaves blanks open", () => {
    expect(read(["Yes", "", null, "No"])).toEqual([1, Number.NaN, Number.NaN, 0]);
  });

  it.each([
    [["red", "blue"], undefined, "which-label"],
    [["Churned", "Stayed", "Joined"], undefined, "which-label"],
    [["", ""], undefined, "which-label"],
    [["Yes", "No"], "maybe", "no-such-label"],
    [["Yes", "yes"], undefined, "one-label"],
    [["No", "No"], "No", "one-label"],
  ])("refuses %j with positive %j (%s)", (cells, positive, code) => {
    expect(() => read(cells, positive)).toThrow(expect.objectContaining({ detail: expect.objectContaining({ code }) }));
  });
});
