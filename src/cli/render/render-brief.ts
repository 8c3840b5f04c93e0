import type { ChalkInstance } from "chalk";
import { compareText } from "../../core/compare-text.ts";
import { count } from "../../core/text.ts";
import {
  type Action,
  type Brief,
  type BriefHandoff,
  type Finding,
  FINDING_ORDER,
  type FindingKind,
  type Severity,
  type Unknown,
} from "../../domain/brief/brief.ts";
import { DEFAULT_HEALTH } from "../../domain/health/health-model.ts";
import { asksOfToday } from "../../domain/questions/other-command.ts";
import { cleanScreen } from "./clean-screen.ts";
import { pad, wrap } from "./wrap.ts";

export interface BriefView {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly files: readonly string[];
  /** With the findings and steps of the agents that were asked, which otherwise stand in the files only. */
  readonly full: boolean;
  /** A command to go on with, for the same workspace; as it stands where left out. */
  readonly again?: (command: string) => string;
}

/** An answer for people: the headline, why, what to do, who was asked, what is not known, and how to check it. */
export function renderBrief(brief: Brief, view: BriefView): string {
  const sections = [
    [heading(brief, view), madeElsewhere(brief, view)].filter((line) => line !== "").join("\n"),
    quoted(brief, view),
    ...findings(brief, view),
    actions(brief, view),
    handoffs(brief, view),
    remembered(brief, view),
    unknowns(brief, view),
    unverified(brief, view),
    footer(brief, view),
  ];
  return `${cleanScreen(view.paint, sections.filter((section) => section !== "").join("\n\n")).replaceAll(/[ \t]+$/gm, "")}\n`;
}

function heading(brief: Brief, { paint, width }: BriefView): string {
  const whose = brief.accounts_of === undefined ? [] : [`accounts of ${brief.accounts_of}`];
  const about = [
    `${brief.agent} (${brief.lane})`,
    ...whose,
    `as of ${brief.asOf}`,
    brief.mode === "model" ? "model run" : "computed, no model",
    ...scoredBy(brief),
  ].join(" · ");
  return `${paint.bold(wrap(`${isDoubted(brief, "headline") ? "(unverified) " : ""}${brief.headline}`, width))}\n${paint.dim(wrap(about, width))}`;
}

/** The command that makes what was asked for, where it comes first of what the answer lacks. */
function elsewhere({ question, unknowns: [first] }: Brief): Unknown | undefined {
  // What is to be done today is answered, and the open tasks follow.
  return first?.needs?.startsWith("`echo-cs ") === true && !asksOfToday(question) ? first : undefined;
}

function madeElsewhere(brief: Brief, { width }: BriefView): string {
  const other = elsewhere(brief);
  return other === undefined ? "" : wrap(`See ${other.needs ?? ""} for ${other.what}.`, width);
}

/** The health model of the scores in the answer, where it is not the one that all commands begin with: `health` may show another score. */
function scoredBy({ facts }: Brief): string[] {
  const models = new Set(facts.flatMap(({ source }) => source.params["health"] ?? []).map(String));
  models.delete(DEFAULT_HEALTH);
  return [...models].sort().map((model) => `scored by model ${model} (health --health ${model})`);
}

/** Entries of the references that answer the question or correct it. */
function quoted(brief: Brief, { paint, width }: BriefView): string {
  const entries = brief.references.filter(({ text }) => text !== undefined);
  return entries
    .map(
      ({ id, title, text, contradicts }) =>
        `${contradicts === true ? paint.yellow("Better not: ") : ""}${paint.cyan(id)} ${paint.bold(title ?? "")}\n  ${wrap(text ?? "", width - 2).replaceAll("\n", "\n  ")}`,
    )
    .join("\n\n");
}

/** What earlier work on this has shown. */
function remembered(brief: Brief, { paint, width }: BriefView): string {
  const lines = brief.remembered ?? [];
  return lines.length === 0
    ? ""
    : [paint.underline("Remembered"), ...lines.map((line) => `  ${wrap(line, width - 4).replaceAll("\n", "\n    ")}`)].join("\n");
}

const TITLES = { cause: "Why", risk: "Risks", gap: "Gaps", strength: "In its favour", note: "On record" } as const;

