import { describe, expect, it } from "vitest";
import { openingMessage, systemPrompt } from "../../../src/run/model/system-prompt.ts";
import { FACTS, METRICS } from "../verify/samples.ts";

const stable = {
  charter: "Be kind.\n",
  agentName: "retention-specialist",
  agentBody: "Find causes.",
  references: "PT-01 Segment",
  team: ["b", "a"],
};

describe("systemPrompt", () => {
  it("is the same bytes for the same team, shared part first, both cacheable", () => {
    const blocks = systemPrompt(stable);
    expect(JSON.stringify(systemPrompt({ ...stable, team: ["a", "b"] }))).toBe(JSON.stringify(blocks));
    expect(blocks.map((block) => block.cache)).toEqual([true, true]);
    expect(systemPrompt({ ...stable, agentName: "x", agentBody: "Other." })[0]).toEqual(blocks[0]);
    expect(JSON.stringify(blocks)).not.toMatch(/2026|acme/iu);
  });
});

describe("openingMessage", () => {
  it("ends with the question, after as-of, account, Facts and who asks", () => {
    const text = openingMessage({
      question: "why?",
      asOf: "2026-11-14",
      account: { id: "acme", name: "Acme Corp" },
      facts: [...FACTS.values()].slice(0, 1),
      metrics: METRICS,
      handoff: { from: "customer-success-manager", mode: "consult", reason: "red account" },
    });
    expect(text).toMatch(
      /^As of 2026-11-14\. Account: acme \(Acme Corp\)\.\n\nFacts measured so far:\n\{F1\|pct\}[^\n]+it fell[^\n]+\n\ncustomer-success-manager hands this to you \(consult\): red account\n\nQuestion: why\?$/u,
    );
  });
});
