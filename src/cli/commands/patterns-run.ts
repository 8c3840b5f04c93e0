import { listPatterns } from "../../app/patterns.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import { TRACKERS } from "../../tasks/issue-text.ts";
import type { Io } from "../io.ts";
import { printResult, viewOf } from "../print-result.ts";
import { patternsMarkdown } from "../render/render-patterns-md.ts";
import { renderOnePattern, renderPatterns, shownPatterns } from "../render/render-patterns.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";
import { openTitles } from "./patterns-assisted.ts";
import type { PatternsFlags } from "./patterns-flags.ts";
import { runPatternsTracker } from "./patterns-tracker-run.ts";
import { wholeWeeks } from "./whole-weeks.ts";

/** Runs `patterns`: prints them, or one in full, and writes nothing. */
export async function runPatterns(pattern: string | undefined, flags: PatternsFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const tracker = TRACKERS.find((name) => flags[name] !== undefined);
  if (tracker !== undefined) return runPatternsTracker(deps, tracker, pattern, flags, io);
  const assisted = openTitles(flags, deps, io, (rows) => {
    if (flags.json === true) return rows;
    const { loud, shown } = shownPatterns(rows, flags.all === true || rows.length === 1);
    return [...loud, ...shown];
  });
  const { asOf, health, week, weeks } = flags;
  const list = await listPatterns(deps, { asOf, health, week, weeks: wholeWeeks(weeks), pattern, titling: assisted.titling });
  sayAge(deps.log, list.asOf, list.age);
  const [first] = list.patterns;
  const view = viewOf(io);
  if (flags.md === true && flags.json !== true) io.stdout(patternsMarkdown(list, flags.all === true));
  else {
    const text =
      pattern === undefined || first === undefined
        ? renderPatterns(list, { ...view, all: flags.all === true })
        : renderOnePattern(first, view);
    printResult(list.patterns, text, flags, io);
  }
  return assisted.end();
}
