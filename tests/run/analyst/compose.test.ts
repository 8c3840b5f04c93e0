import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METRICS } from "../../../src/domain/facts/metrics/registry.ts";
import { compose, type ComposeOptions } from "../../../src/run/analyst/compose.ts";
import type { Draft } from "../../../src/run/analyst/draft.ts";
import { keysIn } from "../../../src/run/analyst/cite.ts";
import { Values } from "../../../src/run/analyst/values.ts";
import type { Measurement } from "../../../src/domain/facts/fact.ts";
import { AS_OF, finding, measured, playbook, slot } from "./samples.ts";

const ARR = measured("arr", 1_000_000);

function draft(body: string, measurements: readonly Measurement[] = [ARR], options: ComposeOptions = {}): Draft {
  return compose(playbook(body), new Values(measurements), AS_OF, options);
}

describe("findings", () => {
  it("stand causes first, then risks, gaps and strengths; the gravest first, else as the playbook has them", () => {
    const body = `## Findings\n${[
      finding("s", { kind: "strength", severity: "critical" }),
      finding("g", { kind: "gap", severity: "high" }),
      finding("r-low", { kind: "risk", severity: "low" }),
      finding("c-medium", {}),
      finding("r-critical", { kind: "risk", severity: "critical" }),
      finding("c-critical", { severity: "critical" }),
      finding("c-medium-too", {}),
    ].join("")}`;
    expect(draft(body).findings.map(({ id }) => id)).toEqual(["c-critical", "c-medium", "c-medium-too", "r-critical", "r-low", "g", "s"]);
  });

  it("are as grave as the first of their tests that holds, medium where none does", () => {
    const body = `## Findings\n${finding("a", { severity: "critical when arr > 5; high when arr > 1" })}${finding("b", { severity: "critical when arr > 99999999; high when arr > 1; low" })}${finding("c", { severity: "critical when arr < 0" })}`;
    expect(draft(body).findings.map(({ id, severity }) => [id, severity])).toEqual([
      ["a", "critical"],
      ["b", "high"],
      ["c", "medium"],
    ]);
  });

  it("list the Facts they print and test, but not the account's name, nor what has no value", () => {
    const body = `## Findings\n${finding("a", { when: "arr > 0 and missing(churned_on) and seats > 1", say: "{account_name|text} pays {arr|money} by {seats|num} seats." })}`;
    const found = draft(body, [ARR, measured("account_name", "Acme"), measured("seats", 3), measured("churned_on", null)]).findings[0];
    expect(found?.template).toBe(`${slot("account_name", "text")} pays ${slot("arr", "money")} by ${slot("seats", "num")} seats.`);
    expect(found?.facts.map((key) => `{#${key}}`)).toEqual([slot("arr"), slot("seats")]);
  });

  it("never hold by comparing what is absent, whichever way the sign points", () => {
    const signs = ["<", "<=", ">", ">=", "=", "!="].flatMap((sign) => [`seats ${sign} 3`, `health_tier ${sign} red`]);
    const body = `## Findings\n${signs.map((when, index) => finding(`f${index}`, { when })).join("")}${finding("gone", { when: "missing(seats)" })}${finding("there", { when: "known(seats)" })}`;
    for (const absent of [[ARR], [ARR, measured("seats", null), measured("health_tier", null)]])
      expect(draft(body, absent).findings.map(({ id }) => id)).toEqual(["gone"]);
  });
});

