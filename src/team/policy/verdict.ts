/** What a rule says to something an agent wants to do. */
export type Verdict =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** Id of the rule: the charter's, or one of the structural ones of `STRUCTURAL_RULES`. */
      readonly rule: string;
      /** One sentence for the agent and the person. */
      readonly reason: string;
      /** What would be allowed. */
      readonly instead?: string | undefined;
    };

export const ALLOWED: Verdict = { allowed: true };

/** Rules of handing over that hold whatever the charter says. */
export const STRUCTURAL_RULES = [
  "handoff-sender",
  "handoff-not-self",
  "handoff-reason",
  "handoff-depth",
  "handoff-no-loop",
  "handoff-table",
] as const;
export type StructuralRule = (typeof STRUCTURAL_RULES)[number];
