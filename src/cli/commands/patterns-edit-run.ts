import type { PatternEdit } from "../../app/patterns-changes.ts";
import { editPatterns } from "../../app/patterns-edit.ts";
import { filePatterns } from "../../app/patterns-file.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { commaSeparated } from "../../core/text.ts";
import type { CloseReason } from "../../domain/patterns/ledger-event.ts";
import type { Io } from "../io.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderEdited, renderFiled } from "../render/render-patterns-filed.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";
import { openTitles } from "./patterns-assisted.ts";
import type { PatternsFlags } from "./patterns-flags.ts";
import { wholeWeeks } from "./whole-weeks.ts";

export interface FileFlags extends PatternsFlags {
  readonly dryRun?: boolean;
}

export interface SplitFlags extends PatternsFlags {
  readonly tickets?: string;
  readonly words?: string;
  readonly title?: string;
}

export interface CloseFlags extends PatternsFlags {
  readonly reason: CloseReason;
}

/** Runs `patterns file`. Exit 1 where a pattern that was named may not go, 3 where a packet would not hold still, 4 or 5 where --assist ended early. */
export async function runPatternsFile(patterns: readonly string[], flags: FileFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const { asOf, health, week, dryRun } = flags;
  const { titling, end } = openTitles(flags, deps, io, (rows) => rows);
  const filed = await filePatterns(deps, { asOf, health, week, weeks: wholeWeeks(flags.weeks), patterns, dryRun, titling });
  sayAge(deps.log, filed.asOf, filed.age);
  printResult(filed, renderFiled(filed, viewOf(io)), flags, io);
  const failed = end();
  if (filed.filed.some(({ change }) => change === "refused")) return EXIT.usage;
  if (filed.filed.some(({ change }) => change === "conflict")) return EXIT.partial;
  return failed;
}

/** Runs what changes patterns by hand. */
export async function runPatternsEdit(edit: PatternEdit, flags: PatternsFlags, io: Io): Promise<ExitCode> {
  const edited = await editPatterns(await wire(io, flags), edit, { asOf: flags.asOf, health: flags.health });
  return printResult(edited, renderEdited(edited, viewOf(io)), flags, io);
}

/** Runs `patterns split`. */
export async function runPatternsSplit(pattern: string, { tickets, words, title, ...flags }: SplitFlags, io: Io): Promise<ExitCode> {
  const edit: PatternEdit = {
    edit: "split",
    pattern,
    ...(tickets === undefined ? {} : { tickets: commaSeparated(tickets) }),
    ...(words === undefined ? {} : { words }),
    ...(title === undefined ? {} : { title }),
  };
  return runPatternsEdit(edit, flags, io);
}
