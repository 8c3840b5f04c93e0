import { remember, showMemory, updateMemory } from "../../app/memory.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import type { MemoryKind } from "../../tasks/memory.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderMemory, renderRemembered, renderUpdate } from "../render/render-memory.ts";
import { sayAge } from "../say-age.ts";
import { logTo, wire } from "../wire.ts";

export type MemoryFlags = BookFlags;

export interface AddFlags extends BookFlags {
  readonly kind: MemoryKind;
}

/** Runs `memory update`. */
export async function runMemoryUpdate(flags: MemoryFlags, io: Io): Promise<ExitCode> {
  const update = await updateMemory(await wire(io, flags), { asOf: flags.asOf, health: flags.health });
  sayAge(logTo(io), update.asOf, update.age);
  return printResult(update, renderUpdate(update, viewOf(io)), flags, io);
}

/** Runs `memory show`. */
export async function runMemoryShow(flags: MemoryFlags, io: Io): Promise<ExitCode> {
  const memory = await showMemory(await wire(io, flags));
  return printResult(memory, renderMemory(memory, viewOf(io)), flags, io);
}

/** Runs `memory add`. */
export async function runMemoryAdd(text: string, flags: AddFlags, io: Io): Promise<ExitCode> {
  const remembered = await remember(await wire(io, flags), { text, kind: flags.kind, asOf: flags.asOf });
  return printResult(remembered, renderRemembered(remembered), flags, io);
}
