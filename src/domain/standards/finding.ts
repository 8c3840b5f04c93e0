import type { Day } from "../../core/days.ts";
import { hash } from "../../core/ids.ts";
import type { Severity } from "../brief/brief.ts";
import type { RowValue } from "./subject-row.ts";

/** Where a finding can be looked up. */
export interface FindingEvidence {
  /** Path inside the exports folder; null where nothing was recorded. */
  readonly file: string | null;
  /** From 1; null where the format has no lines. */
  readonly line: number | null;
  /** The kind of thing that was read; for an account or the book, the values compared are computed. */
  readonly query: string;
}

/** One breach of a rule. */
export interface Finding {
  readonly rule: string;
  readonly name: string;
  readonly title: string;
  readonly severity: Severity;
  /** Null for what concerns the whole book. */
  readonly account: string | null;
  readonly account_name: string | null;
  readonly subject: string;
  readonly message: string;
  readonly fix: string;
  readonly threshold: string | null;
  /** The values that the rule looked at. */
  readonly values: Readonly<Record<string, RowValue>>;
  readonly evidence: FindingEvidence;
  /** Since when it holds, as far as the book tells. */
  readonly first_seen: Day | null;
  /** Recurring revenue of the account in minor units, the weight among findings of one rule. */
  readonly arr_minor: number | null;
  readonly fingerprint: string;
}

/** Names a finding in every run: rule, account and subject, and no number that was measured. */
export function fingerprintOf(rule: string, account: string | null, subject: string): string {
  return hash(JSON.stringify([rule, account, subject]), 16);
}
