import type { Place } from "../../core/errors.ts";
import type { Severity } from "../brief/brief.ts";
import type { Expression } from "../expression/expression.ts";
import type { SubjectName } from "./subjects.ts";
import type { Threshold } from "./threshold.ts";

/** Rows of an account that a finding may point at: its latest contact, its latest review, the subscription that renews next. */
export const EVIDENCE_ROWS = ["contact", "review", "renewal"] as const;
export type EvidenceRow = (typeof EVIDENCE_ROWS)[number];

/** The first day a finding held: a day of the row, some days later. */
export interface Since {
  readonly value: string;
  readonly plusDays: number;
}

/** A standard that code holds a book against, as an entry of references/validations.md declares it. */
export interface Rule {
  readonly id: string;
  /** Its name in words: `response-time`. */
  readonly name: string;
  readonly title: string;
  readonly severity: Severity;
  readonly threshold: Threshold | null;
  readonly each: SubjectName;
  /** Tables and other things without which it says nothing. */
  readonly needs: readonly string[];
  /** Which subjects it is about; null for all. */
  readonly when: Expression | null;
  readonly must: Expression;
  /** Where it holds, a finding is one step graver. */
  readonly graver: Expression | null;
  /** Where it holds, a finding is one step milder. */
  readonly milder: Expression | null;
  readonly message: string;
  /** For a row that lacks a value of `message`. */
  readonly messageWithout: string | null;
  readonly fix: string;
  readonly since: Since | null;
  /** The row of the account that a finding points at, where there is one; null for the account's own. */
  readonly evidence: EvidenceRow | null;
  /** Every value it looks at or prints. */
  readonly names: readonly string[];
  readonly place: Place;
}

/** An entry of references/validations.md as it was read. */
export interface RuleEntry {
  readonly id: string;
  readonly title: string;
  /** Its bullets by lower-case name. */
  readonly fields: Readonly<Record<string, string>>;
  /** Where a bullet stands; the heading's place for one that is not there. */
  readonly placeOf: (field: string) => Place;
}
