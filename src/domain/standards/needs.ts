/** What a rule needs that is no table of the book, by the word its `Needs` gives, and how a reader gets it. */
export const SPECIAL_NEEDS = {
  "health-history": "no health score has been recorded yet (history/health.ndjson)",
  "reply-times": "the ticket export holds no time of a first reply",
  emails: "the meetings export holds no e-mails",
  "escalation-tags": "no ticket is tagged as escalated",
  "contact-roles": "the contacts export names no roles",
  "stated-arr": "the CRM export states no recurring revenue",
} as const;

export type SpecialNeed = keyof typeof SPECIAL_NEEDS;

const TABLE_WORDS: Readonly<Record<string, string>> = {
  interactions: "meetings",
  usage: "product usage",
  success_plans: "success plans",
  churn_events: "churn events",
};

/** Why a rule cannot be held: what the exports lack. */
export function lackOf(need: string): string {
  return need in SPECIAL_NEEDS ? SPECIAL_NEEDS[need as SpecialNeed] : `no ${TABLE_WORDS[need] ?? need} in the exports`;
}
