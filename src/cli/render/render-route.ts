import type { Answer } from "../../app/route.ts";
import { clean } from "../../core/text.ts";
import type { Lane } from "../../team/charter.ts";
import type { Explained } from "../../team/route/explain.ts";
import type { RouteChoice } from "../../team/route/judge.ts";
import type { Route } from "../../team/route/route.ts";
import { cleanScreen } from "./clean-screen.ts";
import type { LightPaint } from "./light-paint.ts";
import { wrap } from "./wrap.ts";

export interface RouteView {
  readonly paint: LightPaint;
  readonly width: number;
  readonly lanes: readonly Lane[];
  /** What spoke for the nearest agents; undefined where nobody asked. */
  readonly explained?: readonly Explained[] | undefined;
}

/** Who takes a request, why, and who else might; for what is none of the team's business, what the team does. */
export function renderRoute(route: Route, { paint, width, lanes, explained }: RouteView): string {
  const indented = (line: string): string => `  ${wrap(line, width - 4).replaceAll("\n", "\n    ")}`;
  const reasons = route.reasons.map(indented);
  const head =
    route.agent === null
      ? `${paint.yellow("none of the team's business")} (${sure(route.confidence)} sure)`
      : `${paint.bold(route.agent)}, lane ${route.lane} (${sure(route.confidence)} sure)`;
  const others =
    route.alternatives.length === 0 ? [] : [`${route.agent === null ? "Nearest" : "Else"}: ${route.alternatives.map(choice).join(", ")}`];
  const does = route.agent === null ? ["", "The team takes:", ...lanes.map((lane) => indented(`${lane.id}: ${lane.purpose}`))] : [];
  const next = route.follow_up;
  const after = next === null ? [] : [wrap(`Then: ${choice(next)} for “${next.request}”.`, width - 2, 2)];
  return `${cleanScreen(paint, [head, ...reasons, ...after, ...others, ...whyNot(route, explained ?? [], indented), ...does].join("\n"))}\n`;
}

/** What spoke for those who were not chosen. */
function whyNot(route: Route, explained: readonly Explained[], indented: (line: string) => string): string[] {
  const others = explained.filter(({ agent }) => agent !== route.agent);
  if (others.length === 0) return [];
  return [
    "",
    "What spoke for others:",
    ...others.flatMap((other) => [`  ${choice(other)}`, ...other.reasons.map((reason) => `  ${indented(reason)}`)]),
  ];
}

/** One answer of a stream as one line: id, agent, lane, confidence. */
export function renderRouteLine(answer: Answer): string {
  const id = clean(String(answer.id ?? "-"));
  return "error" in answer
    ? `${id}\t${clean(answer.error)}`
    : [id, answer.agent ?? "none", answer.lane, sure(answer.confidence)].join("\t");
}

function choice({ agent, lane, confidence }: RouteChoice): string {
  return `${agent} (${lane}, ${sure(confidence)})`;
}

function sure(confidence: number): string {
  return `${Math.round(confidence * 100)} %`;
}
