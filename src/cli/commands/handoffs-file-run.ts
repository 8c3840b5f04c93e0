import { weeklyDigest } from "../../app/handoffs-digest.ts";
import { newHandoff } from "../../app/handoffs-new.ts";
import { wonHandoff } from "../../app/handoffs-won.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import type { HandoffMode } from "../../domain/brief/brief.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderDigest, renderNew, renderWon } from "../render/render-handoff-files.ts";
import { sayAge } from "../say-age.ts";
import { logTo, wire } from "../wire.ts";

export interface NewFlags extends BookFlags {
  readonly from: string;
  readonly to: string;
  readonly mode: HandoffMode;
  readonly reason: string;
  readonly ask?: string;
  readonly account?: string;
  readonly deadline?: string;
  readonly ground?: readonly string[];
}

export interface WonFlags extends BookFlags {
  readonly days: number;
  readonly promise?: readonly string[];
  readonly note?: readonly string[];
}

export interface DigestFlags extends BookFlags {
  readonly dryRun?: boolean;
}

/** Runs `handoffs new`. */
export async function runHandoffsNew({ ground, ...flags }: NewFlags, io: Io): Promise<ExitCode> {
  const { from, to, mode, reason, ask, account, deadline, asOf, health } = flags;
  const filed = await newHandoff(await wire(io, flags), { from, to, mode, reason, ask, account, deadline, grounds: ground, asOf, health });
  return printResult(filed, renderNew(filed, viewOf(io)), flags, io);
}

/** Runs `handoffs won`. */
export async function runHandoffsWon(account: string | undefined, flags: WonFlags, io: Io): Promise<ExitCode> {
  const { days, promise = [], note = [], asOf } = flags;
  const won = await wonHandoff(await wire(io, flags), { account, days, promises: promise, notes: note, asOf });
  sayAge(logTo(io), won.asOf, won.age);
  return printResult(won, renderWon(won, viewOf(io)), flags, io);
}

/** Runs `handoffs digest`. */
export async function runHandoffsDigest(flags: DigestFlags, io: Io): Promise<ExitCode> {
  const digest = await weeklyDigest(await wire(io, flags), { asOf: flags.asOf, health: flags.health, dryRun: flags.dryRun });
  sayAge(logTo(io), digest.asOf, digest.age);
  return printResult(digest, renderDigest(digest, viewOf(io)), flags, io);
}
