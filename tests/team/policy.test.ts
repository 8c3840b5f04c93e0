import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadTeam } from "../../src/team/load-team.ts";
import { checkDraft } from "../../src/team/policy/check-draft.ts";
import { checkEscalation } from "../../src/team/policy/check-escalation.ts";
import { checkExpansion } from "../../src/team/policy/check-expansion.ts";
import { checkHandoff, type HandoffRequest } from "../../src/team/policy/check-handoff.ts";
import { isPatternDue, type PatternState } from "../../src/team/policy/pattern-due.ts";
import { requiredHandoffs } from "../../src/team/policy/required-handoffs.ts";
import type { Team } from "../../src/team/team.ts";

const ROOT = join(import.meta.dirname, "../..");
let team: Team;
let harbour: Team;
beforeAll(async () => {
  team = await loadTeam([join(ROOT, "agents")]);
  harbour = await loadTeam([join(ROOT, "tests/fixtures/agents/team"), join(ROOT, "tests/fixtures/agents/wild")]);
});

const ask = (request: Partial<HandoffRequest> & Pick<HandoffRequest, "from" | "to" | "mode">): HandoffRequest => ({
  reason: "because",
  depth: 1,
  path: [request.from],
  ...request,
});
const ruleOf = (request: HandoffRequest, of: Team = team): string => {
  const verdict = checkHandoff(request, of);
  return verdict.allowed ? "allowed" : verdict.rule;
};

describe("checkHandoff", () => {
  it("allows every row of the shipped tables for the reason written there", () => {
    const refused = team.agents.flatMap((agent) =>
      agent.handoffs
        .map(({ to, mode, when }) => ask({ from: agent.name, to, mode, reason: when }))
        .filter((request) => !checkHandoff(request, team).allowed),
    );
    expect(refused).toEqual([]);
  });

  it("resolves aliases and tells outside parties", () => {
    expect(checkHandoff(ask({ from: "customer-success", to: "@account-exec", mode: "delegate" }), team)).toEqual({
      allowed: true,
      to: "account-executive",
      outside: false,
    });
    expect(checkHandoff(ask({ from: "berth-planner", to: "coast-guard", mode: "consult" }), harbour)).toEqual({
      allowed: true,
      to: "coast-guard",
      outside: true,
    });
  });

  it.each([
    [{ from: "nobody", to: "rigger", mode: "consult" }, "handoff-sender"],
    [{ from: "berth-planner", to: "harbour-master", mode: "consult" }, "handoff-not-self"],
    [{ from: "berth-planner", to: "rigger", mode: "delegate", reason: " " }, "handoff-reason"],
    [{ from: "berth-planner", to: "rigger", mode: "delegate", depth: 4 }, "handoff-depth"],
    [{ from: "berth-planner", to: "rigger", mode: "delegate", depth: Number.NaN }, "handoff-depth"],
    [{ from: "rigger", to: "berth-planner", mode: "delegate", depth: 2, path: ["harbour-master", "rigger"] }, "handoff-no-loop"],
    [{ from: "berth-planner", to: "rigger", mode: "consult" }, "handoff-table"],
    [{ from: "berth-planner", to: "sail-maker", mode: "consult" }, "handoff-table"],
    [{ from: "berth-planner", to: "rigger", mode: "delegate", depth: 3 }, "allowed"],
    [{ from: "star-tools", to: "rigger", mode: "consult" }, "allowed"],
    [{ from: "star-tools", to: "rigger", mode: "delegate" }, "handoff-table"],
    [{ from: "star-tools", to: "stranger", mode: "consult" }, "handoff-table"],
  ] as const)("%j: %s", (request, rule) => {
    expect(ruleOf(ask(request), harbour)).toBe(rule);
  });

  it("pauses expansion on a red account and while a save plan is open", () => {
    const expand = ask({
      from: "customer-success",
      to: "account-executive",
      mode: "delegate",
      reason: "they want to expand: 40 more seats",
    });
    expect(ruleOf(expand)).toBe("allowed");
    expect(ruleOf({ ...expand, account: { tier: "red" } })).toBe("expansion-after-retention");
    expect(ruleOf({ ...expand, account: { tier: "green", openSavePlan: true } })).toBe("expansion-after-retention");
    expect(ruleOf({ ...expand, reason: "an invoice dispute", account: { tier: "red" } })).toBe("allowed");
  });

  it("keeps the renewal conversation with customer-success-manager", () => {
    const renewal = ask({
      from: "customer-success-manager",
      to: "account-executive",
      mode: "delegate",
      reason: "please hold the renewal conversation",
    });
    expect(ruleOf(renewal)).toBe("csm-owns-renewal");
    expect(ruleOf({ ...renewal, mode: "collaborate" })).toBe("allowed");
  });

  it("applies the other rules of the charter", () => {
    expect(ruleOf(ask({ from: "account-executive", to: "sales-automator", mode: "delegate", reason: "make the forecast for Q3" }))).toBe(
      "forecast-to-account-executive",
    );
    expect(
      ruleOf(
        ask({
          from: "sales-engineer",
          to: "account-executive",
          mode: "delegate",
          reason: "contract comes next",
          openTechnicalQuestion: true,
        }),
      ),
    ).toBe("technical-win-before-contract");
    expect(ruleOf(ask({ from: "account-executive", to: "customer-success", mode: "delegate", reason: "close the expansion for us" }))).toBe(
      "success-drives-sales-closes",
    );
    const up = ask({ from: "customer-support", to: "sales-manager", mode: "collaborate", grounds: ["authority-tone"] });
    expect(ruleOf(up)).toBe("escalate-above-authority-only");
    expect(ruleOf({ ...up, grounds: ["authority-tone", "authority-legal"] })).toBe("allowed");
  });

  it("applies only rules that the charter at hand carries", () => {
    const free = { agents: team.agents, charter: undefined };
    const expand = ask({ from: "customer-success", to: "account-executive", mode: "delegate", reason: "expand", account: { tier: "red" } });
    expect(checkHandoff(expand, free).allowed).toBe(true);
  });
});

