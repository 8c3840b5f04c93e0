import type { HealthModel } from "../health/health-model.ts";

/** Something a product can do, or fail to do, with the words by which customers mention it. */
export interface Capability {
  readonly id: string;
  readonly title: string;
  /** What is missing when customers keep asking about it. */
  readonly gap: string;
  readonly phrases: readonly string[];
}

/** The editable knowledge behind the numbers: read from references/, never from code. */
export interface Knowledge {
  readonly healthModels: ReadonlyMap<string, HealthModel>;
  readonly capabilities: readonly Capability[];
  /** Word lists by name: competitor, budget, cancellation, escalation, expansion. */
  readonly cues: ReadonlyMap<string, readonly string[]>;
  /** Names of events that mean somebody signed in, lower case. */
  readonly loginEvents: readonly string[];
  /** Names of events that mean first value was reached; empty: the use of any feature. */
  readonly firstValueEvents: readonly string[];
}

/**
 * A case-insensitive RE2 pattern that finds any of `phrases` as whole words; a phrase's spaces match any run of blanks.
 * A phrase that ends in `*` also matches its longer forms. No phrase: a pattern that matches nothing.
 */
export function phrasePattern(phrases: readonly string[]): string {
  if (phrases.length === 0) return "[^\\s\\S]";
  const alternatives = phrases.map((phrase) => {
    const open = phrase.endsWith("*");
    const escaped = (open ? phrase.slice(0, -1) : phrase).replaceAll(/[.+?^${}()|[\]\\*]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`);
    return `${escaped}${open ? String.raw`\w*` : ""}`;
  });
  return String.raw`(?i)(?:^|[^\pL\pN])(?:${alternatives.join("|")})(?:$|[^\pL\pN])`;
}