describe("the headline", () => {
  const causes = (...findings: readonly string[]): string =>
    `## Headline\n### some\n- when: causes >= 1\n- say: At risk: {causes}.\n### watch\n- when: risks >= 1\n- say: Watch: {causes}.\n### none\n- say: All is well.\n## Findings\n${findings.join("")}`;

  it("is the first whose test holds, by counts of what was found", () => {
    expect(draft(causes(finding("r", { kind: "risk", short: "a risk" }))).headline).toBe("Watch: a risk.");
    expect(draft(causes(finding("s", { kind: "strength" }))).headline).toBe("All is well.");
    expect(draft("## Headline\n### one\n- when: causes >= 1\n- say: x").headline).toBe("A small one");
  });

  it("names up to three causes, each of another root cause, the gravest of each", () => {
    const body = causes(
      finding("a1", { short: "adoption one" }),
      finding("a2", { short: "adoption two", severity: "high" }),
      finding("b", { cause: "billing", short: "billing {arr|money}" }),
      finding("c", { cause: "champion", short: "champion", severity: "critical" }),
      finding("d", { cause: "service", short: "service" }),
    );
    expect(draft(body).headline).toBe(`At risk: champion; adoption two; billing ${slot("arr", "money")}.`);
  });

  it("speaks of a finding without a short name by its id", () => {
    expect(draft(causes(finding("usage-down", {}))).headline).toBe("At risk: usage down.");
  });

  it("speaks of the figure that was asked for", () => {
    const body = "## Headline\n### figure\n- say: {account_name|text}: {asked_title}: {asked}. Defined as: {asked_formula}.";
    const of = (measurement: Measurement): string =>
      draft(body, [measured("account_name", "Acme"), measurement], { asked: measurement.metric }).headline.replace(
        slot("account_name", "text"),
        "Acme",
      );
    expect(of(measured("seats", 3))).toBe(`Acme: licensed seats: ${slot("seats")}. Defined as: ${METRICS.get("seats")?.formula}.`);
    expect(of(measured("logins_change_30d", -0.5))).toContain(`: fell ${slot("logins_change_30d")}. Defined`);
    expect(of(measured("logins_change_30d", 0.5))).toContain(`: rose ${slot("logins_change_30d")}. Defined`);
    expect(of(measured("logins_change_30d", 0))).toContain(`: unchanged at ${slot("logins_change_30d")}. Defined`);
    expect(of(measured("seats", null))).toContain(": not known (the export does not say). Defined");
  });

  it("calls an account that has no record yet by its id", () => {
    expect(draft("## Headline\n### h\n- say: {account_name|text} stands so.", [measured("account_name", null)]).headline).toBe(
      "acme stands so.",
    );
  });
});

describe("steps and handoffs", () => {
  const step = (id: string, fields: string): string =>
    `### ${id}\n- do: Do ${id} with {seats|num} seats\n- owner: customer-support\n- due: 48 h\n${fields}\n`;
  const body = `## Findings\n${finding("fires", { when: "arr > 0" })}${finding("silent", { when: "arr < 0" })}## Steps\n${step("always", "")}${step("for-fired", "- for: fires, silent\n- why: seats")}${step("for-silent", "- for: silent")}${step("tested", "- for: fires\n- when: causes >= 2")}${step("counted", "- when: causes = 1 and risks = 0")}`;

  it("follow only from findings that fired and tests that hold", () => {
    expect(draft(body, [ARR, measured("seats", 4)]).actions.map((action) => action.step)).toEqual(["always", "for-fired", "counted"]);
  });

  it("say why: their own metrics, then those of their findings, each once", () => {
    const action = draft(body, [ARR, measured("seats", 4)]).actions[1];
    expect(action).toMatchObject({
      template: `Do for-fired with ${slot("seats", "num")} seats`,
      owner: "customer-support",
      due: "2026-11-22",
    });
    expect(action?.why.map((key) => `{#${key}}`)).toEqual([slot("seats"), slot("arr")]);
  });

  it("hand on with a deadline, the playbook and the Facts that have a value", () => {
    const hand =
      "## Handoffs\n### product-engineer\n- mode: delegate\n- when: arr > 0 and causes = 0\n- reason: {arr|money} at stake\n- ask: What is it?\n- due: renewal_on - 14 d, else 7 d\n- facts: arr, seats\n- playbook: capability-gap";
    expect(draft(hand, [ARR, measured("seats", null), measured("renewal_on", "2026-12-24")]).handoffs).toEqual([
      {
        to: "product-engineer",
        mode: "delegate",
        reason: `${slot("arr", "money")} at stake`,
        ask: "What is it?",
        deadline: "2026-12-10",
        playbook: "capability-gap",
        facts: [ARR.key],
      },
    ]);
    expect(draft(hand.replace("arr > 0", "arr < 0")).handoffs).toEqual([]);
  });
});

