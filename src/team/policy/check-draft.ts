import { ALLOWED, type Verdict } from "./verdict.ts";

export interface DraftCircumstances {
  /** A problem of the buyer's is on record, in the buyer's own terms. */
  readonly problemRecorded: boolean;
  /** False for a message that sells nothing (an answer, a thank-you). Default true. */
  readonly pitch?: boolean | undefined;
}

/** Whether outreach may be drafted for a buyer. What is allowed is still a draft: nothing here sends. */
export function checkDraft({ problemRecorded, pitch = true }: DraftCircumstances): Verdict {
  if (problemRecorded || !pitch) return ALLOWED;
  return {
    allowed: false,
    rule: "no-pitch-without-problem",
    reason: "This buyer has no problem on record, so there is nothing to pitch to.",
    instead: "find the problem first: draft a question, not an offer, and record the answer in the buyer's words",
  };
}
