import { join } from "node:path";
import { appendText, readTextIfAny } from "../core/files.ts";
import { type LedgerEvent, parseLedger, printEvent } from "../domain/patterns/ledger-event.ts";
import { withFileLock } from "../tasks/file-lock.ts";
import type { Deps } from "./deps.ts";

export const LEDGER_NAME = "history/patterns.ndjson";

/** What was recorded of patterns in this workspace, in its order. Throws DataError for a line that is none. */
export async function readPatternLedger({ workspace }: Deps): Promise<LedgerEvent[]> {
  return parseLedger((await readTextIfAny(ledgerPath(workspace.root))) ?? "", LEDGER_NAME);
}

/** Runs what reads the ledger and adds to it while no other process does. */
export async function whileLedgerIsHeld<T>({ workspace }: Deps, work: () => Promise<T>): Promise<T> {
  return withFileLock(join(workspace.root, "history", ".patterns.lock"), work);
}

/** Adds events to the end of the ledger; nothing where there are none. */
export async function addToLedger({ workspace }: Deps, events: readonly LedgerEvent[]): Promise<void> {
  if (events.length === 0) return;
  const path = ledgerPath(workspace.root);
  const present = (await readTextIfAny(path)) ?? "";
  // A person's editor may have left the last line without its end.
  await appendText(path, `${present === "" || present.endsWith("\n") ? "" : "\n"}${events.map(printEvent).join("")}`);
}

function ledgerPath(root: string): string {
  return join(root, ...LEDGER_NAME.split("/"));
}
