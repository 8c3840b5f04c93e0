import type { Deps } from "../../app/deps.ts";
import { patternIssues, writeIssues } from "../../app/patterns-issues.ts";
import { listPatterns } from "../../app/patterns.ts";
import { UserError } from "../../core/errors.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import { count } from "../../core/text.ts";
import { type Tracker, TRACKERS } from "../../tasks/issue-text.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { printResult, viewOf } from "../print-result.ts";
import { patternsMarkdown } from "../render/render-patterns-md.ts";
import { renderOnePattern, renderPatterns, shownPatterns } from "../render/render-patterns.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";
import { type AssistFlags, openTitles } from "./patterns-assisted.ts";

export interface PatternsFlags extends BookFlags, AssistFlags {
  readonly week?: string;
  readonly weeks?: number;
  readonly all?: boolean;
  readonly md?: boolean;
  readonly github?: string;
  readonly jira?: string;
  readonly linear?: string;
}

/** Runs `patterns`: prints them, or one in full, and writes nothing. */
export async function runPatterns(pattern: string | undefined, flags: PatternsFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const tracker = TRACKERS.find((name) => flags[name] !== undefined);
  if (tracker !== undefined) return writeImport(deps, tracker, pattern, flags, io);
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

/** Writes the import file of a tracker, or prints it for `-`. */
async function writeImport(deps: Deps, tracker: Tracker, pattern: string | undefined, flags: PatternsFlags, io: Io): Promise<ExitCode> {
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

/** The number of weeks as typed. Throws UserError for what is none. */
export function wholeWeeks(weeks: number | undefined): number | undefined {
  if (weeks === undefined || (Number.isInteger(weeks) && weeks >= 2 && weeks <= 520)) return weeks;
  throw new UserError({
    code: "bad-weeks",
    message: "--weeks takes a number of weeks.",
    found: String(weeks),
    allowed: ["a whole number from 2 to 520"],
    fix: "Correct --weeks.",
  });
}
