import { DataError } from "../../core/errors.ts";
import { nearest } from "../../core/text.ts";
import { stylesOf } from "../../domain/facts/format-value.ts";
import { METRICS } from "../../domain/facts/metrics/registry.ts";
import { type Expression, namesOf, parseExpression } from "../../domain/expression/expression.ts";
import { ExpressionError } from "../../domain/expression/tokenize.ts";
import { type Due, parseDue } from "./due.ts";
import { fillSlots, isWordSlot, metricSlots } from "./metric-slots.ts";
import type { Entry, Located } from "./outline.ts";

/** Names a test may use beside metrics, once the findings are known. */
const COUNTS = ["causes", "risks", "listed"] as const;

const DATES = [...METRICS.values()].filter(({ unit, about }) => unit === "date" && about === "account").map(({ name }) => name);

/** What the section of an entry may speak of. */
export interface Scope {
  /** Words that stand for something else than a metric: {causes}, {asked}. */
  readonly words: readonly string[];
  /** Whether tests may count the findings. */
  readonly counts: boolean;
  /** False where no account is at hand: only metrics of the whole book have a value. */
  readonly accounts: boolean;
}

/** Reads the fields of one playbook entry and refuses what does not fit, by file and line. */
export class FieldReader {
  readonly id: string;
  private readonly entry: Entry;
  private readonly file: string;
  private readonly scope: Scope;

  constructor(entry: Entry, file: string, scope: Scope) {
    this.id = entry.id;
    this.entry = entry;
    this.file = file;
    this.scope = scope;
    const again = entry.repeated[0];
    if (again !== undefined) throw this.error(`"${again.text}" stands twice in "${entry.id}"`, again.line, again.text);
  }

  /** The line of the entry's heading. */
  get line(): number {
    return this.entry.line;
  }

  has(key: string): boolean {
    return this.entry.fields.has(key);
  }

  /** Refuses fields that are not among `keys`. */
  only(...keys: readonly string[]): void {
    for (const [key, { line }] of this.entry.fields)
      if (!keys.includes(key))
        throw this.error(`"${key}" is no field here`, line, key, nearest(key, keys).length > 0 ? nearest(key, keys) : keys);
  }

  text(key: string): string {
    return this.field(key).text;
  }

  /** A sentence without slots. */
  plain(key: string): string {
    const { text, line } = this.field(key);
    this.noBraces(text, text, line);
    return text;
  }

  /** A sentence whose slots name metrics and styles that fit them, or words of the section. */
  sentence(key: string): string {
    const { text, line } = this.field(key);
    this.noBraces(
      fillSlots(text, (name, _style, raw) => (isWordSlot(name) && !this.scope.words.includes(name) ? raw : "")),
      text,
      line,
    );
    for (const { metric, style } of metricSlots(text)) {
      const unit = METRICS.get(this.metric(metric, line))?.unit ?? "text";
      const styles = stylesOf(unit);
      if (style !== undefined && !styles.some((known) => known === style))
        throw this.error(`{${metric}|${style}}: a ${unit} cannot be printed as "${style}"`, line, style, styles);
    }
    return text;
  }

  test(key: string): Expression {
    const { text, line } = this.field(key);
    return this.parseTest(text, line);
  }

  optionalTest(key: string): { when?: Expression } {
    return this.has(key) ? { when: this.test(key) } : {};
  }

  parseTest(text: string, line: number): Expression {
    try {
      const expression = parseExpression(text);
      for (const name of namesOf(expression)) if (!this.isCount(name, line)) this.metric(name, line);
      return expression;
    } catch (error) {
      if (error instanceof ExpressionError) throw this.error(`${error.message} (character ${error.at + 1} of "${text}")`, line, text);
      throw error;
    }
  }

  oneOf<T extends string>(key: string, allowed: readonly T[]): T {
    const { text, line } = this.field(key);
    return this.choose(text, allowed, line);
  }

  choose<T extends string>(text: string, allowed: readonly T[], line: number): T {
    const chosen = allowed.find((candidate) => candidate === text);
    if (chosen === undefined) throw this.error(`"${text}" is not allowed here`, line, text, allowed);
    return chosen;
  }

  due(key: string): Due {
    const { text, line } = this.field(key);
    const due = parseDue(text);
    if (due === undefined) throw this.error(`"${text}" is no due time`, line, text, ["48 h", "7 d", "2 w", "renewal_on - 30 d, else 7 d"]);
    if (due.kind === "before" && METRICS.get(this.metric(due.metric, line))?.unit !== "date")
      throw this.error(`"${due.metric}" is no date to count back from`, line, due.metric, DATES);
    return due;
  }

  whole(key: string): number {
    const { text, line } = this.field(key);
    if (!/^\d+$/.test(text)) throw this.error(`"${text}" is no whole number`, line, text);
    return Number(text);
  }

  list(key: string): string[] {
    return this.has(key) ? this.parts(key, ",").map((part) => part.text) : [];
  }

  /** A list of names that must be among `known`; `what` says what they name. */
  names(key: string, known: readonly string[], what: string): string[] {
    const parts = this.has(key) ? this.parts(key, ",") : [];
    for (const { text, line } of parts)
      if (!known.includes(text)) throw this.error(`there is no ${what} "${text}" here`, line, text, nearest(text, known));
    return parts.map(({ text }) => text);
  }

  metrics(key: string): string[] {
    return this.has(key) ? this.parts(key, ",").map((part) => this.metric(part.text, part.line)) : [];
  }

  parts(key: string, separator: string): Located[] {
    const { text, line } = this.field(key);
    return text
      .split(separator)
      .map((part) => ({ text: part.trim(), line }))
      .filter((part) => part.text !== "");
  }

  metric(name: string, line: number): string {
    const metric = METRICS.get(name);
    if (metric === undefined) throw this.error(`there is no metric "${name}"`, line, name, nearest(name, [...METRICS.keys()]));
    if (metric.about === "account" && !this.scope.accounts)
      throw this.error(`"${name}" is measured of one account, and this section is about the whole book`, line, name);
    return name;
  }

  private isCount(name: string, line: number): boolean {
    if (!COUNTS.some((known) => known === name)) return false;
    if (!this.scope.counts) throw this.error(`"${name}" is not counted before all findings are known`, line, name);
    return true;
  }

  private noBraces(rest: string, text: string, line: number): void {
    const brace = /\{[^{}]*\}?|\}/.exec(rest)?.[0];
    if (brace === undefined) return;
    const words = this.scope.words.map((word) => `{${word}}`);
    throw this.error(`"${brace}" cannot be filled in here`, line, text, ["{metric}", "{metric|style}", ...words]);
  }

  private field(key: string): Located {
    const field = this.entry.fields.get(key);
    if (field === undefined || field.text === "") throw this.error(`"${this.id}" needs the field "- ${key}: …"`, this.entry.line);
    return field;
  }

  /** A DataError that points at a line of the file. */
  error(message: string, line: number, found?: string, allowed?: readonly string[]): DataError {
    return new DataError({
      code: "bad-playbook",
      message: `${this.file}:${line}: ${message}.`,
      found,
      allowed,
      fix: "Correct the line named here.",
      place: { file: this.file, line },
    });
  }
}
