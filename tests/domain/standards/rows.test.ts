import { describe, expect, it } from "vitest";
import type { Signal } from "../../../src/domain/signals/signal.ts";
import { expansionFound } from "../../../src/domain/standards/expansion-found.ts";
import { healthAges, parseHealthHistory } from "../../../src/domain/standards/health-history.ts";
import { ownerRows } from "../../../src/domain/standards/owner-rows.ts";
import { signalRows } from "../../../src/domain/standards/signal-rows.ts";

const signal = (account: string, first_seen: string, kind: Signal["kind"] = "risk"): Signal => ({
  account,
  name: account,
  signal: "usage_down",
  kind,
  title: "logins are down",
  severity: "high",
  first_seen,
  evidence: [],
});

describe("signalRows", () => {
  const about = {
    contacts: new Map([["acme", ["2026-05-01", "2026-06-12"]]]),
    assessed: new Map([["acme", ["2026-06-11"]]]),
    begin: "2026-01-01",
    asOf: "2026-06-30",
  };

  it("measures from first-seen to the first contact after it, in whole days", () => {
    expect(signalRows([signal("acme", "2026-06-10")], about)[0]?.values).toMatchObject({
      age_hours: 480,
      hours_to_contact: 48,
      hours_to_assessment: 24,
    });
    expect(signalRows([signal("acme", "2026-06-12")], about)[0]?.values).toMatchObject({ hours_to_contact: 0, hours_to_assessment: 0 });
    expect(signalRows([signal("birch", "2026-06-10")], about)[0]?.values).toMatchObject({
      hours_to_contact: null,
      hours_to_assessment: null,
    });
  });

  it("leaves out chances to grow, and warnings older than the meetings export", () => {
    expect(signalRows([signal("acme", "2026-06-10", "expansion"), signal("acme", "2025-12-31")], about)).toEqual([]);
    expect(signalRows([signal("acme", "2026-06-10")], { ...about, begin: null })).toEqual([]);
  });
});

describe("ownerRows", () => {
  it("counts each owner's accounts and names what most of them are", () => {
    const of = (csm: string | null, touch: string, segment: string, arr: number | null) => ({ csm, touch, segment, arr });
    const rows = ownerRows(
      [
        of("Ben", "mid touch", "SMB", 5),
        of("Ada", "high touch", "enterprise", 7),
        of("Ben", "mid touch", "SMB", null),
        of("Ben", "low touch", "SMB", 1),
        of(null, "low touch", "SMB", 9),
      ],
      "EUR",
    );
    expect(rows.map(({ subject, values }) => [subject, values["accounts"], values["main_touch"], values["owned_arr"]])).toEqual([
      ["Ada", 1, "high touch", 7],
      ["Ben", 3, "mid touch", 6],
    ]);
  });
});

describe("healthAges", () => {
  const line = (account: string, as_of: string, tier: string | null): string => JSON.stringify({ account, as_of, tier, score: 1 });

  it("tells how old the latest score is and since when it is below green, in any order of lines", () => {
    const lines = [
      line("acme", "2026-06-01", "green"),
      line("acme", "2026-06-08", "yellow"),
      line("acme", "2026-06-15", "red"),
      line("birch", "2026-06-29", "green"),
      line("acme", "2026-07-06", "green"),
    ];
    for (const order of [lines, lines.toReversed()]) {
      const ages = healthAges(parseHealthHistory(order.join("\n"), "h.ndjson"), "2026-06-20");
      expect(ages.get("acme")).toEqual({ days_since_health: 5, days_below_green: 12 });
      expect(ages.has("birch")).toBe(false);
    }
  });

  it("counts an abstention as looked at, and names a broken line", () => {
    const ages = healthAges(
      parseHealthHistory(`${line("acme", "2026-06-01", "red")}\n${line("acme", "2026-06-19", null)}\n`, "h"),
      "2026-06-20",
    );
    expect(ages.get("acme")).toEqual({ days_since_health: 1, days_below_green: 19 });
    expect(() => parseHealthHistory(`${line("acme", "2026-06-01", "red")}\n{"account": 3}`, "h.ndjson")).toThrow("h.ndjson:2");
  });
});

describe("expansionFound", () => {
  const account = (values: Record<string, number | string>) => (metric: string) => values[metric] ?? null;

  it("counts customers past day 90 that are not red", () => {
    expect(
      expansionFound([
        account({ journey_day: 91, health_tier: "green", open_expansions: 1 }),
        account({ journey_day: 400, plan_expansions: 2 }),
        account({ journey_day: 400, health_tier: "yellow" }),
        account({ journey_day: 90, open_expansions: 1 }),
        account({ journey_day: 400, health_tier: "red", open_expansions: 1 }),
      ]),
    ).toEqual({ mature_customers: 3, expansion_found_share: 2 / 3 });
    expect(expansionFound([])).toEqual({ mature_customers: 0, expansion_found_share: null });
  });
});
