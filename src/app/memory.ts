import { join, relative, sep } from "node:path";
import type { Day } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import { hash } from "../core/ids.ts";
import { oneLine } from "../core/text.ts";
import { type MemoryEntry, type MemoryFile, type MemoryKind, type MemoryLine, MEMORY_KINDS } from "../tasks/memory.ts";
import { readMemory, writeMemory } from "../tasks/write-memory.ts";
import type { Deps } from "./deps.ts";
import { projectDecisions, significantResults } from "./memory-results.ts";
import { sessionSummary, type SessionSummary } from "./memory-summary.ts";
import { type BookOptions, openSession } from "./open-session.ts";
import { dayFor } from "./work-day.ts";

export interface MemoryUpdate {
  readonly asOf: Day;
  readonly age: number;
  /** Entries that were not there before. */
  readonly added: readonly MemoryEntry[];
  /** The session in eight lines. */
  readonly summary: SessionSummary;
  /** Inside the workspace; only what changed. */
  readonly files: readonly string[];
}

/** Writes down what is worth remembering, once, and sums the session up in eight lines. What is routine is left out. */
export async function updateMemory(deps: Deps, options: BookOptions): Promise<MemoryUpdate> {
  const dir = memoryDir(deps);
  const session = await openSession(deps, options);
  try {
    const wanted: Readonly<Record<MemoryFile, readonly MemoryEntry[]>> = {
      insights: await significantResults(session),
      project: await projectDecisions(session),
    };
    const added: MemoryEntry[] = [];
    const files: string[] = [];
    for (const file of ["insights", "project"] as const) {
      const known = new Set((await readMemory(dir, file)).map(({ key }) => key));
      const change = await writeMemory(dir, file, wanted[file], session.asOf);
      added.push(...wanted[file].filter(({ key }) => !known.has(key)));
      if (change.change !== "unchanged") files.push(relative(deps.workspace.root, change.file).split(sep).join("/"));
    }
    const summary = await sessionSummary(session, {
      insights: await readMemory(dir, "insights"),
      project: await readMemory(dir, "project"),
      added: added.length,
    });
    return { asOf: session.asOf, age: session.age, added, summary, files };
  } finally {
    session.close();
  }
}

/** What both memory files say below ECHO's headings. */
export async function showMemory(deps: Deps): Promise<Readonly<Record<MemoryFile, readonly MemoryLine[]>>> {
  const dir = memoryDir(deps);
  return { insights: await readMemory(dir, "insights"), project: await readMemory(dir, "project") };
}

export interface Remembered {
  readonly file: string;
  readonly entry: MemoryEntry;
  /** False where the same text is there already. */
  readonly isNew: boolean;
}

/** Writes down what a person found or decided. Throws UserError for an empty text. */
export async function remember(
  deps: Deps,
  input: { readonly text: string; readonly kind: MemoryKind; readonly asOf?: string | undefined },
): Promise<Remembered> {
  const text = oneLine(input.text);
  if (text === "")
    throw new UserError({
      code: "nothing-to-remember",
      message: "There is nothing to write down.",
      fix: 'Say it in quotes: echo-cs memory add "…" --kind retention',
    });
  const on = dayFor(deps, input.asOf);
  const file: MemoryFile = MEMORY_KINDS.project.some((kind) => kind === input.kind) ? "project" : "insights";
  const entry: MemoryEntry = { kind: input.kind, key: `note/${hash(text.toLowerCase(), 10)}`, date: on, text };
  const change = await writeMemory(memoryDir(deps), file, [entry], on);
  return { file: relative(deps.workspace.root, change.file).split(sep).join("/"), entry, isNew: change.change !== "unchanged" };
}

/** Where a workspace keeps what it remembers. */
export function memoryDir({ workspace }: Pick<Deps, "workspace">): string {
  return join(workspace.root, "memory");
}
