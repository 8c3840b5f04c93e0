/** Where a rule of the charter is enforced. */
export interface RuleEnforcement {
  readonly id: string;
  /** The file that holds the check, from the project's root. */
  readonly file: string;
  /** What the check does, in one sentence. */
  readonly how: string;
}

const ESCALATION = "src/team/policy/check-escalation.ts";
const CHARTER = "src/team/policy/check-charter.ts";
const NO_GROUND = "No ground to escalate: a ticket with nothing graver stays with support.";
const GROUND = "A ground to escalate: a ticket that carries it may go up.";

/** Every rule of the shipped charter and the check behind it; `charter --rules` prints it. */
export const RULES: readonly RuleEnforcement[] = [
  {
    id: "renewal-starts-at-onboarding",
    file: "references/validations.md",
    how: "Standards on kickoff, first value and early check-ins are due from week one, long before the renewal talk.",
  },
  {
    id: "churn-signals-are-numbers",
    file: "src/run/verify/verify-brief.ts",
    how: "A finding may only state numbers that a Fact holds; anything else is marked unverified.",
  },
  {
    id: "technical-win-before-contract",
    file: CHARTER,
    how: "Contract work is not handed to account-executive while a technical question of the deal is open.",
  },
  {
    id: "tag-capability-gap",
    file: "references/capabilities.yaml",
    how: "Triage gives every ticket a capability and its gap from this list.",
  },
  {
    id: "technical-question-to-sales-engineer",
    file: "src/team/policy/required-handoffs.ts",
    how: "A technical question about an account with an open deal requires a consult of sales-engineer.",
  },
  { id: "forecast-to-account-executive", file: CHARTER, how: "Forecast and pipeline analysis may be delegated to account-executive only." },
  { id: "csm-owns-renewal", file: CHARTER, how: "A renewal conversation may not be delegated to sales; sales may collaborate." },
  {
    id: "patterns-to-product-weekly",
    file: "src/team/policy/pattern-due.ts",
    how: "A pattern is due for product-engineer once in each ISO week in which it has something new.",
  },
  {
    id: "no-pitch-without-problem",
    file: "src/team/policy/check-draft.ts",
    how: "Outreach is not drafted for a buyer with no problem on record.",
  },
  {
    id: "outreach-is-a-draft",
    file: "src/tasks/draft.ts",
    how: "Messages are written as drafts that say a person must send them; no tool sends.",
  },
  { id: "escalate-above-authority-only", file: ESCALATION, how: "Support may escalate a ticket only by a rule of what it must escalate." },
  { id: "success-drives-sales-closes", file: CHARTER, how: "Closing work may not be delegated to the success lane." },
  {
    id: "expansion-after-retention",
    file: "src/team/policy/check-expansion.ts",
    how: "Expansion work is refused while the account is red or has an open save plan.",
  },
  ...["how-to", "single-fault", "known-fault", "classify", "merge", "tone", "billing-answer", "pattern"].map((name) => ({
    id: `authority-${name}`,
    file: ESCALATION,
    how: NO_GROUND,
  })),
  ...["data-loss", "security", "outage", "blocker", "legal", "sla-strategic", "cancel-threat", "executive", "money", "renewal-window"].map(
    (name) => ({
      id: `authority-${name}`,
      file: ESCALATION,
      how: GROUND,
    }),
  ),
];

/** The enforcement of a rule, or undefined for one that a user has added to the charter and no code knows. */
export function enforcementOf(id: string): RuleEnforcement | undefined {
  return RULES.find((rule) => rule.id === id);
}
