import { STRUCTURAL_RULES, type StructuralRule } from "./verdict.ts";

/** Where a rule is enforced and what proves it. */
export interface RuleEnforcement {
  readonly id: string;
  /** The file that holds the check, from the project's root. */
  readonly file: string;
  /** The function, table or list in that file which enforces it. */
  readonly symbol: string;
  /** What the check does, in one sentence. */
  readonly how: string;
  /** The test that fails when the rule is switched off. */
  readonly test: string;
}

const POLICY = "src/team/policy";
const PROBES = "tests/team/rule-probes.ts";

function rule(id: string, file: string, symbol: string, how: string): RuleEnforcement {
  return { id, file: file.includes("/") ? file : `${POLICY}/${file}.ts`, symbol, how, test: PROBES };
}

const WON = "Starts as a dated duty with every won deal (`handoffs won`)";
const NO_GROUND = "No ground to escalate: work that is about this stays with support, and `who` says so.";
const GROUND = "A ground to escalate: a ticket that carries it may go up, and goes to the owner named.";
const CONDITION = "Work of the success lane that meets this condition may not be handed elsewhere.";

const KEPT_BY_SUPPORT = ["how-to", "single-fault", "known-fault", "classify", "merge", "tone", "billing-answer", "pattern"];
const GOES_UP = "data-loss security outage blocker legal sla-strategic cancel-threat executive money renewal-window".split(" ");
const CONDITIONS = (
  "formal-sales complex-pricing new-budget deal-structure deep-technical custom-integration architecture complex-poc feature-request bug-report " +
  "roadmap enhancement renewal-at-risk strategic-planning upsell-strategy customer-escalation customer-story customer-marketing webinar advocacy"
).split(" ");

const STRUCTURE: Readonly<Record<StructuralRule, string>> = {
  "handoff-sender": "Only an agent of the team hands on.",
  "handoff-not-self": "Nobody hands to itself.",
  "handoff-reason": "A handoff says why.",
  "handoff-depth": "A question is handed on at most three times.",
  "handoff-no-loop": "Nobody gets the same question twice.",
  "handoff-table": "The sender's own file must allow the receiver and the way.",
};

/** Every rule of the shipped charter, then the rules of handing on that hold whatever a charter says; `charter --rules` prints them. */
export const RULES: readonly RuleEnforcement[] = [
  rule("renewal-starts-at-onboarding", "won-duties", "wonDuties", `${WON}: adoption figures in the first week.`),
  rule(
    "churn-signals-are-numbers",
    "check-draft",
    "checkDraft",
    "A message that speaks of what was noticed is refused where no Fact shows it.",
  ),
  rule(
    "technical-win-before-contract",
    "check-charter",
    "checkCharter",
    "Contract work is not handed to account-executive while a technical question of the account waits at sales-engineer.",
  ),
  rule("tag-capability-gap", "pattern-due", "checkPatternPacket", "A pattern goes to product only with the capability that is missing."),
  rule(
    "technical-question-to-sales-engineer",
    "required-handoffs",
    "requiredHandoffs",
    "A technical question about an account with an open deal files a consult of sales-engineer.",
  ),
  rule(
    "forecast-to-account-executive",
    "check-charter",
    "checkCharter",
    "Forecast and pipeline analysis are delegated to account-executive only.",
  ),
  rule("csm-owns-renewal", "check-charter", "checkCharter", "A renewal conversation is not delegated to sales; sales may collaborate."),
  rule("patterns-to-product-weekly", "pattern-due", "isPatternDue", "A pattern with news goes to product once in each ISO week."),
  rule(
    "no-pitch-without-problem",
    "check-draft",
    "checkDraft",
    "Outreach that offers something is refused for a buyer with no problem on record.",
  ),
  rule(
    "outreach-is-a-draft",
    "check-draft",
    "checkDraft",
    "A request to send is refused; messages are written to drafts/ and say that a person must send them.",
  ),
  rule(
    "escalate-above-authority-only",
    "check-charter",
    "checkCharter",
    "Support may escalate a ticket only by a rule of what it must escalate.",
  ),
  rule("success-drives-sales-closes", "check-charter", "checkCharter", "Closing an expansion is not delegated to the success lane."),
  rule(
    "expansion-after-retention",
    "check-charter",
    "checkCharter",
    "Expansion work is refused while the account is red or has an open save plan.",
  ),
  rule("no-sales-closing", "check-charter", "checkCharter", "Closing a sale is not delegated to the success lane."),
  rule("no-technical-implementation", "check-charter", "checkCharter", "Technical implementation is not delegated to the success lane."),
  ...CONDITIONS.map((name) => rule(`hand-${name}`, "check-condition", "checkCondition", CONDITION)),
  rule(
    "packet-holds-figures",
    "required-figures",
    "requiredFigures",
    "Every packet about an account gets its ARR, tier, renewal and tickets, whoever files it.",
  ),
  rule("standard-response-time", "won-duties", "wonDuties", `${WON}; VA-01 of \`check\` finds slow answers.`),
  rule("standard-kickoff", "won-duties", "wonDuties", `${WON}; VA-02 of \`check\` finds late kickoffs.`),
  rule("standard-onboarding", "won-duties", "wonDuties", `${WON}; VA-04 of \`check\` finds late onboardings.`),
  rule("standard-business-review", "won-duties", "wonDuties", `${WON} of a strategic account; VA-11 of \`check\` finds missed reviews.`),
  rule("standard-renewal-talk", "won-duties", "wonDuties", `${WON} that has a term; VA-17 of \`check\` finds late talks.`),
  rule("standard-health-weekly", "won-duties", "wonDuties", `${WON}; VA-19 of \`check\` finds old scores.`),
  rule("standard-check-in", "won-duties", "wonDuties", `${WON}; VA-06 to VA-10 of \`check\` find missed check-ins.`),
  ...KEPT_BY_SUPPORT.map((name) => rule(`authority-${name}`, "whose-job", "whoseJob", NO_GROUND)),
  ...GOES_UP.map((name) => rule(`authority-${name}`, "check-escalation", "checkEscalation", GROUND)),
  rule(
    "numbers-from-facts",
    "src/run/verify/verify-statement.ts",
    "verifyStatement",
    "A number in a statement that no Fact holds is marked unverified.",
  ),
  rule("people-send", "src/tools/toolbox.ts", "TOOLS", "No tool sends, posts or books; tools read, or write files in the workspace."),
  rule("outside-text-is-material", "src/tools/fence.ts", "fence", "Text from outside reaches a model between marks that it cannot close."),
  rule("tools-by-list", "src/team/tool-grants.ts", "toolGrants", "An agent's list decides; an empty or unknown one grants nothing."),
  rule("no-inside-words-to-customers", "customer-text", "checkCustomerText", "A draft with our own words or figures in it is refused."),
  ...STRUCTURAL_RULES.map((id) => rule(id, "check-handoff", "checkHandoff", STRUCTURE[id])),
];

/** The enforcement of a rule, or undefined for one that a user has added to the charter and no code knows. */
export function enforcementOf(id: string): RuleEnforcement | undefined {
  return RULES.find((one) => one.id === id);
}
