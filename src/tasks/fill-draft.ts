import { DataError } from "../core/errors.ts";
import { nearest } from "../core/text.ts";
import { holds, type Value } from "../domain/expression/evaluate.ts";
import type { Expression } from "../domain/expression/expression.ts";
import type { DraftTemplate, TemplateLine } from "./draft-template.ts";

/** What a template may print and test. */
export interface DraftValues {
  /** The value of a metric; null where the book does not say. */
  readonly value: (metric: string) => Value;
  /** The same as a person writes it, in a style. */
  readonly print: (metric: string, style: string | undefined) => string;
  readonly isMetric: (name: string) => boolean;
  /** Words that are no metric: to, from, account, company; undefined where nobody gave it. */
  readonly words: Readonly<Record<string, string | undefined>>;
}

export interface FilledDraft {
  readonly subject: string;
  readonly text: string;
  /** Metrics that the message prints or rests on, in order, each once. */
  readonly cited: readonly string[];
  /** How many of the printed lines say what was noticed. */
  readonly observations: number;
  /** Lines left out because something they print is unknown, with what. */
  readonly leftOut: readonly { readonly line: number; readonly unknown: string }[];
}

const SLOT = /\{([a-z][a-z0-9_]*)(?:\|([a-z]+))?\}/g;

/**
 * The message of a template. A line whose test does not hold is not printed; one that prints something unknown is left out and told.
 * Throws DataError, with the line, for a slot that is neither a metric nor a word.
 */
export function fillDraft(template: DraftTemplate, values: DraftValues): FilledDraft {
  for (const line of [template.subject, ...template.lines]) checkSlots(line, template, values);
  const wanted = template.lines.filter(({ when }) => when === undefined || holds(when, values.value));
  const missing = (line: TemplateLine): string | undefined => slotsOf(line.text).find((name) => !isKnown(name, values));
  const leftOut = wanted.flatMap((line) => {
    const unknown = missing(line);
    return unknown === undefined ? [] : [{ line: line.line, unknown }];
  });
  const printed = wanted.filter((line) => missing(line) === undefined);
  const cited = [template.subject, ...printed].flatMap((line) => [
    ...slotsOf(line.text).filter(values.isMetric),
    ...(line.when === undefined ? [] : namesIn(line.when)),
  ]);
  return {
    subject: filled(template.subject.text, values),
    text: tidy(printed.map((line) => filled(line.text, values))),
    cited: [...new Set(cited)],
    observations: printed.filter((line) => line.observation).length,
    leftOut,
  };
}

/** Metrics that a template tests or prints anywhere. */
export function metricsOf({ subject, lines, needs }: DraftTemplate, isMetric: (name: string) => boolean): string[] {
  const names = [subject, ...lines].flatMap((line) => [...slotsOf(line.text), ...(line.when === undefined ? [] : namesIn(line.when))]);
  return [...new Set([...names, ...needs.flatMap(({ test }) => namesIn(test))])].filter(isMetric);
}

/** The names of the slots that the message may print. */
export function slotNames({ subject, lines }: Pick<DraftTemplate, "subject" | "lines">): string[] {
  return [...new Set([subject, ...lines].flatMap((line) => slotsOf(line.text)))];
}

function checkSlots(line: TemplateLine, { file }: DraftTemplate, { isMetric, words }: DraftValues): void {
  const wrong = slotsOf(line.text).find((name) => !isMetric(name) && !Object.hasOwn(words, name));
  if (wrong === undefined) return;
  const near = nearest(wrong, Object.keys(words));
  throw new DataError({
    code: "unknown-slot",
    message: `${file}:${line.line}: there is nothing called {${wrong}}.`,
    found: wrong,
    allowed: near.length > 0 ? near : [...Object.keys(words), "any metric of an account"],
    fix: "Correct the name in braces.",
    place: { file, line: line.line },
  });
}

function isKnown(name: string, { isMetric, value, words }: DraftValues): boolean {
  return isMetric(name) ? value(name) !== null : words[name] !== undefined;
}

function filled(text: string, { isMetric, print, words }: DraftValues): string {
  return text.replaceAll(SLOT, (raw: string, name: string, style: string | undefined) =>
    isMetric(name) ? print(name, style) : (words[name] ?? raw),
  );
}

function slotsOf(text: string): string[] {
  return [...text.matchAll(SLOT)].map((match) => match[1] ?? "");
}

function namesIn(test: Expression): string[] {
  switch (test.kind) {
    case "and":
    case "or":
      return [...namesIn(test.left), ...namesIn(test.right)];
    case "not":
      return namesIn(test.inner);
    case "known":
    case "compare":
      return [test.name];
  }
}

/** Lines that were not printed leave no gaps. */
function tidy(lines: readonly string[]): string {
  return lines
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
