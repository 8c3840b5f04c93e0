import type { ChalkInstance } from "chalk";
import type { MeasuredEffect, PlayOutcome, PlaysReport } from "../../app/play-outcomes.ts";
import { count } from "../../core/text.ts";
import { EFFECT_DAYS, isTooFew } from "../../domain/plays/play-effect.ts";
import { bullet } from "./bullet.ts";
import { cleanScreen } from "./clean-screen.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

export interface PlaysView {
  readonly paint: ChalkInstance;
  readonly width: number;
}

/** How plays ended, one row a kind, then what each did beyond what similar accounts did. */
export function renderPlays({ plays, asOf, model }: PlaysReport, { paint, width }: PlaysView): string {
  if (plays.length === 0) return "No play has begun yet. `echo-cs sweep` begins them.\n";
  const rows = plays.map((one) =>
    [one.play, one.began, one.running, one.recovered, one.lost, one.done, one.failed, one.median_days ?? "–"].map(String),
  );
  const ended = table(
    ["Play", "Began", "Running", "Recovered", "Lost", "Done", "Too late", "Days to recover"],
    rows,
    [1, 2, 3, 4, 5, 6, 7],
  );
  const effects = plays.flatMap((one) => [
    paint.underline(`What ${one.play} plays did in ${EFFECT_DAYS} days`),
    ...one.effects.map((effect) => bullet(effectText(effect), width)),
    ...one.split.map((effect) => bullet(`your own split: ${effectText(effect)}`, width)),
  ]);
  const note = wrap(
    `Each play is compared with accounts of its segment whose score was within 5 points on the day it began and that had no such play. It shows what came with a play, not that the play brought it. Health by the model ${model}, as of ${asOf}; "too late" are those not back to green in 30 days.`,
    width,
  );
  return `${cleanScreen(paint, [ended, effects.join("\n"), paint.dim(note)].join("\n\n"))}\n`;
}

/** "health: +6.3 points (95 % interval 2.1 to 10.5; 12 plays, 40 similar accounts)", or why nothing is said. */
export function effectText({ measure, effect }: MeasuredEffect): string {
  const name = measure === "health" ? "health" : "logins";
  if (isTooFew(effect)) return `${name}: nothing is claimed: ${effect.why}`;
  const said = (value: number): string => signed(measure === "health" ? value : value * 100);
  const unit = measure === "health" ? " points" : " % points";
  const isClear = effect.low > 0 || effect.high < 0;
  return `${name}: ${said(effect.mean)}${unit} against similar accounts (95 % interval ${said(effect.low)} to ${said(effect.high)}; ${count(effect.plays, "play")}, ${count(effect.controls, "similar account")})${isClear ? "" : ", which may be chance"}`;
}

/** "churn: 4 of 6 ended, 3 recovered, 1 lost, 1 not in time". */
export function outcomeText({ play, began, running, recovered, lost, done, failed }: PlayOutcome): string {
  const parts = [
    ...(recovered > 0 ? [`${recovered} recovered`] : []),
    ...(lost > 0 ? [`${lost} lost`] : []),
    ...(done > 0 ? [`${done} done`] : []),
    ...(failed > 0 ? [`${failed} not back to green in time`] : []),
  ];
  return `${play}: ${began - running} of ${began} ended${parts.length === 0 ? "" : `, ${parts.join(", ")}`}`;
}

function signed(value: number): string {
  const text = Math.abs(value).toFixed(1);
  return value < 0 && text !== "0.0" ? `−${text}` : `+${text}`;
}
