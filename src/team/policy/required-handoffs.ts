import type { HandoffMode } from "../../domain/brief/brief.ts";
import { phraseMatches, phraseTable } from "../route/phrases.ts";
import { wordsOf } from "../route/words.ts";
import { findAgent, type Team } from "../team.ts";

export interface HandoffNeed {
  readonly to: string;
  readonly mode: HandoffMode;
  /** Id of the charter rule that asks for it. */
  readonly rule: string;
  readonly reason: string;
}

export interface HandoffOccasion {
  /** Who answers. */
  readonly agent: string;
  readonly text: string;
  /** The account has an open deal. */
  readonly openDeal: boolean;
}

/** Whom the charter wants brought in, beside the agent that answers; empty where it asks for nobody. Only rules the charter carries count. */
export function requiredHandoffs({ agent, text, openDeal }: HandoffOccasion, team: Pick<Team, "agents" | "charter">): HandoffNeed[] {
  const rules = new Set(team.charter?.rules.map((rule) => rule.id));
  const says = (name: string): string | undefined => firstKeyword(text, name, team);
  const technical = openDeal ? says("sales-engineer") : undefined;
  const needs: HandoffNeed[] = [];
  if (technical !== undefined) {
    needs.push({
      to: "sales-engineer",
      mode: "consult",
      rule: "technical-question-to-sales-engineer",
      reason: `“${technical}” is a technical question in an open deal`,
    });
  }
  if (/\bforecast/i.test(text))
    needs.push({ to: "account-executive", mode: "consult", rule: "forecast-to-account-executive", reason: "it asks for a forecast" });
  if (/\brenewal conversation\b/i.test(text)) {
    needs.push({
      to: "customer-success-manager",
      mode: "delegate",
      rule: "csm-owns-renewal",
      reason: "customer-success-manager leads the renewal conversation",
    });
  }
  return needs.filter((need) => rules.has(need.rule) && need.to !== agent && findAgent(team, need.to) !== undefined);
}

function firstKeyword(text: string, name: string, team: Pick<Team, "agents">): string | undefined {
  const keywords = findAgent(team, name)?.triggers.keywords ?? [];
  const table = phraseTable(keywords.map((keyword) => ({ text: keyword, means: keyword })));
  return phraseMatches(wordsOf(text), table)[0]?.phrase.written;
}
