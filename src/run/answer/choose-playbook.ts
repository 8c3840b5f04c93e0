import { METRICS } from "../../domain/facts/metrics/registry.ts";
import { askedMetric } from "../../domain/questions/asked-metric.ts";
import type { Playbook } from "../playbook/playbook.ts";

export interface PlaybookChoice {
  readonly playbook: Playbook;
  /** The metric the question asks for, where it asks for one figure. */
  readonly asked?: string;
}

const DEFAULTS = { account: "account-overview", book: "guidance" } as const;
/** Playbooks that only other agents' handoffs start. */
const RECEIVED = new Set(["commercial", "pattern"]);

/**
 * The playbook that answers a question about an account or about the book: one figure, else the one whose `asks` match most,
 * else the general answer. `agent` breaks ties: support's own playbook for support, and so on. Undefined where none is shipped.
 */
export function choosePlaybook(
  question: string,
  about: "account" | "book",
  playbooks: ReadonlyMap<string, Playbook>,
  agent: string,
): PlaybookChoice | undefined {
  const asked = askedMetric(question, about, METRICS);
  const metric = playbooks.get(about === "account" ? "account-metric" : "metric");
  if (asked !== undefined && metric !== undefined) return { playbook: metric, asked };
  const scored = [...playbooks.values()]
    .filter(
      (playbook) =>
        playbook.about === about && playbook.intent !== "metric" && !(RECEIVED.has(playbook.intent) && !leads(agent, playbook.intent)),
    )
    .map((playbook) => ({ playbook, points: points(question, playbook.asks) + (leads(agent, playbook.intent) ? 0.5 : 0) }))
    .filter(({ points: got }) => got > 0)
    .sort((a, b) => b.points - a.points || (a.playbook.id < b.playbook.id ? -1 : 1));
  const playbook = scored[0]?.playbook ?? playbooks.get(DEFAULTS[about]);
  return playbook === undefined ? undefined : { playbook };
}

/** The intents that are an agent's own business. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  "retention-specialist": ["churn"],
  "customer-success-manager": ["renewal"],
  "customer-success": ["overview", "onboarding", "renewal"],
  "customer-support": ["support"],
  "product-engineer": ["pattern"],
  "account-executive": ["commercial", "expansion"],
};

function leads(agent: string, intent: string): boolean {
  return OWN[agent]?.includes(intent) ?? false;
}

/** How many of the phrases a question holds, longer ones counting more. */
function points(question: string, asks: readonly string[]): number {
  const text = wordsOf(question);
  return asks
    .map(wordsOf)
    .filter((phrase) => phrase.trim() !== "" && text.includes(phrase))
    .reduce((sum, phrase) => sum + phrase.trim().split(" ").length, 0);
}

/** Lower case, one blank between words and at both ends. */
function wordsOf(text: string): string {
  return ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}-]+/gu, " ")
    .trim()} `;
}
