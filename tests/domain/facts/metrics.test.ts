import { describe, expect, it } from "vitest";
import { queryNamed } from "../../../src/book/queries/registry.ts";
import { METRICS, metricNamed } from "../../../src/domain/facts/metrics/registry.ts";
import { change, share } from "../../../src/domain/facts/metrics/cells.ts";

describe("every metric", () => {
  for (const metric of METRICS.values()) {
    it(`${metric.name} says how it is computed and asks a query that exists`, () => {
      expect(queryNamed(metric.query).name).toBe(metric.query);
      expect([metric.formula, metric.title, metric.needs].every((text) => text.length > 0)).toBe(true);
      for (const word of metric.words) expect(word).toBe(word.toLowerCase());
      expect(metric.window).toBeGreaterThanOrEqual(0);
    });
  }

  it("gives null, or a figure that needs none, for a row of nothing, and never fails", () => {
    for (const metric of METRICS.values()) expect(["number", "string", "object"]).toContain(typeof metric.value({}));
  });
});

it("an unknown metric names the nearest", () => {
  expect(() => metricNamed("logins_chnge_30d")).toThrow(/no metric "logins_chnge_30d"/);
});

describe("change and share", () => {
  it("say nothing of too little", () => {
    const row = { last: 5, prior: 10, none: 0, text: "x" };
    expect([
      change("last", "prior", 10)(row),
      change("last", "prior", 11)(row),
      change("last", "none", 1)(row),
      change("last", "absent", 1)(row),
    ]).toEqual([-0.5, null, null, null]);
    expect([share("last", "prior")(row), share("last", "none")(row), share("text", "prior")(row), share("absent", "prior")(row)]).toEqual([
      0.5,
      null,
      null,
      null,
    ]);
  });
});
