import type { ChalkInstance } from "chalk";
import { factText, type DraftResult, type PlayLine } from "../../app/draft.ts";
import { count } from "../../core/text.ts";
import { cleanScreen } from "./clean-screen.ts";
import { columns, pad, wrap } from "./wrap.ts";

export interface DraftView {
  readonly paint: ChalkInstance;
  readonly width: number;
  /** A command to go on with, for the same workspace. */
  readonly next: (command: string) => string;
}

/** The message as it stands in the file, and below it what it rests on and what to do with it. */
export function renderDraft(draft: DraftResult, { paint, width, next }: DraftView): string {
  const note = (name: string, text: string): string => `${pad(name, 10)} ${wrap(text, width - 11).replaceAll("\n", `\n${" ".repeat(11)}`)}`;
  const lines = [
    `${pad("To", 10)} ${draft.to} (${draft.name})`,
    `${pad("Subject", 10)} ${paint.bold(draft.subject)}`,
    "",
    ...draft.text.split("\n").map((line) => wrap(line, width, /^\s*(?:[-*]|\d+\.)\s/.test(line) ? 2 : 0)),
    "",
    paint.underline("Not part of the message"),
    ...(draft.kept
      ? [paint.yellow("You changed the draft of this play before: it stays as you wrote it, and this text was not written.")]
      : []),
    note("file", `${draft.file} (${draft.change}): read it, change it, send it yourself`),
    note("from", draft.from),
    ...(draft.problem === null ? [] : [note("problem", `“${draft.problem}”`)]),
    ...draft.facts.map((fact, index) => note(index === 0 ? "rests on" : "", factText(fact))),
    ...(draft.facts.length === 0 ? [] : [note("", paint.dim(next(`echo-cs evidence ${draft.facts[0]?.id ?? "F1"} --task ${draft.task}`)))]),
    ...(draft.left_out.length === 0
      ? []
      : [
          note(
            "left out",
            `${count(draft.left_out.length, "line")} of the template: unknown is ${draft.left_out.map(({ unknown }) => unknown).join(", ")}`,
          ),
        ]),
  ];
  return `${cleanScreen(paint, lines.join("\n"))}\n`;
}

/** One line a play. */
export function renderPlays(plays: readonly PlayLine[], { paint, width }: DraftView): string {
  const widest = Math.max(...plays.map(({ play }) => columns(play)), 0);
  const lines = plays.map(({ play, title, from, pitch }) => {
    const what = `${title} (from ${from}${pitch ? "; needs a recorded problem" : ""})`;
    return `${paint.bold(pad(play, widest))}  ${wrap(what, width - widest - 2).replaceAll("\n", `\n${" ".repeat(widest + 2)}`)}`;
  });
  return `${cleanScreen(paint, lines.join("\n"))}\n`;
}