describe("what is not known", () => {
  const body = `## Findings\n${finding("a", { when: "logins_last_30d > 3 and active_users_30d > 1 and tickets_90d > 1" })}## Unknowns\n### always\n- what: what they think\n### sometimes\n- when: causes >= 1\n- what: never\n- needs: x`;

  it("tells an export that is missing from one that says nothing of this account, and from rows that give no value", () => {
    const values = [measured("logins_last_30d", null, 0), measured("active_users_30d", null, 0), measured("tickets_90d", null, 0)];
    const what = (present: readonly string[], all = values): string[] =>
      draft(body, all, { present: new Set(present) }).unknowns.map((unknown) => `${unknown.what} | ${unknown.needs ?? ""}`);
    const users = "logins in the last 30 days, active users in the last 30 days";
    expect(what([])).toEqual([
      "what they think | ",
      `not measured: ${users} | a product usage export (Mixpanel, Amplitude, Segment)`,
      "not measured: tickets in the last 90 days | a support ticket export (Zendesk)",
    ]);
    expect(what(["usage", "tickets"])).toEqual([
      "what they think | ",
      `the exports hold no row of this account for: ${users} | `,
      "the exports hold no row of this account for: tickets in the last 90 days | ",
    ]);
    // Of an account that has left nothing is written any more: only an export that is missing altogether is a gap.
    const left = [...values, measured("churned_on", "2026-08-05")];
    expect(
      draft(body.replace("tickets_90d > 1", "tickets_90d > 1 and known(churned_on)"), left, { present: new Set(["usage", "tickets"]) })
        .unknowns,
    ).toHaveLength(1);
    expect(what([], [measured("logins_last_30d", 5), measured("active_users_30d", null, 7), measured("tickets_90d", 3)])).toEqual([
      "what they think | ",
    ]);
  });
});

describe("a draft", () => {
  const body = `## Headline\n### h\n- say: {account_name|text} pays {arr|money}: {causes}.\n## Findings\n${finding("a", { when: "arr > 3 and seats < 9", say: "{arr|money} by {seats|num} seats" })}${finding("b", { kind: "risk", when: "days_to_renewal <= 90 or health_score < 50", severity: "high when seats > 5; low", say: "It renews in {days_to_renewal|days}" })}## Steps\n### s\n- do: Look at {seats|num} seats\n- owner: customer-support\n- due: 7 d\n- for: a, b\n- why: health_score`;
  const some = fc.record(
    Object.fromEntries(
      ["arr", "seats", "days_to_renewal", "health_score"].map((name) => [name, fc.option(fc.integer({ min: -10, max: 120 }))]),
    ),
  );

  it("depends on the values alone, not on their order, and prints or lists only measurements it holds", () => {
    fc.assert(
      fc.property(some, fc.array(fc.nat(), { minLength: 5, maxLength: 5 }), (values, order) => {
        const list = [measured("account_name", "Acme"), ...Object.entries(values).map(([name, value]) => measured(name, value))];
        const shuffled = list
          .map((item, index) => ({ item, at: order[index] ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item);
        const one = draft(body, list);
        const { measurements, ...rest } = draft(body, shuffled);
        expect(rest).toEqual({ ...one, measurements: undefined });
        expect(new Set(measurements.keys())).toEqual(new Set(one.measurements.keys()));
        const keys = [
          ...keysIn(one.headline),
          ...one.findings.flatMap((found) => [...keysIn(found.template), ...found.facts]),
          ...one.actions.flatMap((action) => [...keysIn(action.template), ...action.why]),
        ];
        expect(keys.filter((key) => !one.measurements.has(key))).toEqual([]);
        expect(one.findings.flatMap(({ facts }) => facts).every((key) => one.measurements.get(key)?.value !== null)).toBe(true);
      }),
    );
  });
});
