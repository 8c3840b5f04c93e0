import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/days.ts";
import { SEVERITIES } from "../../../src/domain/brief/brief.ts";
import type { FactValue, Measurement } from "../../../src/domain/facts/fact.ts";
import { METRICS, metricNamed } from "../../../src/domain/facts/metrics/registry.ts";
import { detectSignals, SIGNAL_METRICS } from "../../../src/domain/signals/detect-signals.ts";
import type { Signal } from "../../../src/domain/signals/signal.ts";

const AS_OF = "2026-11-20";

function detect(values: Readonly<Record<string, FactValue>>): Signal[] {
  const measured = Object.entries(values).map(([name, value]): Measurement => {
    const { unit, formula, query } = metricNamed(name);
    return {
      key: name,
      snapshot: "s",
      metric: name,
      subject: { account: "acme" },
      value,
      unit,
      window: { from: AS_OF, to: AS_OF },
      asOf: AS_OF,
      formula,
      source: { query, params: {}, tables: [], rows: 1 },
    };
  });
  return detectSignals({ account: "acme", name: "Acme Corp" }, measured, AS_OF);
}

/** `signal severity first_seen` of each. */
const told = (values: Readonly<Record<string, FactValue>>): string[] =>
  detect(values).map(({ signal, severity, first_seen: since }) => `${signal} ${severity} ${since}`);

describe("the rules", () => {
  it("look at metrics of an account that exist", () => {
    for (const name of SIGNAL_METRICS) expect(METRICS.get(name)?.about, name).toBe("account");
  });

  it("say nothing of an account of which nothing is known", () => {
    expect(detect({})).toEqual([]);
    expect(detect(Object.fromEntries(SIGNAL_METRICS.map((name) => [name, null])))).toEqual([]);
  });

  it("say nothing of an account that has left", () => {
    const leaving = { logins_change_30d: -0.9, overdue_days: 90, overdue_since: "2026-08-01" };
    expect(detect(leaving)).toHaveLength(2);
    expect(detect({ ...leaving, churned_on: "2026-09-18" })).toEqual([]);
  });

  const cases: readonly (readonly [values: Readonly<Record<string, FactValue>>, expected: readonly string[]])[] = [
    [{ logins_change_30d: -0.29 }, []],
    [{ logins_change_30d: -0.3, logins_down_since: "2026-11-01" }, ["usage_down medium 2026-11-01"]],
    [{ logins_change_30d: -0.5 }, [`usage_down high ${AS_OF}`]],
    [{ logins_change_30d: -0.8 }, [`usage_down critical ${AS_OF}`]],
    [{ features_change_30d: -0.5 }, [`feature_decline high ${AS_OF}`]],
    [{ tickets_30d: 4, tickets_prior_30d: 0 }, []],
    [{ tickets_30d: 6, tickets_prior_30d: 4 }, []],
    [{ tickets_30d: 8, tickets_prior_30d: 4 }, [`ticket_spike medium ${AS_OF}`]],
    [{ tickets_30d: 9, tickets_prior_30d: 0 }, [`ticket_spike high ${AS_OF}`]],
    [{ escalation_tickets: 1, escalation_first_on: "2026-10-15" }, ["escalation high 2026-10-15"]],
    [{ escalation_tickets: 0 }, []],
    [{ competitor_tickets: 1, competitor_first_on: "2026-11-10" }, ["competitor_mentioned high 2026-11-10"]],
    [{ cancel_requested: 1, canceled_on: "2026-10-01" }, ["cancellation_requested critical 2026-10-01"]],
    [{ champion_left_on: "2026-10-16", champions: 0 }, ["key_person_gone high 2026-10-16"]],
    [{ champion_left_on: "2026-10-16", champions: 1 }, ["key_person_gone medium 2026-10-16"]],
    [{ champions: 0 }, []],
    [{ overdue_days: 36, overdue_since: "2026-10-15" }, ["payment_overdue high 2026-10-16"]],
    [{ overdue_days: 60, overdue_since: "2026-09-21" }, ["payment_overdue critical 2026-09-22"]],
    [{ nps_recent: 7 }, []],
    [{ nps_recent: 6, nps_last_on: "2026-10-28" }, ["negative_nps medium 2026-10-28"]],
    [{ nps_recent: 3, nps_last_on: "2026-10-28" }, ["negative_nps high 2026-10-28"]],
    [{ nps_recent: 9, nps_last_on: "2026-10-28" }, ["promoter low 2026-10-28"]],
    [{ bad_ratings_90d: 1 }, []],
    [{ bad_ratings_90d: 2 }, [`bad_ratings medium ${AS_OF}`]],
    [{ days_to_renewal: 91, renewal_on: "2027-02-19" }, []],
    [{ days_to_renewal: 90, renewal_on: "2027-02-18", renewal_talks: 1 }, [`renewal_due low ${AS_OF}`]],
    [{ days_to_renewal: 90, renewal_on: "2027-02-18", renewal_talks: 0 }, [`renewal_due medium ${AS_OF}`]],
    [{ days_to_renewal: 60, renewal_on: "2027-01-19" }, ["renewal_due medium 2026-10-21"]],
    [{ days_to_renewal: 30, renewal_on: "2026-12-20", renewal_talks: 2 }, ["renewal_due high 2026-09-21"]],
    [{ days_to_renewal: 24, renewal_on: "2026-12-14", renewal_talks: 0 }, ["renewal_due critical 2026-09-15"]],
    [{ days_to_renewal: -1, renewal_on: "2026-11-19" }, []],
    [{ days_silent: 13, tenure_days: 400 }, []],
    [{ days_silent: 20, last_use_on: "2026-10-31", tenure_days: 400 }, ["silent high 2026-11-14"]],
    [{ days_silent: 20, last_use_on: "2026-10-31", tenure_days: 20 }, []],
    [{ days_since_meeting: 141, last_meeting_on: "2026-07-02", tickets_90d: 0 }, ["silent high 2026-09-30"]],
    [{ days_since_meeting: 141, last_meeting_on: "2026-07-02", tickets_90d: 1 }, []],
    [{ days_since_meeting: 141, last_meeting_on: "2026-07-02", nps_recent: 8 }, []],
    [{ budget_tickets: 1 }, [`budget_pressure medium ${AS_OF}`]],
    [{ feature_adoption: 0.8 }, []],
    [{ feature_adoption: 0.81 }, [`adoption_high low ${AS_OF}`]],
    [{ seat_utilisation: 0.9 }, [`seats_full medium ${AS_OF}`]],
    [{ seat_utilisation: 1.1 }, [`seats_full high ${AS_OF}`]],
    [{ expansion_tickets: 2 }, [`asks_for_more high ${AS_OF}`]],
    [{ active_users_change_30d: 0.25 }, [`users_growing low ${AS_OF}`]],
  ];
  for (const [values, expected] of cases)
    it(`${JSON.stringify(values)} gives ${expected.join() || "nothing"}`, () => expect(told(values)).toEqual(expected));
});

