import { handoffIssue, listHandoffs, type PacketFilter, showHandoff, stepHandoff } from "../../app/handoffs.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import type { Tracker } from "../../tasks/issue-text.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { printResult, viewOf } from "../print-result.ts";
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
  const listed = await listHandoffs(await wire(io, flags), { status, to, account, waiting, asOf });
  return printResult(listed.packets, renderPackets(listed, viewOf(io)), flags, io);
}

/** Runs `handoffs show`. */
export async function runHandoffsShow(id: string, flags: ShowFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  if (flags.issue !== undefined) {
    const issue = await handoffIssue(deps, id, flags.issue);
    return printResult(issue, renderIssue(issue), flags, io);
  }
  const { line, packet } = await showHandoff(deps, id, flags.asOf);
  return printResult({ ...line, ...packet }, renderPacket(line, packet, viewOf(io)), flags, io);
}

/** Runs `handoffs ack` and `handoffs done`. */
export async function runHandoffsStep(id: string, status: "acknowledged" | "done", flags: StepFlags, io: Io): Promise<ExitCode> {
  const { by, answer, asOf } = flags;
  const line = await stepHandoff(await wire(io, flags), { id, status, by, answer, asOf });
  return printResult(line, renderStep(line, viewOf(io)), flags, io);
}