describe("other rules", () => {
  it("no pitch without a problem on record", () => {
    expect(checkDraft({ problemRecorded: false }, team.charter)).toMatchObject({ allowed: false, rule: "no-pitch-without-problem" });
    expect(checkDraft({ problemRecorded: true }, team.charter).allowed).toBe(true);
    expect(checkDraft({ problemRecorded: false, pitch: false }, team.charter).allowed).toBe(true);
  });

  it("escalation needs a ground above support's authority", () => {
    if (team.charter === undefined) throw new Error("no charter");
    expect(checkEscalation([], team.charter).allowed).toBe(false);
    expect(checkEscalation(["authority-data-loss"], team.charter).allowed).toBe(true);
    expect(checkEscalation(["made-up"], team.charter).allowed).toBe(false);
  });

  it("expansion waits for retention; an unscored account is no red one", () => {
    expect(checkExpansion({ tier: "red" }).allowed).toBe(false);
    expect(checkExpansion({ tier: null }).allowed).toBe(true);
    expect(checkExpansion({ tier: "yellow", openSavePlan: true }).allowed).toBe(false);
  });

  it("technical questions in a deal bring in sales-engineer", () => {
    const needs = (agent: string, openDeal: boolean): string[] =>
      requiredHandoffs({ agent, openDeal, text: "They ask about SAML and data residency" }, team).map((need) => need.rule);
    expect(needs("account-executive", true)).toEqual(["technical-question-to-sales-engineer"]);
    expect(needs("account-executive", false)).toEqual([]);
    expect(needs("sales-engineer", true)).toEqual([]);
  });

  it("a pattern goes to product once a week, and only with news", () => {
    const due = (state: PatternState, asOf: string): boolean => isPatternDue(state, asOf, team.charter);
    expect(due({ lastSeen: "2026-11-20" }, "2026-11-22")).toBe(true);
    expect(due({ lastSeen: "2026-11-20", lastRouted: "2026-11-17" }, "2026-11-22")).toBe(false);
    expect(due({ lastSeen: "2026-11-20", lastRouted: "2026-11-17" }, "2026-11-23")).toBe(true);
    expect(due({ lastSeen: "2026-11-10", lastRouted: "2026-11-12" }, "2026-11-30")).toBe(false);
    expect(due({ lastSeen: "2026-12-01" }, "2026-11-30")).toBe(false);
  });
});
