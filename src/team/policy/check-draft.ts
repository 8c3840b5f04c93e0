import { type Charter, ruleOf } from "../charter.ts";
import { checkExpansion } from "./check-expansion.ts";
import { ALLOWED, type Verdict } from "./verdict.ts";

export interface DraftCircumstances {
  /** A problem of the buyer's is on record, in the buyer's own terms. */
  readonly problemRecorded: boolean;
  /** False for a message that sells nothing (an answer, a thank-you). Default true. */
  readonly pitch?: boolean | undefined;
  /** The message is to go out by itself. */
  readonly send?: boolean | undefined;
  /** The message offers more of the product to a customer. */
  readonly expansion?: boolean | undefined;
  readonly account?: { readonly tier: "green" | "yellow" | "red" | null; readonly openSavePlan?: boolean | undefined } | undefined;
  /** For a message that speaks of what was noticed: how many Facts it rests on. */
  readonly observations?: number | undefined;
  /** The message opens the renewal conversation. */
  readonly renewal?: boolean | undefined;
  /** Whose message it is: an agent's name. */
  readonly sender?: string | undefined;
}

/** Whether a message may be drafted. What is allowed is still a draft: nothing here sends. Only rules that the charter carries are applied. */
export function checkDraft(draft: DraftCircumstances, charter: Charter | undefined): Verdict {
  const broken = CHECKS.find(({ rule, breaks }) => ruleOf(charter, rule) !== undefined && breaks(draft));
  return broken === undefined ? ALLOWED : { allowed: false, rule: broken.rule, reason: broken.says, instead: broken.instead };
}

interface Check {
  readonly rule: string;
  readonly breaks: (draft: DraftCircumstances) => boolean;
  readonly says: string;
  readonly instead: string;
}

const SALES = new Set(["account-executive", "sales-manager", "sales-automator"]);

const CHECKS: readonly Check[] = [
  {
    rule: "outreach-is-a-draft",
    breaks: ({ send }) => send === true,
    says: "Nothing is sent from here: a person reads, changes and sends every message.",
    instead: "write the draft, and send it from your own mailbox",
  },
  {
    rule: "expansion-after-retention",
    breaks: ({ expansion, account }) => expansion === true && account !== undefined && !checkExpansion(account).allowed,
    says: "The account is red or being saved, so nobody offers it more.",
    instead: "draft the recovery message, and keep the idea on file until retention-specialist says the account is stable",
  },
  {
    rule: "no-pitch-without-problem",
    breaks: ({ problemRecorded, pitch = true }) => pitch && !problemRecorded,
    says: "This buyer has no problem on record, so there is nothing to pitch to.",
    instead:
      'find the problem first: draft a question, not an offer, and record the answer in the buyer\'s words: --problem "…" hands it to the draft',
  },
  {
    rule: "churn-signals-are-numbers",
    breaks: ({ observations }) => observations === 0,
    says: "Nothing in the book shows what this message would say was noticed.",
    instead: "draft a check-in, which claims nothing",
  },
  {
    rule: "csm-owns-renewal",
    breaks: ({ renewal, sender }) => renewal === true && sender !== undefined && SALES.has(sender),
    says: "The renewal conversation is customer-success-manager's; sales supports it.",
    instead: "let the message come from customer-success-manager",
  },
];
