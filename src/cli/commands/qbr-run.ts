import { resolve } from "node:path";
import { businessReviews } from "../../app/qbr.ts";
import { isPptxName } from "../../app/qbr-pptx-template.ts";
import { formatsNamed } from "../../app/report-files.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import { again } from "../again.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderQbr } from "../render/render-qbr.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";
import { choosePolish, type PolishFlags, sayPolish } from "./qbr-polish.ts";

export interface QbrFlags extends BookFlags, PolishFlags {
  readonly account?: string;
  readonly all?: boolean;
  readonly quarter?: string;
  readonly template?: string;
  readonly format: string;
  readonly out?: string;
  readonly internal?: boolean;
  readonly notes?: boolean;
}

/** Runs `qbr`: writes the files and prints where they are and what they hold. */
export async function runQbr(flags: QbrFlags, io: Io): Promise<ExitCode> {
  const { account, all, quarter, internal, notes, asOf, health } = flags;
  // A presentation is named from where the person is, an outline by its name.
  const template = flags.template !== undefined && isPptxName(flags.template) ? resolve(io.cwd, flags.template) : flags.template;
  const formats = formatsNamed(flags.format);
  const deps = await wire(io, flags);
  const out = flags.out === undefined ? undefined : resolve(io.cwd, flags.out);
  const polish = await choosePolish(deps, flags, io.cwd);
  const { signal } = io;
  const report = await businessReviews(deps, {
    account,
    all,
    quarter,
    template,
    formats,
    out,
    internal,
    notes,
    asOf,
    health,
    polish,
    signal,
  });
  sayAge(deps.log, report.as_of, report.age);
  const view = { ...viewOf(io), root: deps.workspace.root, cwd: io.cwd, again: (command: string) => again(command, flags) };
  printResult(report, renderQbr(report, view), flags, io);
  return sayPolish(deps.log, report);
}
