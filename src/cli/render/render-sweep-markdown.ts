import type { PlayOutcome } from "../../app/play-outcomes.ts";
import type { SweepReport } from "../../app/sweep.ts";
import { markdownCell, markdownLine } from "../../core/markdown-text.ts";
import { count } from "../../core/text.ts";
import { formatMoney } from "../../domain/facts/format-value.ts";
import { isTooFew } from "../../domain/plays/play-effect.ts";
import { SWEEP_OPS, type SweepStep } from "../../domain/plays/sweep-step.ts";
import { effectText, outcomeText } from "./render-plays.ts";
import { sweepHeading, sweepKind, sweepOwner, sweepTally, sweepTiers } from "./sweep-words.ts";

/** Rows of a table that a chat still shows. */
const SHOWN = 25;

/** The sweep as Markdown for a chat or a comment: totals, then a table of each thing done. Nothing in it mentions anybody or opens a link. */
export function renderSweepMarkdown(report: SweepReport, all: boolean): string {
  const { plan, asOf, dryRun, recorded, openTasks } = report;
  const tables = SWEEP_OPS.flatMap((op) => {
    const steps = plan.steps.filter((step) => step.op === op);
    if (steps.length === 0) return [];
    const listed = all ? steps : steps.slice(0, SHOWN);
    const more = steps.length - listed.length;
    return [
      [
        `### ${sweepHeading(op, dryRun)} (${steps.length})`,
        "",
        "| Account | ARR | Priority | Why | Owner | Due |",
        "| --- | ---: | --- | --- | --- | --- |",
        ...listed.map(row),
        ...(more === 0 ? [] : ["", `…and ${count(more, "more task")}.`]),
      ].join("\n"),
    ];
  });
  const head = `## Sweep of ${asOf}${dryRun ? " (dry run: nothing written)" : ""}\n\n**${sweepTally(report)}** ${sweepTiers(report)} (model ${markdownLine(report.model)}).`;
  const tail = `${count(openTasks, "open task")} in the workspace; ${count(recorded, "health score")} ${dryRun ? "to record" : "recorded"}.`;
  const ended = report.outcomes.filter(({ began, running }) => began > running);
  const outcomes = ended.length === 0 ? [] : [["### How plays ended so far", "", ...ended.flatMap(outcomeLines)].join("\n")];
  return `${[head, ...tables, ...outcomes, tail].join("\n\n")}\n`;
}

function outcomeLines(outcome: PlayOutcome): string[] {
  return [
    `- ${outcomeText(outcome)}`,
    ...outcome.effects.filter(({ effect }) => !isTooFew(effect)).map((effect) => `  - ${effectText(effect)}`),
  ];
}

function row(step: SweepStep): string {
  const { name, arrMinor, currency, play, changes, op } = step;
  const money = arrMinor === null ? "" : formatMoney(arrMinor, currency);
  const due = op === "close" ? "" : play.due;
  const owner = sweepOwner(step);
  return `| ${[name, money, sweepKind(step), changes.join("; "), owner, due].map(markdownCell).join(" | ")} |`;
}
