import type { Day } from "../core/days.ts";
import { seenEvents } from "../domain/patterns/seen-events.ts";
import type { Deps } from "./deps.ts";
import { openWholeSession } from "./open-session.ts";
import { type PatternsOptions, patternsOf } from "./patterns.ts";
import { type PatternEdit, patternChanges } from "./patterns-changes.ts";
import { addToLedger, whileLedgerIsHeld } from "./patterns-ledger.ts";
import type { PatternRow } from "./patterns-row.ts";

export interface EditedPatterns {
  readonly asOf: Day;
  /** What was done, in a sentence. */
  readonly done: string;
  /** The pattern as it is now; null after an undo. */
  readonly pattern: PatternRow | null;
  /** A pattern that a split made. */
  readonly made: PatternRow | null;
}

/** Does it, records it in the ledger, and returns what became of the pattern. Later runs keep to it; `undo` takes the last one back. Throws UserError with the fix. */
export async function editPatterns(deps: Deps, edit: PatternEdit, options: PatternsOptions): Promise<EditedPatterns> {
  const session = await openWholeSession(deps, options);
  try {
    return await whileLedgerIsHeld(deps, async () => {
      const found = await patternsOf(session, options);
      const { done, events, shown, made } = patternChanges(edit, found);
      // The tickets of a pattern are recorded with the first thing done to it: else the next run could not tell it again.
      const touched = new Set(events.flatMap((event) => ("into" in event ? [event.pattern, event.into] : [event.pattern])));
      const seen = seenEvents(
        [...found.found.values()].filter(({ id }) => touched.has(id)),
        found.ledger,
        found.asOf,
      );
      await addToLedger(deps, [...seen, ...events]);
      const { patterns, asOf } = await patternsOf(session, options);
      const row = (id: string | undefined): PatternRow | null => patterns.find((one) => one.id === id) ?? null;
      return { asOf, done, pattern: row(shown), made: row(made) };
    });
  } finally {
    session.close();
  }
}
