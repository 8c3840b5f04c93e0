import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure, measureAll } from "../../../src/book/measure.ts";
import { QUARTER_METRICS } from "../../../src/domain/facts/metrics/quarter-metrics.ts";
import { REVIEW_METRICS } from "../../../src/domain/facts/metrics/review-metrics.ts";
import { type Example, openExample } from "../../run/example.ts";

let example: Example;
beforeAll(async () => {
  example = await openExample();
});
afterAll(() => example.close());

const PERIOD = { from: "2026-07-01", to: "2026-09-30" };

describe("figures of a quarter", () => {
  it("are the same asked for one account and for all", async () => {
    const context = example.session.context();
    const during = { ...context, scope: { ...context.scope, period: PERIOD } };
    const names = [...QUARTER_METRICS, ...REVIEW_METRICS].map(({ name }) => name);
    const accounts = example.accounts.map(({ account }) => account);
    const all = await measureAll(during, accounts, names);
    for (const account of ["acme", "brightloom", "granite-mutual"])
      expect(all.get(account)).toEqual(await measure(during, { account }, names));
    const [month] = await measure(
      { ...context, scope: { ...context.scope, period: { from: "2026-08-01", to: "2026-08-31" } } },
      { account: "acme" },
      ["quarter_logins"],
    );
    expect(month?.window).toEqual({ from: "2026-08-01", to: "2026-08-31" });
    expect(month?.source.params).toMatchObject({ from: "2026-08-01", to: "2026-08-31" });
  });
});

describe("similar customers", () => {
  it("are the others of the segment on the last day, and their middle is worked from their own figures of that day", async () => {
    const context = example.session.context();
    const end = { ...context, scope: { ...context.scope, asOf: PERIOD.to } };
    const accounts = example.accounts.map(({ account }) => account);
    const own = await measureAll(end, accounts, ["segment", "churned_on", "seat_utilisation"]);
    const figures = accounts.flatMap((account) => {
      const [segment, churned, seats] = own.get(account) ?? [];
      return segment?.value === null || churned?.value !== null ? [] : [{ account, segment: segment?.value, seats: seats?.value ?? null }];
    });
    let compared = 0;
    for (const { account, segment } of figures) {
      const others = figures.filter((other) => other.account !== account && other.segment === segment);
      const values = others.flatMap(({ seats }) => (typeof seats === "number" ? [seats] : [])).sort((a, b) => a - b);
      const middle = values.slice(Math.floor(values.length / 4), values.length - Math.floor(values.length / 4));
      const expected = values.length < 5 ? null : middle.reduce((sum, each) => sum + each, 0) / middle.length;
      const [peers, seats] = await measure({ ...context, scope: { ...context.scope, period: PERIOD } }, { account }, [
        "peer_accounts",
        "peer_seat_utilisation",
      ]);
      expect(peers?.value, account).toBe(others.length);
      if (expected === null) expect(seats?.value, account).toBeNull();
      else expect(seats?.value, account).toBeCloseTo(expected, 12);
      if (expected !== null) compared += 1;
    }
    expect(compared).toBeGreaterThan(10);
    expect(compared).toBeLessThan(figures.length);
  });
});
