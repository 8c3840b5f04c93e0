import { describe, expect, it } from "vitest";
import { metricNamed } from "../../../src/domain/facts/metrics/registry.ts";
import { factTitle, inTrueDays } from "../../../src/domain/facts/true-days.ts";

const WEEKS = { last: 28, before: 28 };

describe("the days that a figure is really of", () => {
  it("stand in its title, its formula and the sentences about it", () => {
    expect(inTrueDays("logins in the last 30 days", WEEKS)).toBe("logins in the last 28 days");
    expect(inTrueDays("logins in the 30 days before", { last: 31, before: 30 })).toBe("logins in the 30 days before");
    expect(inTrueDays("change in logins, 30 days against the 30 before", { last: 31, before: 30 })).toBe(
      "change in logins, 31 days against the 30 before",
    );
    expect(inTrueDays("(logins last 30 d − logins prior 30 d) / logins prior 30 d / (30/7)", { last: 28, before: 27 })).toBe(
      "(logins last 28 d − logins prior 27 d) / logins prior 27 d / (28/7)",
    );
    expect(inTrueDays("Logins fell {#a|pct} in 30 days, to {#b|num} logins.", WEEKS)).toBe(
      "Logins fell {#a|pct} in the last 28 days, to {#b|num} logins.",
    );
    expect(inTrueDays("logins in days 31–60 before as-of", WEEKS)).toBe("logins in the 28 days before those");
    expect(inTrueDays("Agree the goal: green within 30 days; 130 days", WEEKS)).toBe("Agree the goal: green within 30 days; 130 days");
  });

  it("end where the export ends", () => {
    const ended = { last: 30, before: 30, upTo: "2026-11-16" };
    expect(inTrueDays("logins in the last 30 days", ended)).toBe("logins in the last 30 days up to 2026-11-16");
    expect(inTrueDays("logins in the 30 days to as-of, or to the end of the export", ended)).toBe("logins in the 30 days to 2026-11-16");
    expect(inTrueDays("change in logins, 30 days against the 30 before", ended)).toBe(
      "change in logins, 30 days up to 2026-11-16 against the 30 before",
    );
    expect(inTrueDays("logins in the last 30 days", { last: 30, before: 30 })).toBe("logins in the last 30 days");
  });

  it("are in a Fact's title only where they are others than its metric's", () => {
    const fact = { metric: "logins_last_30d", window: { from: "2026-10-20", to: "2026-11-16" }, asOf: "2026-11-23" };
    const metric = metricNamed("logins_last_30d");
    expect(factTitle(fact, metric)).toBe("logins in the last 30 days");
    expect(factTitle({ ...fact, days: WEEKS }, metric)).toBe("logins in the last 28 days up to 2026-11-16");
    expect(factTitle({ ...fact, metric: "logins_prior_30d", days: WEEKS }, metricNamed("logins_prior_30d"))).toBe(
      "logins in the 28 days up to 2026-10-19",
    );
    expect(factTitle({ ...fact, metric: "unheard_of" }, undefined)).toBe("unheard_of");
  });
});
