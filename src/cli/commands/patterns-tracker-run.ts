import type { Deps } from "../../app/deps.ts";
import { patternIssues, writeIssues } from "../../app/patterns-issues.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import { count } from "../../core/text.ts";
import type { Tracker } from "../../tasks/issue-text.ts";
import type { Io } from "../io.ts";
import { openTitles } from "./patterns-assisted.ts";
import type { PatternsFlags } from "./patterns-flags.ts";
import { wholeWeeks } from "./whole-weeks.ts";

/** Writes the import file of a tracker, or prints it for `-`. */
export async function runPatternsTracker(
  deps: Deps,
  tracker: Tracker,
  pattern: string | undefined,
  flags: PatternsFlags,
  io: Io,
): Promise<ExitCode> {
  const { asOf, health, week, weeks } = flags;
  const assisted = openTitles(flags, deps, io, (rows) => rows);
  const file = await patternIssues(deps, {
    titling: assisted.titling,
    asOf,
    health,
    week,
    weeks: wholeWeeks(weeks),
    tracker,
    patterns: pattern === undefined ? [] : [pattern],
  });
  const path = flags[tracker] ?? "-";
  if (path === "-") io.stdout(file.text);
  else await writeIssues(io.cwd, path, file);
  deps.log.info(`${count(file.issues, "issue")} for ${tracker}${path === "-" ? "" : ` in ${path}`}.`);
  return assisted.end();
}
