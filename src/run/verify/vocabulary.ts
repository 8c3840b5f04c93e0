import type { Metric } from "../../domain/facts/metric.ts";

/** What a statement of one Brief may speak of without citing a Fact. */
export interface Vocabulary {
  readonly metrics: ReadonlyMap<string, Metric>;
  /** The Brief's account, null for a question about the whole book. */
  readonly account: string | null;
  /** Every account of the book: id → the names it goes by. A statement that names another one must cite a Fact of it. */
  readonly accounts: ReadonlyMap<string, readonly string[]>;
  /** People, products, agents and other proper names that the data or the team's files hold. */
  readonly names: readonly string[];
  /** Wordings with numbers that are no claims about the book: "30-60-90", "48 h" of a playbook's step. */
  readonly phrases: readonly string[];
  /** What quotes must be verbatim from: tickets, survey comments, notes. */
  readonly texts: readonly string[];
  /** Ids that may be cited (PT-01). */
  readonly references: ReadonlySet<string>;
}

/** One claim of a statement that nothing backs. */
export interface Complaint {
  readonly claim: string;
  readonly reason: string;
}
