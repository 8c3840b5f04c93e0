import { type Day, isoWeek } from "../core/days.ts";
import type { Deps } from "./deps.ts";
import type { BookOptions } from "./open-session.ts";
import { filePatterns } from "./patterns-file.ts";
import { readPatternLedger } from "./patterns-ledger.ts";

/** What a sweep did about patterns. */
export interface SweptPatterns {
  /** Patterns seen. */
  readonly seen: number;
  /** Those that went to product, or would for a dry run, by title. */
  readonly filed: readonly string[];
}

/**
 * Hands the patterns that are due to product, once a week: the first sweep of an ISO week looks at the tickets of all customers, whoever's accounts
 * the sweep is about, and later ones of the week return null.
 */
export async function sweptPatterns(
  deps: Deps,
  { asOf, health, dryRun }: { readonly asOf: Day; readonly dryRun: boolean } & Pick<BookOptions, "health">,
): Promise<SweptPatterns | null> {
  const events = await readPatternLedger(deps);
  if (events.some(({ event, on }) => event === "seen" && isoWeek(on) === isoWeek(asOf))) return null;
  const { patterns, filed } = await filePatterns(deps, { asOf, health, dryRun, patterns: [] });
  const told = filed.filter(({ change }) => change === "created" || change === "updated" || change === "would");
  return { seen: patterns, filed: told.map(({ title }) => title) };
}
