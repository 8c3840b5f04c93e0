import { type Day, isDay } from "../core/days.ts";
import { foldLedger } from "../domain/patterns/ledger.ts";
import type { Deps } from "./deps.ts";
import { readPatternLedger } from "./patterns-ledger.ts";

/** The id of the pattern that a ticket, by its id, was recorded with; undefined for one that is in none. */
export type PatternOf = (ticket: string) => string | undefined;

/** Later than every day that a ledger may name. */
const ALWAYS: Day = "9999-12-31";

/** Looks tickets up in the ledger of patterns as of a day, echo.yaml's where left out; undefined where nothing was recorded. Throws DataError for a broken one. */
export async function triagePatterns(deps: Deps, asOf: string | undefined): Promise<PatternOf | undefined> {
  const events = await readPatternLedger(deps);
  if (events.length === 0) return undefined;
  const day = asOf ?? deps.workspace.config.as_of ?? ALWAYS;
  const ledger = foldLedger(events, isDay(day) ? day : ALWAYS);
  return (ticket) => ledger.patternOf(ticket)?.id;
}
