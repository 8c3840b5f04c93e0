import { describe, expect, it } from "vitest";
import type { Measurement } from "../../../src/domain/facts/fact.ts";
import type { Draft } from "../../../src/run/analyst/draft.ts";
import { nameHealthModel } from "../../../src/run/answer/name-health-model.ts";
import { fact } from "../verify/samples.ts";

const scored = { source: { query: "health", params: { health: "customer-success" }, tables: [], rows: 1 } } as const;
const MEASURED: ReadonlyMap<string, Measurement> = new Map<string, Measurement>([
  ["a1", fact("F1", "health_score", 53, "score", scored)],
  ["a2", fact("F2", "health_tier", "red", "tier", scored)],
  ["a3", fact("F3", "health_model", "customer-success", "text", scored)],
  ["a4", fact("F4", "accounts_red", 1, "count", scored)],
  ["a5", fact("F5", "arr", 100, "money")],
]);

function draft(headline: string, ...findings: readonly string[]): Draft {
  return {
    headline,
    findings: findings.map((template, index) => ({ id: `f${index}`, kind: "risk", severity: "low", template, facts: [], cites: [] })),
    actions: [],
    handoffs: [],
    unknowns: [],
    cites: [],
    measurements: MEASURED,
  };
}

function said(...texts: readonly [string, ...string[]]): string[] {
  const { headline, findings } = nameHealthModel(draft(...texts), "mine");
  return [headline, ...findings.map(({ template }) => template)];
}

describe("an answer that scores by another model than the lists", () => {
  it("says so behind the first score, once", () => {
    expect(said("Pays {#a5|money}.", "Health is {#a2|tier} at a score of {#a1|score}: wait.", "Health is {#a2|tier}.")).toEqual([
      "Pays {#a5|money}.",
      "Health is {#a2|tier} at a score of {#a1|score} (model mine): wait.",
      "Health is {#a2|tier}.",
    ]);
  });

  it("says so at the end of a sentence that counts accounts by their colour", () => {
    expect(said("Red accounts: {#a4|num}, with {#a5|money}.", "Health is {#a2|tier}.")).toEqual([
      "Red accounts: {#a4|num}, with {#a5|money} (model mine).",
      "Health is {#a2|tier}.",
    ]);
  });

  it("leaves a sentence that names the model, and an answer without a score", () => {
    const left: [string, ...string[]][] = [["{#a1|score} (model {#a3|text}).", "Health is {#a2|tier}."], ["Pays {#a5|money}."]];
    for (const texts of left) expect(said(...texts)).toEqual(texts);
  });
});
