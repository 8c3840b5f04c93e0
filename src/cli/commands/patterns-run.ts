import type { Deps } from "../../app/deps.ts";
import { patternIssues, writeIssues } from "../../app/patterns-issues.ts";
import { listPatterns } from "../../app/patterns.ts";
import { namedRow } from "../../app/patterns-named.ts";
import { UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { count } from "../../core/text.ts";
import { type Tracker, TRACKERS } from "../../tasks/issue-text.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { printResult, viewOf } from "../print-result.ts";
import { patternsMarkdown } from "../render/render-patterns-md.ts";
import { renderOnePattern, renderPatterns } from "../render/render-patterns.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export interface PatternsFlags extends BookFlags {
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
  const all = await listPatterns(deps, { ...flags, weeks: wholeWeeks(flags.weeks) });
  sayAge(deps.log, all.asOf, all.age);
  const named = pattern === undefined ? undefined : namedRow(pattern, all.patterns);
  const list = named === undefined ? all : { ...all, patterns: [named] };
  if (flags.md === true && flags.json !== true) {
    io.stdout(patternsMarkdown(list, flags.all === true));
    return EXIT.ok;
  }
  const view = viewOf(io);
  const text = named === undefined ? renderPatterns(list, { ...view, all: flags.all === true }) : renderOnePattern(named, view);
  return printResult(list.patterns, text, flags, io);
}

/** Writes the import file of a tracker, or prints it for `-`. */
async function writeImport(deps: Deps, tracker: Tracker, pattern: string | undefined, flags: PatternsFlags, io: Io): Promise<ExitCode> {
  const { asOf, health, week, weeks } = flags;
  const file = await patternIssues(deps, {
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
  return EXIT.ok;
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
