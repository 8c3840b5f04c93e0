import fc from "fast-check";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { holds } from "../../../src/domain/expression/evaluate.ts";
import { loadPlaybooks } from "../../../src/run/playbook/load-playbooks.ts";
import type { Playbook } from "../../../src/run/playbook/playbook.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";

let risk: Playbook;
beforeAll(async () => {
  const found = (await loadPlaybooks([join(ROOT, "references")])).get("portfolio-risk");
  if (found === undefined) throw new Error("no such playbook");
  risk = found;
});

type Account = Readonly<Record<string, number | string | null>>;
const fell = { arr: 1_800_000, logins_prior_30d: 960, logins_last_30d: 384, logins_change_30d: -0.6 };

/** The findings about an account of the book, or undefined where it is not listed. */
function told(account: Account): string[] | undefined {
  const of = (name: string) => account[name] ?? null;
  if (risk.each === undefined || !holds(risk.each.where, of)) return undefined;
  return risk.findings.filter(({ when }) => holds(when, of)).map(({ id }) => id);
}

describe("the list of accounts at risk holds what no health model can score", () => {
  it.each<[string, Account, string[] | undefined]>([
    ["logins gone and the renewal near", { ...fell, days_to_renewal: 17, renewal_on: "2026-12-06" }, ["unscored-use-renewing"]],
    ["logins gone, no renewal near", { ...fell, days_to_renewal: 200 }, ["unscored-use"]],
    ["logins gone, no renewal known", fell, ["unscored-use"]],
    ["too few logins to tell", { ...fell, logins_prior_30d: 10, logins_last_30d: 4 }, undefined],
    ["an invoice two months late", { arr: 100, overdue_days: 61, overdue_since: "2026-09-20" }, ["unscored-unpaid"]],
    ["an invoice a month late", { arr: 100, overdue_days: 31 }, undefined],
    ["a customer who would warn others", { arr: 100, nps_recent: 2, nps_last_on: "2026-10-28" }, ["unscored-voice"]],
    ["nothing that is known", { arr: 100 }, undefined],
    ["logins gone, but green", { ...fell, health_tier: "green", health_score: 90 }, undefined],
    ["logins gone, and a customer no more", { ...fell, churned_on: "2026-10-01" }, undefined],
  ])("%s", (_said, account, findings) => expect(told(account)).toEqual(findings));

  it("once each, and never without a word about it", () => {
    const maybe = (value: fc.Arbitrary<number>) => fc.option(value);
    const account = fc.record({
      arr: fc.constant(100),
      logins_prior_30d: maybe(fc.integer({ min: 0, max: 40 })),
      logins_change_30d: maybe(fc.double({ min: -1, max: 1, noNaN: true })),
      overdue_days: maybe(fc.integer({ min: 0, max: 90 })),
      nps_recent: maybe(fc.integer({ min: 0, max: 10 })),
      days_to_renewal: maybe(fc.integer({ min: 0, max: 365 })),
    });
    fc.assert(
      fc.property(account, (values) => {
        const findings = told(values);
        if (findings !== undefined) expect(findings).toHaveLength(1);
      }),
    );
  });
});
