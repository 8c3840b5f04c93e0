import { describe, expect, it } from "vitest";
import { SEVERITIES } from "../../../src/domain/brief/brief.ts";
import { bySeverity } from "../../../src/domain/brief/by-severity.ts";

describe("bySeverity", () => {
  it("puts critical before high, medium and low, and leaves equals where they are", () => {
    const rows = [...SEVERITIES, ...SEVERITIES].map((severity, index) => ({ severity, index }));
    expect(rows.sort(bySeverity).map(({ severity, index }) => `${severity} ${index}`)).toEqual([
      "critical 3",
      "critical 7",
      "high 2",
      "high 6",
      "medium 1",
      "medium 5",
      "low 0",
      "low 4",
    ]);
  });
});
