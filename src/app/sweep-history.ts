import { join } from "node:path";
import type { Workspace } from "../config/workspace.ts";
import { appendText, readTextIfAny, writeTextAtomic } from "../core/files.ts";
import { printHealthLine, type RecordedHealth, type RecordedTiers, recordedTiers, wholeLines } from "../domain/plays/health-record.ts";
import type { Day } from "../core/days.ts";
import { withFileLock } from "../tasks/file-lock.ts";

/** What history/health.ndjson says of the accounts before a day. Throws DataError with the line that is no record. */
export async function readHealthHistory(workspace: Pick<Workspace, "root">, asOf: Day, model: string): Promise<RecordedTiers> {
  const file = historyFile(workspace);
  return recordedTiers((await readTextIfAny(file)) ?? "", file, asOf, model);
}

/** Appends the records of accounts that have none for their day yet; how many there were. Nothing that was there changes. */
export async function recordHealth(workspace: Pick<Workspace, "root">, records: readonly RecordedHealth[]): Promise<number> {
  const [first] = records;
  if (first === undefined) return 0;
  const file = historyFile(workspace);
  return withFileLock(join(workspace.root, "history", ".health.lock"), async () => {
    const text = (await readTextIfAny(file)) ?? "";
    const { today } = recordedTiers(text, file, first.asOf, first.model);
    const fresh = records.filter(({ account }) => !today.has(account));
    if (fresh.length === 0) return 0;
    const lines = fresh.map((record) => `${printHealthLine(record)}\n`).join("");
    const whole = wholeLines(text).join("\n");
    // A line that a crash cut off is nothing; it must not swallow the next one.
    if (whole.length < text.length) await writeTextAtomic(file, `${whole}\n${lines}`);
    else await appendText(file, `${text === "" || text.endsWith("\n") ? "" : "\n"}${lines}`);
    return fresh.length;
  });
}

function historyFile({ root }: Pick<Workspace, "root">): string {
  return join(root, "history", "health.ndjson");
}