/** How much of each kind fits on a screen; `--full` prints everything. */
const SHOWN = { cause: 6, risk: 3, gap: 2, strength: 1, note: 2 } as const;
/** Where nothing is wrong, what speaks for the account, or is on record of it, is the answer. */
const SHOWN_ALONE = { strength: 4, note: 6 } as const;
const SHOWN_STEPS = 5;
const SHOWN_UNKNOWNS = 2;
const SHOWN_FACTS = 2;
const SHOWN_REFERENCES = 3;

function findings(brief: Brief, view: BriefView): string[] {
  const isAlone = brief.findings.every(({ kind, agent }) => isGoodOrNeutral(kind) || agent !== undefined);
  return FINDING_ORDER.map((kind) => {
    const all = brief.findings
      .map((finding, index) => ({ finding, doubted: isDoubted(brief, `findings[${index}]`) }))
      .filter(({ finding }) => finding.kind === kind && (view.full || finding.agent === undefined));
    if (all.length === 0) return "";
    const shown = view.full ? all : eachCauseOnce(all).slice(0, isAlone && isGoodOrNeutral(kind) ? SHOWN_ALONE[kind] : SHOWN[kind]);
    const more = all.length > shown.length ? [view.paint.dim(`  and ${all.length - shown.length} more (--full)`)] : [];
    return `${view.paint.underline(TITLES[kind])}\n${[...shown.map(({ finding, doubted }) => findingLine(finding, doubted, view)), ...more].join("\n")}`;
  });
}

function isGoodOrNeutral(kind: FindingKind): kind is keyof typeof SHOWN_ALONE {
  return kind in SHOWN_ALONE;
}

/** The gravest finding of each root cause first: a screen should show how many things are wrong, not one thing twice. */
function eachCauseOnce<T extends { readonly finding: Finding }>(found: readonly T[]): T[] {
  const isFirst = ({ finding }: T, index: number): boolean =>
    finding.cause === undefined || found.findIndex((other) => other.finding.cause === finding.cause) === index;
  return [...found.filter(isFirst), ...found.filter((one, index) => !isFirst(one, index))];
}

/** Whether verification found a claim in that part of the Brief that nothing backs. */
function isDoubted(brief: Brief, where: string): boolean {
  return brief.verification.unverified.some((claim) => claim.where === where);
}

function findingLine(finding: Finding, doubted: boolean, { paint, width, full }: BriefView): string {
  const by = finding.agent === undefined ? "" : ` — ${finding.agent}`;
  const cited = full ? finding.facts : finding.facts.slice(0, SHOWN_FACTS);
  const facts = cited.length === 0 ? "" : paint.dim(` [${cited.join(" ")}]`);
  const cause = finding.cause === undefined ? "" : `${paint.cyan(pad(finding.cause, 15))} `;
  const indent = finding.cause === undefined ? 11 : 27;
  return `  ${severityMark(finding.severity, paint)}${cause}${hanging(`${doubted ? paint.red("(unverified) ") : ""}${finding.statement}${by}${facts}`, width, indent)}`;
}

/** Text wrapped behind `indent` columns that the caller has filled. */
function hanging(text: string, width: number, indent: number): string {
  return wrap(text, width - indent).replaceAll("\n", `\n${" ".repeat(indent)}`);
}

function severityMark(severity: Severity, paint: ChalkInstance): string {
  const word = pad(severity, 9);
  const colour = { critical: paint.red.bold, high: paint.red, medium: paint.yellow, low: paint.green }[severity];
  return colour(word);
}

function actions(brief: Brief, view: BriefView): string {
  if (brief.actions.length === 0) return "";
  const own = brief.actions.filter(
    (action) => view.full || action.playbook === undefined || action.playbook === brief.actions[0]?.playbook,
  );
  const soonest = [...own].sort((a, b) => compareText(a.due, b.due)).slice(0, view.full ? own.length : SHOWN_STEPS);
  const others = brief.actions.length - soonest.length;
  const more = others === 0 ? [] : [view.paint.dim(`  and ${count(others, "more step")} (--full, or tasks/${brief.task}-todos.md)`)];
  return `${view.paint.underline("What to do")}\n${[...soonest.map((action) => actionLine(action, view)), ...more].join("\n")}`;
}

