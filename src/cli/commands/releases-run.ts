import { draftReleaseNews } from "../../app/release-drafts.ts";
import { shippedAndAsked } from "../../app/releases.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderReleases } from "../render/render-releases.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export interface ReleasesFlags extends BookFlags {
  readonly days: number;
  readonly draft?: boolean;
  readonly likely?: boolean;
  readonly open?: boolean;
}

/** Runs `releases`: prints what shipped and who asked; with --draft it writes the drafts. */
export async function runReleases(flags: ReleasesFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const { days, open, asOf, health, likely } = flags;
  const { age, ...report } = await shippedAndAsked(deps, { days, open, asOf, health });
  sayAge(deps.log, report.as_of, age);
  const drafts = flags.draft === true ? await draftReleaseNews(deps, { age, ...report }, { asOf, health, likely }) : undefined;
  const data = drafts === undefined ? report : { ...report, drafts };
  printResult(data, renderReleases(report, drafts, viewOf(io)), flags, io);
  return drafts?.some(({ held }) => held !== null) === true ? EXIT.partial : EXIT.ok;
}
