import type { Day } from "../../core/days.ts";
import type { Priority } from "../triage/triaged.ts";

/** A ticket of the book as patterns see it: what triage says of it, and the customer's own words. */
export interface PatternTicket {
  readonly id: string;
  /** Null where the book cannot tell whose it is. */
  readonly account: string | null;
  readonly on: Day;
  /** Id of the capability it is about, and the gap behind it; null where triage knows none. */
  readonly capability: string | null;
  readonly gap: string | null;
  readonly type: string;
  readonly priority: Priority;
  /** Solved by the end of as-of. */
  readonly solved: boolean;
  readonly subject: string;
  /** The first message, without markup, quoted mail and signature. */
  readonly body: string;
}