function actionLine(action: Action, { paint, width }: BriefView): string {
  const who = action.owner_name === undefined ? action.owner : `${action.owner}, ${action.owner_name}`;
  return `  ${paint.bold(action.due)}  ${hanging(`${action.what} ${paint.dim(`(${who})`)}`, width, 14)}`;
}

/** In short: who was asked; what was refused or is unfinished is always told in full. */
function handoffs(brief: Brief, { paint, width, full }: BriefView): string {
  const isTold = ({ status }: BriefHandoff): boolean => full || status === "refused" || status === "unfinished";
  // Whom an agent may ask by its own table is the team's affair; what the charter refuses concerns the reader.
  const shown = full ? brief.handoffs : brief.handoffs.filter(({ reason }) => !reason.includes("(handoff-table: "));
  if (shown.length === 0) return "";
  const quiet = shown
    .filter((handoff) => !isTold(handoff))
    .map(({ from, to, mode, status }) => `${from === brief.agent ? "" : `${from} → `}${to} (${mode}, ${status})`);
  const told = shown
    .filter(isTold)
    .map(({ from, to, mode, status, reason }) => `  ${hanging(`${from} → ${paint.cyan(to)} (${mode}, ${status}): ${reason}`, width, 4)}`);
  return `${paint.underline("Handed on")}\n${[...(quiet.length === 0 ? [] : [`  ${hanging(quiet.join("; "), width, 4)}`]), ...told].join("\n")}`;
}

function unknowns(brief: Brief, { paint, width, full }: BriefView): string {
  const missing = elsewhere(brief) === undefined ? brief.unknowns : brief.unknowns.slice(1);
  if (missing.length === 0) return "";
  const shown = full ? missing : missing.slice(0, SHOWN_UNKNOWNS);
  const lines = shown.map(
    (unknown) => `  ${hanging(`${unknown.what}${unknown.needs === undefined ? "" : ` — needs ${unknown.needs}`}`, width, 4)}`,
  );
  const more = missing.length > shown.length ? [paint.dim(`  and ${missing.length - shown.length} more (--full)`)] : [];
  return `${paint.underline("Not known")}\n${[...lines, ...more].join("\n")}`;
}

function unverified(brief: Brief, { paint, width }: BriefView): string {
  const claims = brief.verification.unverified;
  if (claims.length === 0) return "";
  return `${paint.red.underline("Not verified: do not repeat these")}\n${claims.map(({ where, claim, reason }) => `  ${wrap(`${where}: "${claim}": ${reason}`, width - 4).replaceAll("\n", "\n    ")}`).join("\n")}`;
}

function references({ references: cited }: Brief, full: boolean): string {
  const named = full ? cited : cited.slice(0, SHOWN_REFERENCES);
  return [
    ...named.map(({ id, title }) => (title === undefined ? id : `${id} ${title}`)),
    ...(cited.length > named.length ? [`${cited.length - named.length} more`] : []),
  ].join("; ");
}

/** The three tracking files of a task as one word, packets by their number; each by its name with --full. */
function fileList(files: readonly string[], task: string, full: boolean): string {
  if (full) return files.join(", ");
  const tracking = files.filter((file) => file.includes(`${task}-`) && !file.startsWith("handoffs/"));
  const packets = files.filter((file) => file.startsWith("handoffs/"));
  const start = tracking[0]?.slice(0, tracking[0].indexOf(`${task}-`)) ?? "";
  return [
    ...(tracking.length === 0 ? [] : [`${start}${task}-{context,todos,insights}.md`]),
    ...(packets.length === 0 ? [] : [`${count(packets.length, "packet")} in handoffs/`]),
  ].join(", ");
}

function footer(brief: Brief, { paint, width, files, full, again = (command) => command }: BriefView): string {
  const first = brief.facts[0]?.id;
  const lines = [
    ...(brief.references.length === 0 ? [] : [`References: ${references(brief, full)}`]),
    ...(first === undefined
      ? []
      : [
          `${count(brief.facts.length, "fact")}, ${count(brief.verification.checked, "statement")} checked, ${brief.verification.unverified.length} unverified. Re-run one: ${again(`echo-cs evidence ${first} --task ${brief.task}`)}`,
        ]),
    ...(files.length === 0 ? [] : [`Files: ${fileList(files, brief.task, full)}`]),
  ];
  return paint.dim(lines.map((line) => wrap(line, width, 2)).join("\n"));
}
