import { fixedClock } from "../../../src/core/clock.ts";
import type { ModelClient } from "../../../src/llm/model.ts";
import type { Seat, Shared, TeamRules } from "../../../src/run/model/consult-team.ts";
import { systemPrompt } from "../../../src/run/model/system-prompt.ts";
import { toolsOf } from "../../../src/tools/toolbox.ts";
import { toolGrants } from "../../../src/team/tool-grants.ts";
import { sampleContext } from "../../tools/samples.ts";
import { VOCABULARY } from "../verify/samples.ts";

export const TASK = { question: "why is Acme churning?", account: { id: "acme", name: "Acme Corp" }, facts: [] };

export function seat(agent: string, handoffs: readonly string[] = ["sales-engineer"]): Seat {
  return {
    agent,
    system: systemPrompt({
      charter: "Be kind.",
      agentName: agent,
      agentBody: `You are the ${agent}.`,
      team: ["customer-success-manager", "sales-engineer"],
    }),
    tools: toolsOf({ grants: toolGrants("Read, Grep"), handoffs }),
    modelId: "claude-haiku-5-5",
  };
}

export function shared(model: ModelClient, more: Partial<Shared> = {}): Shared {
  const { handoff: _, account: __, ...context } = sampleContext();
  return {
    context,
    model,
    vocabulary: { accounts: VOCABULARY.accounts, names: VOCABULARY.names, phrases: VOCABULARY.phrases, texts: [] },
    owners: new Set(["customer-success-manager", "sales-engineer"]),
    references: new Map([["PT-01", { file: "patterns.md", id: "PT-01", title: "Segment before you write" }]]),
    clock: fixedClock("2026-11-14T09:00:00Z"),
    ...more,
  };
}

export const RULES: TeamRules = {
  seatOf: (name) => (name === "growth-hacker" ? undefined : seat(name)),
  refuse: ({ to }) => (to === "sales-manager" ? "not in its table" : undefined),
  file: async ({ to }) => ({ answer: `A packet for ${to} was filed.`, complete: true }),
};

/** A Brief as a model would write it; `headline` is what tests vary. */
export function briefJson(headline: string, more: object = {}): string {
  return JSON.stringify({
    headline,
    findings: [{ kind: "cause", severity: "high", cause: "adoption", statement: "Logins fell {F1|pct}.", facts: ["F1"] }],
    actions: [{ what: "Call the champion.", owner: "customer-success-manager", due_in_days: 2, due: null, why: ["F1"] }],
    references: ["PT-01"],
    unknowns: [],
    ...more,
  });
}
