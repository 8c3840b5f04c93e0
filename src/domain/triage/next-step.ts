import type { AuthorityRule } from "./taxonomy.ts";

interface StepCase {
  readonly type: string;
  readonly duplicateOf: string | undefined;
  /** The ticket that it repeats is known to be another customer's. */
  readonly ofAnother?: boolean;
  /** It asks to buy more seats. */
  readonly isForSeats?: boolean;
  readonly subjectOnly: boolean;
  readonly churnIntent: boolean;
  /** It reads like a complaint and is one of a pleased customer: praise, perhaps with a small wish. */
  readonly isPraise?: boolean;
}

/** What to do next with a ticket, in one sentence. */
export function nextStep(
  rule: AuthorityRule | undefined,
  { type, duplicateOf, ofAnother, isForSeats, subjectOnly, churnIntent, isPraise }: StepCase,
): string {
  if (duplicateOf !== undefined && ofAnother === true)
    return `Says the same as ${duplicateOf} of another customer: answer both alike, each on its own.`;
  if (duplicateOf !== undefined) return `Merge with ${duplicateOf} and answer once.`;
  if (rule !== undefined) return rule.step;
  if (churnIntent) return "Answer the fault, and tell the customer-success manager today that the customer speaks of leaving.";
  if (isForSeats === true) return "Hand to the account executive: they ask for more seats. Confirm receipt; promise no price.";
  if (isPraise === true) return "Thank them, pass the praise on, and see whether anything is asked for.";
  const step = STEPS.get(type) ?? "Answer within four hours.";
  return subjectOnly && type !== "spam" ? `${step} The export holds the subject only: read the message first.` : step;
}

const STEPS: ReadonlyMap<string, string> = new Map([
  ["bug", "Reproduce it, ask for what is missing in one message, and file it under its capability."],
  ["incident", "Check whether others are affected, confirm receipt, and give the next update within the hour."],
  ["how-to", "Answer with the steps and the article; tag the capability, so that the documentation gap is counted."],
  ["request", "File the wish with the account's name; promise no date."],
  ["billing", "Check invoice and contract, correct what is within the limit, and say when it will be on the account."],
  ["complaint", "Let one named person answer by phone or in full, and say what will change by when."],
  ["cancellation", "Confirm receipt and hand to the owner of the renewal."],
  ["spam", "Close without an answer."],
]);
