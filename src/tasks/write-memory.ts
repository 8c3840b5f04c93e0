import { join } from "node:path";
import type { Day } from "../core/days.ts";
import { readOwnTextIfAny } from "../core/files.ts";
import { withFileLock } from "./file-lock.ts";
import { type MemoryEntry, type MemoryFile, type MemoryLine, MEMORY_FILES, mergeMemory, readMemoryLines } from "./memory.ts";
import { mergeFile, type FileChange } from "./merge-file.ts";

/** Writes entries to `memory/insights.md` or `memory/project.md`; those that are there already are not written again. */
export async function writeMemory(memoryDir: string, file: MemoryFile, entries: readonly MemoryEntry[], on: Day): Promise<FileChange> {
  const path = join(memoryDir, MEMORY_FILES[file].name);
  if (entries.length === 0) return { file: path, change: "unchanged" };
  return withFileLock(join(memoryDir, `.${file}.lock`), () => mergeFile(path, (existing) => mergeMemory(existing, file, entries, on)));
}

/** What a memory file says; nothing where it is missing. */
export async function readMemory(memoryDir: string, file: MemoryFile): Promise<MemoryLine[]> {
  return readMemoryLines((await readOwnTextIfAny(join(memoryDir, MEMORY_FILES[file].name))) ?? "", file);
}
