import { isTooFew } from "../domain/plays/play-effect.ts";
import type { PlayOutcome } from "./play-outcomes.ts";

/** What interventions did, in a few words: how those at risk ended, and the measured effect where there were enough of them. */
export function playsSummary(outcomes: readonly PlayOutcome[]): string {
  const risk = outcomes.find(({ play }) => play === "churn");
  if (risk === undefined) return "no outreach of a sweep on record yet";
  const { began, running, recovered, lost, failed } = risk;
  const ended = `${recovered} recovered and ${lost} lost of ${began} outreach plays, ${running} running${failed === 0 ? "" : `, ${failed} not back to green in time`}`;
  const health = risk.effects.find(({ measure }) => measure === "health")?.effect;
  if (health === undefined || isTooFew(health)) return `${ended}; effect not measurable yet`;
  const points = [health.mean, health.low, health.high].map((value) => (Math.round(value * 10) / 10 + 0).toFixed(1));
  return `${ended}; ${points[0] ?? ""} points of health beyond similar accounts in 30 days (95 % interval ${points[1] ?? ""} to ${points[2] ?? ""}, ${health.plays} plays)`;
}
