import { relative } from "node:path";
import type { ChalkInstance } from "chalk";
import type { Whose } from "../../app/who.ts";
import { list } from "../../core/text.ts";
import type { Lane } from "../../team/charter.ts";
import { cleanScreen } from "./clean-screen.ts";
import { wrap } from "./wrap.ts";

export interface WhoView {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly cwd: string;
  readonly lanes: readonly Lane[];
}

const HOW: Readonly<Record<string, string>> = {
  delegate: "takes it over",
  consult: "answers, and whoever asked carries on",
  collaborate: "works on it together with whoever asked",
};

/** Whose job something is, why, and what else the charter says about it. */
export function renderWhose(whose: Whose, { paint, width, cwd, lanes }: WhoView): string {
  const row = (name: string, text: string): string =>
    `  ${name.padEnd(9)} ${wrap(text, width - 12).replaceAll("\n", `\n${" ".repeat(12)}`)}`;
  if (whose.agent === null) {
    const what = lanes.map(({ id, purpose }) => row("", `${id}: ${purpose}`));
    return `${cleanScreen(paint, [paint.bold("Nobody's on this team."), ...whose.reasons.map((reason) => row("because", reason)), "  The team does:", ...what].join("\n"))}\n`;
  }
  const { rule } = whose;
  const lines = [
    `${paint.bold(whose.agent)} (${whose.lane})${whose.mode === null ? "" : `: ${HOW[whose.mode] ?? whose.mode}`}`,
    ...(whose.with.length === 0 ? [] : [row("with", list(whose.with))]),
    ...(rule === null
      ? why(whose).map((reason, index) => row(index === 0 ? "because" : "", reason))
      : [
          row("rule", `${rule.id}: ${rule.text}`),
          row("", paint.dim(`heard in “${whose.heard ?? ""}” · ${relativePlace(cwd, rule.place)}`)),
        ]),
    ...(whose.otherwise === null
      ? []
      : [row("but", `by the agents' own files it would have gone to ${whose.otherwise}; the rule decides`)]),
    ...whose.also.map(({ id, text }) => row("see also", `${id}: ${text}`)),
    ...(whose.does === null ? [] : [row("does", paint.dim(whose.does))]),
  ];
  return `${cleanScreen(paint, lines.join("\n"))}\n`;
}

function why({ takes, reasons }: Whose): string[] {
  const row = takes === null ? [] : [`The charter gives it: ${takes}.`];
  const all = [...row, ...reasons];
  return all.length === 0 ? ["No rule speaks of it; the agents' own files decide."] : all;
}

function relativePlace(cwd: string, place: string): string {
  const [, path = place, line = ""] = /^(.*?)(:\d+)?$/.exec(place) ?? [];
  return relative(cwd, path) + line;
}
