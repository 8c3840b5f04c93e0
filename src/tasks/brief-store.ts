import { join } from "node:path";
import { DataError } from "../core/errors.ts";
import { writeTextAtomic } from "../core/files.ts";
import { isRecord, jsonPlace, parseJson } from "../core/json.ts";
import type { Brief } from "../domain/brief/brief.ts";
import { readExactText } from "./exact-text.ts";
import { newerSchema, SCHEMA } from "./frontmatter.ts";
import { checkTaskId } from "./task-id.ts";

/** Keeps a task's last answer, readable by its owner alone. Throws DataError, and writes nothing, where a newer ECHO kept one. */
export async function saveBrief(runsDir: string, brief: Brief): Promise<void> {
  const path = briefPath(runsDir, brief.task);
  const present = parseJson((await readExactText(path)) ?? "null");
  if (present.ok) refuseNewer(present.value, path);
  await writeTextAtomic(path, `${JSON.stringify(brief, null, 2)}\n`, 0o600);
}

/** A task's last answer, or undefined where it has none. Throws DataError for a damaged file or a newer schema. */
export async function readBrief(runsDir: string, task: string): Promise<Brief | undefined> {
  const path = briefPath(runsDir, task);
  const text = await readExactText(path);
  if (text === undefined) return undefined;
  const parsed = parseJson(text);
  if (parsed.ok) refuseNewer(parsed.value, path);
  if (parsed.ok && isBrief(parsed.value)) return parsed.value;
  throw new DataError({
    code: "brief-invalid",
    message: "The file holds no Brief.",
    found: parsed.ok ? undefined : parsed.reason,
    fix: "Ask again: the answer is written anew.",
    place: { file: path, ...jsonPlace(parsed) },
  });
}

function briefPath(runsDir: string, task: string): string {
  return join(runsDir, checkTaskId(task), "brief.json");
}

function refuseNewer(value: unknown, file: string): void {
  if (isRecord(value) && typeof value["schema"] === "number" && value["schema"] > SCHEMA) throw newerSchema(file, value["schema"], 1);
}

const TEXTS = ["question", "lane", "agent", "intent", "asOf", "snapshot", "mode", "task", "headline", "headline_template"] as const;
const LISTS = ["facts", "findings", "actions", "handoffs", "references", "unknowns"] as const;

function isBrief(value: unknown): value is Brief {
  if (!isRecord(value) || value["schema"] !== SCHEMA || !isRecord(value["verification"])) return false;
  return TEXTS.every((name) => typeof value[name] === "string") && LISTS.every((name) => Array.isArray(value[name]));
}
