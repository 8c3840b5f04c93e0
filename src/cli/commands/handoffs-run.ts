import { handoffIssue, listHandoffs, type PacketFilter, showHandoff, stepHandoff } from "../../app/handoffs.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Tracker } from "../../tasks/issue-text.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderIssue, renderPacket, renderPackets, renderStep } from "../render/render-handoffs.ts";
import { wire } from "../wire.ts";

export interface ListFlags extends BookFlags, Omit<PacketFilter, "asOf"> {}

export interface ShowFlags extends BookFlags {
  readonly issue?: Tracker;
}

export interface StepFlags extends BookFlags {
  readonly by?: string;
  readonly answer?: string;
}

/** Runs `handoffs list`. */
export async function runHandoffsList(flags: ListFlags, io: Io): Promise<ExitCode> {
  const { status, to, account, waiting, asOf } = flags;
  const { packets, on } = await listHandoffs(await wire(io, flags), { status, to, account, waiting, asOf });
  return print(packets, renderPackets(packets, { ...viewOf(io), on }), flags, io);
}

/** Runs `handoffs show`. */
export async function runHandoffsShow(id: string, flags: ShowFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  if (flags.issue !== undefined) {
    const issue = await handoffIssue(deps, id, flags.issue);
    return print(issue, renderIssue(issue), flags, io);
  }
  const { line, packet } = await showHandoff(deps, id, flags.asOf);
  return print({ ...line, ...packet }, renderPacket(line, packet, viewOf(io)), flags, io);
}

/** Runs `handoffs ack` and `handoffs done`. */
export async function runHandoffsStep(id: string, status: "acknowledged" | "done", flags: StepFlags, io: Io): Promise<ExitCode> {
  const { by, answer, asOf } = flags;
  const line = await stepHandoff(await wire(io, flags), { id, status, by, answer, asOf });
  return print(line, renderStep(line, viewOf(io)), flags, io);
}

function viewOf(io: Io): { paint: ReturnType<typeof paintFor>; width: number } {
  return { paint: paintFor(io), width: io.width };
}

function print(data: unknown, text: string, flags: BookFlags, io: Io): ExitCode {
  io.stdout(flags.json === true ? `${JSON.stringify(data, null, 2)}\n` : text);
  return EXIT.ok;
}
