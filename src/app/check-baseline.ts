import type { Day } from "../core/days.ts";
import { DataError } from "../core/errors.ts";
import { readTextIfAny, readTextKept, writeTextAtomic } from "../core/files.ts";
import { type BaselineEntry, parseBaseline, printBaseline } from "../domain/standards/baseline.ts";
import { type CheckPart, entriesOutside } from "./check-part.ts";
import type { Finding } from "../domain/standards/finding.ts";

/** The findings that a baseline file accepts. Throws DataError where it is missing or none. */
export async function loadBaseline(path: string, shown: string): Promise<BaselineEntry[]> {
  const text = await readTextIfAny(path);
  if (text !== undefined) return parseBaseline(text, shown);
  throw new DataError({
    code: "no-baseline",
    message: `There is no baseline ${shown}.`,
    found: shown,
    fix: `echo-cs check --write-baseline ${shown} writes one.`,
    place: { file: shown },
  });
}

/**
 * Writes the findings of the part that was looked at as a baseline; what the file holds of other accounts and rules stays, and those that were in it keep
 * the day they were first seen.
 */
export async function saveBaseline(
  path: string,
  shown: string,
  findings: readonly Finding[],
  { asOf, part }: { readonly asOf: Day; readonly part: CheckPart },
): Promise<void> {
  const text = await readTextKept(path);
  const before = text === undefined ? [] : parseBaseline(text, shown);
  await writeTextAtomic(path, printBaseline([...entriesOutside(part, before), ...findings], before, asOf));
}
