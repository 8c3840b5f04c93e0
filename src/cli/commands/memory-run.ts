import { remember, showMemory, updateMemory } from "../../app/memory.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { MemoryKind } from "../../tasks/memory.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
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
  return print(update, renderUpdate(update, viewOf(io)), flags, io);
}

/** Runs `memory show`. */
export async function runMemoryShow(flags: MemoryFlags, io: Io): Promise<ExitCode> {
  const memory = await showMemory(await wire(io, flags));
  return print(memory, renderMemory(memory, viewOf(io)), flags, io);
}

/** Runs `memory add`. */
export async function runMemoryAdd(text: string, flags: AddFlags, io: Io): Promise<ExitCode> {
  const remembered = await remember(await wire(io, flags), { text, kind: flags.kind, asOf: flags.asOf });
  return print(remembered, renderRemembered(remembered), flags, io);
}

function viewOf(io: Io): { paint: ReturnType<typeof paintFor>; width: number } {
  return { paint: paintFor(io), width: io.width };
}

function print(data: unknown, text: string, flags: BookFlags, io: Io): ExitCode {
  io.stdout(flags.json === true ? `${JSON.stringify(data, null, 2)}\n` : text);
  return EXIT.ok;
}
