import { resolve } from "node:path";
import { writeTextAtomic } from "../core/files.ts";
import type { Severity } from "../domain/brief/brief.ts";
import { issueText, type IssueText, type Tracker } from "../tasks/issue-text.ts";
import { loadTeam } from "../team/load-team.ts";
import { csvLine } from "./csv-line.ts";
import type { Deps } from "./deps.ts";
import { openWholeSession } from "./open-session.ts";
import { type PatternsOptions, patternsOf } from "./patterns.ts";
import { isDue } from "./patterns-due.ts";
import { namedRow } from "./patterns-named.ts";
import { namedByModel } from "./patterns-named-by-model.ts";
import { patternPackets } from "./patterns-packet.ts";
import { type PatternRow, patternSubject } from "./patterns-row.ts";

export interface IssuesOptions extends PatternsOptions {
  readonly tracker: Tracker;
  /** Patterns as a person names them; those with product or due where none is named. */
  readonly patterns: readonly string[];
}

export interface IssueFile {
  readonly text: string;
  readonly issues: number;
}

/**
 * The patterns as a file that a tracker imports: for GitHub one JSON object a line, as `gh api repos/OWNER/REPO/issues --input -` takes it; for
 * Jira and Linear CSV. A pattern that product has is told as its packet says, with what a person changed there. Writes nothing.
 */
export async function patternIssues(deps: Deps, options: IssuesOptions): Promise<IssueFile> {
  const session = await openWholeSession(deps, options);
  try {
    const found = await patternsOf(session, options);
    const { charter } = await loadTeam(deps.workspace.agents, { references: deps.workspace.references });
    const isMeant = (row: PatternRow): boolean =>
      row.status !== "closed" && row.packet?.status !== "done" && (row.packet !== null || isDue(row, found.asOf, found.bounds, charter));
    const wanted =
      options.patterns.length > 0 ? options.patterns.map((name) => namedRow(name, found.patterns)) : found.patterns.filter(isMeant);
    const { titling } = options;
    const rows =
      titling === undefined
        ? wanted
        : await namedByModel(wanted, found, { ...titling, meant: (all) => all.filter(({ packet }) => packet === null) });
    const fresh = await patternPackets(found, rows);
    const issues = rows.flatMap((row, at) => {
      const packet = found.sources.routed.get(`${patternSubject(row, found.sources.names)} ${row.to}`)?.packet ?? fresh[at];
      return packet === undefined ? [] : [{ row, issue: issueText(packet, options.tracker) }];
    });
    return { text: PRINT[options.tracker](issues), issues: issues.length };
  } finally {
    session.close();
  }
}

/** Writes an import file where the person named it, relative to `cwd`. */
export async function writeIssues(cwd: string, path: string, { text }: IssueFile): Promise<void> {
  await writeTextAtomic(resolve(cwd, path), text);
}

interface Issue {
  readonly row: PatternRow;
  readonly issue: IssueText;
}

const PRINT: Readonly<Record<Tracker, (issues: readonly Issue[]) => string>> = {
  github: (issues) =>
    issues
      .map(
        ({ row, issue: { title, body, labels } }) =>
          `${JSON.stringify({ title, body: `${body}\nPattern \`${row.id}\`.\n`, labels: [...labels, ...about(row)] })}\n`,
      )
      .join(""),
  // Jira takes several labels as several columns of the same name.
  jira: (issues) =>
    [
      csvLine(["Summary", "Issue Type", "Priority", "Description", "Labels", "Labels", "Labels", "Labels"]),
      ...issues.map(({ row, issue: { title, body, labels } }) => {
        const all = [...labels, ...about(row), row.id];
        return csvLine([
          title,
          row.to === "product-owner" ? "Story" : "Bug",
          JIRA_PRIORITY[row.severity],
          body,
          ...Array.from({ length: LABELS }, (_, at) => all[at] ?? ""),
        ]);
      }),
    ].join(""),
  linear: (issues) =>
    [
      csvLine(["Title", "Description", "Priority", "Status", "Labels"]),
      ...issues.map(({ row, issue: { title, body, labels } }) =>
        csvLine([title, `${body}\nPattern ${row.id}.`, LINEAR_PRIORITY[row.severity], "Triage", [...labels, ...about(row)].join(", ")]),
      ),
    ].join(""),
};

const LABELS = 4;
const JIRA_PRIORITY: Readonly<Record<Severity, string>> = { critical: "Highest", high: "High", medium: "Medium", low: "Low" };
const LINEAR_PRIORITY: Readonly<Record<Severity, string>> = { critical: "Urgent", high: "High", medium: "Medium", low: "Low" };

function about({ capability }: PatternRow): string[] {
  return capability === null ? [] : [capability];
}
