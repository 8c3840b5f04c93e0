import { METRICS } from "../../domain/facts/metrics/registry.ts";
import { askedMetric } from "../../domain/questions/asked-metric.ts";
import type { Playbook } from "../playbook/playbook.ts";

export interface PlaybookChoice {
  readonly playbook: Playbook;
  /** The metric the question asks for, where it asks for one figure. */
  readonly asked?: string;
  /** How many words of the question the playbook answers to; 0 for the general answer. */
  readonly points: number;
}

/** Their phrases ("how should we", "how is") are part of many questions that another playbook answers. */
const GENERAL: Readonly<Record<string, number>> = { guidance: 0.5, overview: 0.4 };
/** "Which accounts …" wants a list: the one of accounts that need somebody, where no other is asked for. */
const ASKS_FOR_ACCOUNTS = /^\W*(which|what) (accounts|customers|clients)\b/i;
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
  if (asked !== undefined && metric !== undefined) return { playbook: metric, asked, points: 2 };
  const scored = [...playbooks.values()]
    .filter(
      (playbook) =>
        playbook.about === about && playbook.intent !== "metric" && !(RECEIVED.has(playbook.intent) && !leads(agent, playbook.intent)),
    )
    .map((playbook) => ({ playbook, points: pointsOf(question, playbook, agent, about) }))
    .filter(({ points: got }) => got > 0)
    .sort((a, b) => b.points - a.points || (a.playbook.id < b.playbook.id ? -1 : 1));
  const [best] = scored;
  const playbook =
    best?.playbook ?? playbooks.get(about === "book" && ASKS_FOR_ACCOUNTS.test(question) ? "portfolio-risk" : DEFAULTS[about]);
  return playbook === undefined ? undefined : { playbook: limited(playbook, question), points: best?.points ?? 0 };
}

/** The agent whose business an intent is first of all; undefined for intents that are everybody's. */
export function leaderOf(intent: string): string | undefined {
  return Object.keys(OWN).find((agent) => leads(agent, intent));
}

/** "Top 5" wants no more than five. */
function limited(playbook: Playbook, question: string): Playbook {
  const wanted = Number(/\btop\s+(\d{1,2})\b/i.exec(question)?.[1] ?? 0);
  return playbook.each === undefined || wanted === 0 ? playbook : { ...playbook, each: { ...playbook.each, limit: wanted } };
}

/** The intents that are an agent's own business. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  "retention-specialist": ["churn", "competition", "portfolio"],
  "customer-success-manager": ["renewal", "renewals", "relationships", "detractors", "adoption", "usage", "people", "comparison"],
  "customer-success": ["overview", "onboarding", "renewal", "onboarding-watch", "expansion-candidates", "advocacy"],
  "customer-success-specialist": [
    "programme-retention",
    "programme-expansion",
    "programme-start",
    "team",
    "ranking",
    "metric",
    "guidance",
    "figures",
  ],
  "customer-support": ["support", "support-load"],
  "product-engineer": ["pattern"],
  "product-owner": ["requests"],
  "account-executive": ["commercial", "expansion", "deal", "billing", "account-billing"],
};

/** The words a playbook answers to; the agent's own business breaks ties, and is what a question about an account without such words is taken for. */
function pointsOf(question: string, { intent, asks }: Playbook, agent: string, about: "account" | "book"): number {
  const said = points(question, asks) * (GENERAL[intent] ?? 1);
  const own = said > 0 ? leads(agent, intent) : about === "account" && OWN[agent]?.[0] === intent;
  return said + (own ? 0.3 : 0);
}

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
