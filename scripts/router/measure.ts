import type { RouteIndex } from "../../src/team/route/route-index.ts";
import { type Route, routeBy } from "../../src/team/route/route.ts";
import { type Example, OUT_OF_SCOPE } from "./examples.ts";

/** Counts of right answers over some requests. */
export interface Score {
  readonly requests: number;
  /** Of those that are somebody's: the agent would do, the lane is right, one of the first three would do, refused. */
  readonly mine: number;
  readonly agent: number;
  readonly lane: number;
  readonly firstThree: number;
  readonly refused: number;
  /** Of those that are nobody's: how many were refused. */
  readonly nobodys: number;
  readonly refusedRightly: number;
}

export interface Judgement {
  readonly example: Example;
  readonly route: Route;
}

/** Every request routed by one index. */
export function judgeAll(examples: readonly Example[], index: RouteIndex): Judgement[] {
  return examples.map((example) => ({ example, route: routeBy({ text: example.text, files: example.files }, index) }));
}

/** The score of some judgements. A refused request of the team's counts as wrong in agent and lane. */
export function scoreOf(judged: readonly Judgement[], laneOf: (agent: string) => string | undefined): Score {
  const score = { requests: judged.length, mine: 0, agent: 0, lane: 0, firstThree: 0, refused: 0, nobodys: 0, refusedRightly: 0 };
  for (const { example, route } of judged) {
    if (example.agent === OUT_OF_SCOPE) {
      score.nobodys += 1;
      if (route.agent === null) score.refusedRightly += 1;
      continue;
    }
    const right = [example.agent, ...example.also];
    const three = [route.agent, ...route.alternatives.map(({ agent }) => agent)].filter((agent) => agent !== null).slice(0, 3);
    score.mine += 1;
    if (route.agent === null) score.refused += 1;
    if (route.agent !== null && right.includes(route.agent)) score.agent += 1;
    const lanes = example.lanes ?? right.map(laneOf);
    if (route.agent !== null && lanes.includes(route.lane ?? undefined)) score.lane += 1;
    if (three.some((agent) => right.includes(agent))) score.firstThree += 1;
  }
  return score;
}

/** True where the answer would do. */
export function isRight({ example, route }: Judgement): boolean {
  return route.agent === null ? example.agent === OUT_OF_SCOPE : [example.agent, ...example.also].includes(route.agent);
}

/** Expected calibration error: how far confidence is from the share of right answers, in ten bands, weighted by their size. */
export function calibrationError(judged: readonly Judgement[]): number {
  const bands = Array.from({ length: 10 }, () => ({ size: 0, sure: 0, right: 0 }));
  for (const { example, route } of judged) {
    const band = bands[Math.min(9, Math.floor(route.confidence * 10))];
    if (band === undefined) continue;
    const right = isRight({ example, route });
    band.size += 1;
    band.sure += route.confidence;
    band.right += right ? 1 : 0;
  }
  return bands.reduce((sum, { sure, right }) => sum + Math.abs(sure - right), 0) / Math.max(1, judged.length);
}

/** One line of a table: agent, lane, first three, refused of the team's, recall of nobody's. */
export function scoreLine(name: string, { mine, agent, lane, firstThree, refused, nobodys, refusedRightly }: Score): string {
  const share = (part: number, whole: number): string => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)}`).padStart(6);
  const cells = [share(agent, mine), share(lane, mine), share(firstThree, mine), share(refused, mine), share(refusedRightly, nobodys)];
  return `${name.padEnd(18)}${String(mine + nobodys).padStart(6)} ${cells.join(" ")}`;
}
