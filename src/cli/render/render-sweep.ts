import type { ChalkInstance } from "chalk";
import type { SweepReport } from "../../app/sweep.ts";
import { count } from "../../core/text.ts";
import { formatMoney } from "../../domain/facts/format-value.ts";
import { SWEEP_OPS, type SweepStep } from "../../domain/plays/sweep-step.ts";
import { cleanScreen } from "./clean-screen.ts";
import { sweepHeading, sweepKind, sweepOwner, sweepTally, sweepTiers } from "./sweep-words.ts";
import { effectText, outcomeText } from "./render-plays.ts";
import { isTooFew } from "../../domain/plays/play-effect.ts";
import { wrap } from "./wrap.ts";

export interface SweepView {
  readonly paint: ChalkInstance;
  readonly width: number;
  /** Every task, not the first few. */
  readonly all: boolean;
  /** The file of the health scores, from where the person is. */
  readonly history: string;
  /** The command that lists the tasks. */
  readonly next: string;
}

/** Tasks shown in one screen. */
const SHOWN = 12;

/** What the sweep did, in one screen. */
export function renderSweep(report: SweepReport, view: SweepView): string {
  const { paint, width } = view;
  const { plan, asOf, dryRun, recorded, handovers, openTasks } = report;
  const shown = view.all ? plan.steps : plan.steps.slice(0, SHOWN);
  const blocks = SWEEP_OPS.flatMap((op) => {
    const all = plan.steps.filter((step) => step.op === op);
    const listed = shown.filter((step) => step.op === op);
    if (listed.length === 0) return [];
    return [[paint.bold(`${sweepHeading(op, dryRun)} (${all.length})`), ...listed.map((step) => block(step, view))].join("\n")];
  });
  const hidden = plan.steps.length - shown.length;
  const tail = [
    ...(hidden > 0 ? [`and ${count(hidden, "more task")}: --all shows them`] : []),
    ...(plan.heldOut > 0
      ? [`${count(plan.heldOut, "account")} held out to measure against: no task for ${plan.heldOut === 1 ? "it" : "them"}`]
      : []),
    ...settledLines(report),
    ...(handovers.length > 0 ? [`${count(handovers.length, "handover")} from sales filed: ${handovers.join(", ")}`] : []),
    ...patternLines(report),
    recorded === 0
      ? "health of this day was recorded before"
      : `${count(recorded, "health score")} ${dryRun ? "would be " : ""}recorded in ${view.history}`,
    `${count(openTasks, "open task")} in the workspace ${dryRun ? "then" : "now"} · ${view.next}`,
  ];
  const head = [
    paint.bold(wrap(sweepTally(report), width)),
    wrap(`${sweepTiers(report)} (model ${report.model}, as of ${asOf})`, width),
  ].join("\n");
  const told = report.outcomes.filter(({ began, running }) => began > running);
  const results = told.flatMap((one) => [
    outcomeText(one),
    ...one.effects.filter(({ effect }) => !isTooFew(effect)).map((effect) => `  ${effectText(effect)}`),
  ]);
  const outcomes =
    results.length === 0
      ? []
      : [
          [
            paint.bold("How plays ended so far"),
            ...results.map((line) => (line.startsWith(" ") ? `    ${wrap(line.trim(), width - 6, 6)}` : `  ${wrap(line, width - 4, 4)}`)),
          ].join("\n"),
        ];
  const dry = dryRun ? [paint.yellow("A dry run: nothing was written.")] : [];
  return `${cleanScreen(paint, [head, ...blocks, ...outcomes, tail.map((line) => paint.dim(wrap(line, width, 2))).join("\n"), ...dry].join("\n\n"))}\n`;
}

function settledLines({ plan: { settled } }: SweepReport): string[] {
  if (settled.length === 0) return [];
  const names = settled.slice(0, 3).map(({ name, on }) => `${name} on ${on}`);
  return [
    `${count(settled.length, "red account")} without a task, because it was closed: ${names.join(", ")}${settled.length > 3 ? ", …" : ""}; a newer cause opens one again`,
  ];
}

function patternLines({ patterns, dryRun }: SweepReport): string[] {
  if (patterns === null) return [];
  const seen = `${count(patterns.seen, "pattern")} across customers this week`;
  if (patterns.filed.length === 0) return [`${seen}, none of them new to product`];
  const more = patterns.filed.length > 3 ? "; …" : "";
  return [
    `${seen}, ${patterns.filed.length} ${dryRun ? "would go" : "handed"} to product: ${patterns.filed.slice(0, 3).join("; ")}${more}`,
  ];
}

function block(step: SweepStep, { paint, width }: SweepView): string {
  const { play, name, arrMinor, currency, changes, op } = step;
  const money = arrMinor === null ? [] : [formatMoney(arrMinor, currency)];
  const colour = play.priority === "critical" ? paint.red : play.priority === "high" ? paint.yellow : paint.dim;
  const due = op === "close" ? [] : [`${sweepOwner(step)}, by ${play.due}`];
  const lines = [
    [paint.bold(name), ...money, colour(sweepKind(step)), ...due].join(" · "),
    changes.slice(0, 4).join("; ") + (changes.length > 4 ? `; and ${changes.length - 4} more` : ""),
  ];
  return lines.map((line, index) => (index === 0 ? `  ${wrap(line.trim(), width - 4, 4)}` : `    ${wrap(line, width - 6, 4)}`)).join("\n");
}
