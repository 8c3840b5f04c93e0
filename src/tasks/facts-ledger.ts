import { join } from "node:path";
import { DataError } from "../core/errors.ts";
import { appendText, writeTextAtomic } from "../core/files.ts";
import { isRecord, parseJson } from "../core/json.ts";
import type { Fact, Measurement } from "../domain/facts/fact.ts";
import { assignIds } from "./assign-ids.ts";
import { readExactText } from "./exact-text.ts";
import { withFileLock } from "./file-lock.ts";
import { newerSchema, SCHEMA } from "./frontmatter.ts";
import { checkTaskId } from "./task-id.ts";

// Facts are about customers: only the owner reads them.
const PRIVATE = 0o600;

/** Gives measurements their ids within a task and writes the new ones to its ledger. Returns the Facts in the order of the measurements. */
export async function recordFacts(runsDir: string, task: string, measurements: readonly Measurement[]): Promise<readonly Fact[]> {
  const path = ledgerPath(runsDir, task);
  return withFileLock(join(runsDir, task, ".facts.lock"), async () => {
    const { facts, added } = assignIds(await readLedger(runsDir, task), measurements);
    await append(path, added);
    return facts;
  });
}

/** Every Fact a task ever cited, oldest first. Throws DataError, with the line, where the ledger is damaged or of a newer schema. */
export async function readLedger(runsDir: string, task: string): Promise<Fact[]> {
  const path = ledgerPath(runsDir, task);
  return wholeLines((await readExactText(path)) ?? "").map((line, index) => parseFact(line, path, index + 1));
}

function ledgerPath(runsDir: string, task: string): string {
  return join(runsDir, checkTaskId(task), "facts.ndjson");
}

async function append(path: string, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return;
  const lines = facts.map((fact) => `${JSON.stringify({ schema: SCHEMA, ...fact })}\n`).join("");
  const present = (await readExactText(path)) ?? "";
  // A crash may have left half a line. Nobody was ever told of it, and what is appended behind it would be lost with it.
  if (present === "" || present.endsWith("\n")) await appendText(path, lines, PRIVATE);
  else await writeTextAtomic(path, present.slice(0, present.lastIndexOf("\n") + 1) + lines, PRIVATE);
}

function wholeLines(text: string): string[] {
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .slice(0, -1);
}

function parseFact(line: string, file: string, number: number): Fact {
  const parsed = parseJson(line);
  if (parsed.ok && isRecord(parsed.value)) {
    const { schema, ...fact } = parsed.value;
    if (typeof schema === "number" && schema > SCHEMA) throw newerSchema(file, schema, number);
    if (isFact(fact)) return fact;
  }
  throw new DataError({
    code: "ledger-invalid",
    message: "The line is no Fact.",
    found: line.slice(0, 80),
    fix: "Restore the file, or delete it with the task's brief to begin anew.",
    place: { file, line: number },
  });
}

function isFact(value: object): value is Fact {
  const fact: Partial<Record<keyof Fact, unknown>> = value;
  const texts = [fact.id, fact.key, fact.snapshot, fact.metric, fact.unit, fact.asOf, fact.formula];
  const parts = [fact.subject, fact.window, fact.source];
  return texts.every((text) => typeof text === "string") && parts.every(isRecord) && fact.value !== undefined;
}
