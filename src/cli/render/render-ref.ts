import type { ChalkInstance } from "chalk";
import type { FoundEntry, ReferenceAnswer } from "../../app/reference-search.ts";
import { capitalised, count } from "../../core/text.ts";
import { bullet } from "./bullet.ts";
import { cleanScreen } from "./clean-screen.ts";
import { pad, wrap } from "./wrap.ts";

export interface RefView {
  readonly paint: ChalkInstance;
  readonly width: number;
}

const DOES: Readonly<Record<string, string>> = {
  create: "to create something",
  diagnose: "to find out what goes wrong",
  review: "to check what is there",
};

/** A correction where the request needs one, then the entries that fit. */
export function renderReferences(answer: ReferenceAnswer, { paint, width }: RefView): string {
  const { contradicts, entries, purpose, guessed, of } = answer;
  const correction =
    contradicts === null
      ? []
      : [
          paint.yellow(wrap(`Better not: this goes against ${contradicts.id}, ${contradicts.title}.`, width)),
          ...[contradicts.fields["why"], contradicts.fields["fix"]].flatMap((text) => (text === undefined ? [] : [bullet(text, width)])),
          "",
        ];
  const found = entries
    .filter(({ id }) => id !== contradicts?.id)
    .flatMap((entry) => [
      `${paint.bold(entry.id)}  ${entry.title}`,
      bullet(entry.fields["what"] ?? entry.fields["check"] ?? Object.values(entry.fields)[0] ?? "", width),
    ]);
  const tail =
    found.length === 0 && contradicts === null
      ? "No entry fits. Try other words, or --for create, diagnose or review."
      : `${guessed ? "Read as a wish " : "Asked "}${DOES[purpose] ?? ""}: ${count(of, "entry", "entries")} looked through. In full: echo-cs ref show ${entries[0]?.id ?? contradicts?.id ?? "PT-01"}`;
  return `${cleanScreen(paint, [...correction, ...found, ...(found.length === 0 ? [] : [""]), paint.dim(wrap(tail, width))].join("\n"))}\n`;
}

/** One entry, bullet by bullet. */
export function renderEntry({ id, title, file, line, fields }: FoundEntry, { paint, width }: RefView): string {
  const widest = Math.max(...Object.keys(fields).map((name) => name.length), 0);
  const lines = Object.entries(fields).map(
    ([name, text]) =>
      `  ${pad(capitalised(name), widest)}  ${wrap(text, width - widest - 4).replaceAll("\n", `\n${" ".repeat(widest + 4)}`)}`,
  );
  return `${cleanScreen(paint, [paint.bold(`${id}  ${title}`), paint.dim(`${file}:${line}`), ...lines].join("\n"))}\n`;
}
