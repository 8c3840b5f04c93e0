import type { Day } from "../../core/days.ts";
import type { KnownPattern } from "./ledger.ts";
import type { PatternKind } from "./ledger-event.ts";
import type { PatternTicket } from "./pattern-ticket.ts";
import type { Rise } from "./rise.ts";

/** What became of a pattern since the last week. */
export const CHANGES = ["new", "rising", "steady", "quieter", "gone"] as const;
export type Change = (typeof CHANGES)[number];

/** Tickets that tell of the same: in like words (a fault), or of one capability whose tickets rise as a whole (a gap). */
export interface Pattern {
  readonly id: string;
  readonly kind: PatternKind;
  readonly capability: string | null;
  readonly gap: string | null;
  readonly title: string;
  /** Oldest first. */
  readonly tickets: readonly PatternTicket[];
  /** By id. */
  readonly accounts: readonly string[];
  readonly firstSeen: Day;
  readonly lastSeen: Day;
  /** Of a gap: what its tickets say, most told first. */
  readonly themes: readonly { readonly id: string; readonly title: string; readonly tickets: number }[];
  readonly rise: Rise | undefined;
  /** The chance of such a rise, adjusted for all patterns looked at; 1 where it could not be tested. */
  readonly adjusted: number;
  readonly rising: boolean;
  readonly change: Change;
  readonly thisWeek: number;
  readonly lastWeek: number;
  readonly known: KnownPattern | undefined;
}