describe("every signal", () => {
  const numbers = fc.record(
    Object.fromEntries(
      SIGNAL_METRICS.filter((name) => !["date", "text"].includes(metricNamed(name).unit) && name !== "churned_on").map((name) => [
        name,
        fc.option(fc.double({ min: -2, max: 200, noNaN: true }), { nil: null }),
      ]),
    ),
  );
  const days = fc.record(
    Object.fromEntries(
      SIGNAL_METRICS.filter((name) => metricNamed(name).unit === "date" && name !== "churned_on").map((name) => [
        name,
        fc.option(
          fc.integer({ min: -400, max: 0 }).map((back) => addDays(AS_OF, back)),
          { nil: null },
        ),
      ]),
    ),
  );

  it("carries evidence among which is a figure, whatever the values", () => {
    fc.assert(
      fc.property(numbers, days, (some, others) => {
        const found = detect({ ...some, ...others });
        for (const { signal, severity, evidence } of found) {
          expect(SEVERITIES).toContain(severity);
          expect(evidence.length, signal).toBeGreaterThan(0);
          for (const { value } of evidence) expect(value).not.toBeNull();
        }
        expect(new Set(found.map(({ signal }) => signal)).size).toBe(found.length);
      }),
    );
  });

  it("never grows milder when its figure grows worse", () => {
    const rank = (values: Readonly<Record<string, FactValue>>, signal: string): number => {
      const found = detect(values).find((one) => one.signal === signal);
      return found === undefined ? -1 : SEVERITIES.indexOf(found.severity);
    };
    const worse: readonly (readonly [metric: string, signal: string, sign: 1 | -1, max: number])[] = [
      ["logins_change_30d", "usage_down", -1, 1],
      ["features_change_30d", "feature_decline", -1, 1],
      ["overdue_days", "payment_overdue", 1, 100],
      ["nps_recent", "negative_nps", -1, 10],
      ["bad_ratings_90d", "bad_ratings", 1, 10],
      ["escalation_tickets", "escalation", 1, 9],
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...worse),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ([metric, signal, sign, max], a, b) => {
          const scale = (share: number): number => (sign === 1 ? share * max : metric === "nps_recent" ? max - share * max : -share * max);
          const [mild, bad] = [scale(Math.min(a, b)), scale(Math.max(a, b))];
          expect(rank({ [metric]: bad }, signal)).toBeGreaterThanOrEqual(rank({ [metric]: mild }, signal));
        },
      ),
    );
  });
});
