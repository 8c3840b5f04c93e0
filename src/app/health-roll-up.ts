import { compareText } from "../core/compare-text.ts";
import { rollUp } from "../domain/health/roll-up.ts";
import type { HealthModel } from "../domain/health/health-model.ts";
import { rootOf } from "../domain/metrics/roll-up.ts";
import type { HealthInputReport, HealthReport } from "./health-report.ts";

/**
 * One report for each family: accounts of one topmost parent. A family's inputs are its members; who has neither parent nor children is listed as
 * before. Parents are the current state of the CRM. ARR of another currency than `currency` weighs nothing, since it is never added.
 */
export function rollUpReports(
  reports: readonly HealthReport[],
  parents: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
  model: HealthModel,
  currency: string,
): HealthReport[] {
  const families = new Map<string, HealthReport[]>();
  for (const report of [...reports].sort((a, b) => compareText(a.account, b.account))) {
    const root = rootOf(report.account, parents);
    families.set(root, [...(families.get(root) ?? []), report]);
  }
  return [...families].flatMap(([root, members]) => {
    const [only] = members;
    if (only !== undefined && members.length === 1 && only.account === root) return [only];
    return [familyReport(root, names.get(root) ?? root, members, model, currency)];
  });
}

function familyReport(root: string, name: string, members: readonly HealthReport[], model: HealthModel, currency: string): HealthReport {
  const arrOf = (report: HealthReport): number | null => (report.currency === currency ? report.arr_minor : null);
  const family = rollUp(
    members.map((report) => ({ account: report.account, score: report.score, previous: report.trend.from_score, arr: arrOf(report) })),
    model,
  );
  const arrs = members.flatMap((report) => arrOf(report) ?? []);
  const renewals = members.flatMap(({ renewal_on: on }) => on ?? []).sort();
  const before = rollUp(
    members.map((report) => ({ account: report.account, score: report.trend.from_score, previous: null, arr: arrOf(report) })),
    model,
  );
  const delta = family.score === null || family.previous === null ? null : family.score - family.previous;
  const trend = members[0]?.trend;
  return {
    account: root,
    name,
    model: model.name,
    score: family.score,
    tier: family.tier,
    coverage: family.coverage,
    trend: { from: trend?.from ?? "", to: trend?.to ?? "", delta, from_score: family.previous, to_score: family.score },
    inputs: members.map((report, index): HealthInputReport => {
      const share = family.members[index];
      return {
        name: report.name,
        group: "accounts",
        metric: "health_score",
        weight: share?.weight ?? 0,
        value: report.score,
        score: report.score,
        contribution: share?.contribution ?? 0,
        delta: delta === null ? null : (share?.contribution ?? 0) - (before.members[index]?.contribution ?? 0),
        age_days: null,
        stale: false,
      };
    }),
    vetoes: [],
    weights_of: null,
    reason: family.score === null ? "no account of the family has a score" : null,
    arr_minor: arrs.length === 0 ? null : arrs.reduce((sum, arr) => sum + arr, 0),
    currency,
    renewal_on: renewals[0] ?? null,
    roll_up: {
      weighted_by: family.weighted_by,
      scored: members.filter(({ score }) => score !== null).length,
      members: members.map((report) => ({
        account: report.account,
        name: report.name,
        score: report.score,
        tier: report.tier,
        arr_minor: report.arr_minor,
        currency: report.currency,
      })),
    },
  };
}
