import type { ChalkInstance } from "chalk";
import type { Answer } from "../../app/route.ts";
import { clean } from "../../core/text.ts";
import type { Lane } from "../../team/charter.ts";
import type { Route, RouteChoice } from "../../team/route/route.ts";
import { wrap } from "./wrap.ts";

export interface RouteView {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly lanes: readonly Lane[];
}

/** Who takes a request, why, and who else might; for what is none of the team's business, what the team does. */
export function renderRoute(route: Route, { paint, width, lanes }: RouteView): string {
  const reasons = route.reasons.map((reason) => `  ${wrap(reason, width - 4).replaceAll("\n", "\n    ")}`);
  const head =
    route.agent === null
      ? `${paint.yellow("none of the team's business")} (${sure(route.confidence)} sure)`
      : `${paint.bold(route.agent)}, lane ${route.lane} (${sure(route.confidence)} sure)`;
  const others =
    route.alternatives.length === 0 ? [] : [`${route.agent === null ? "Nearest" : "Else"}: ${route.alternatives.map(choice).join(", ")}`];
  const does =
    route.agent === null
      ? ["", "The team takes:", ...lanes.map((lane) => `  ${wrap(`${lane.id}: ${lane.purpose}`, width - 4).replaceAll("\n", "\n    ")}`)]
      : [];
  return `${clean([head, ...reasons, ...others, ...does].join("\n"))}\n`;
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
