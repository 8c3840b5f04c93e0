import type { Found } from "../import/account-index.ts";
import type { Reference } from "../import/reference.ts";

/** One thing the report tells about how rows found their accounts; a row of the table `matches`. */
export interface AccountMatch {
  readonly how: "override" | "name" | "suggestion";
  readonly source: string | null;
  /** Kind of key: id, email, domain or name. */
  readonly kind: string;
  readonly value: string;
  readonly account: string;
  /** Rows this is about. */
  readonly rows: number;
  /** Line in overrides.csv. */
  readonly line: number | null;
  /** Of a suggestion: how far the key is from the account, the nearest least. */
  readonly distance?: number;
}

/** What rows say about their customer, how many say so, and the account that it led to. */
export interface Join {
  readonly vendor: string;
  readonly reference: Reference;
  readonly rows: number;
  readonly match: Found | undefined;
}
