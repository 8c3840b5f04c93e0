import type { SentimentWords } from "../sentiment/sentiment-words.ts";

/** Something that a product can do or fail to do, from references/capabilities.yaml. */
export interface TriageCapability {
  readonly id: string;
  readonly name: string;
  readonly area: string;
  /** What the product lacks when tickets about it recur. */
  readonly gap: string;
  readonly gaps: readonly NarrowGap[];
  readonly phrases: readonly string[];
  /** Phrases that name it outright: a ticket that holds one is about it unless much speaks against. */
  readonly sure: readonly string[];
  /** Phrases that look like it and are not. */
  readonly not: readonly string[];
}

/** A gap within a capability, with the phrases that point at it. */
export interface NarrowGap {
  readonly gap: string;
  readonly phrases: readonly string[];
}

/** A rule of what support hands on: all that it names must fit. */
export interface AuthorityRule {
  readonly id: string;
  /** The rule in words. */
  readonly limit: string;
  readonly cues?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly priorities?: readonly string[] | undefined;
  readonly capabilities?: readonly string[] | undefined;
  /** A sum of money in the text greater than this, in major units. */
  readonly amountAbove?: number | undefined;
  /** A number of people in the text greater than this. */
  readonly usersAbove?: number | undefined;
  /** How much the ticket must read like those that were handed on, 0 to 1. */
  readonly least?: number | undefined;
  /**
   * Lists of cues that suffice together, whatever the type and however the ticket reads; `amountAbove` still has to fit. A number of people
   * above `usersAbove` stands for `many_users`.
   */
  readonly outright?: readonly (readonly string[])[] | undefined;
  /** Type and least priority of a ticket that the rule takes outright. */
  readonly outrightType?: string | undefined;
  readonly outrightPriority?: string | undefined;
  /** The agent who takes over. */
  readonly to: string;
  readonly step: string;
}

/** All editable words and rules of triage. */
export interface TriageKnowledge {
  readonly capabilities: readonly TriageCapability[];
  /** Word lists by name, in the order of the file. */
  readonly cues: ReadonlyMap<string, readonly string[]>;
  readonly sentiment: SentimentWords;
  readonly authority: readonly AuthorityRule[];
}
