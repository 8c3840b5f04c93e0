import type { ChalkInstance } from "chalk";
import type { SignalRuleLine } from "../../app/signals.ts";
import type { Day } from "../../core/days.ts";
import { clean, count } from "../../core/text.ts";
import type { Severity } from "../../domain/brief/brief.ts";
import { formatFact } from "../../domain/facts/format-value.ts";
import type { Signal, SignalEvidence } from "../../domain/signals/signal.ts";
import { pad, wrap } from "./wrap.ts";

export interface SignalsView {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly asOf: Day;
}

/** Signals in the order given, each with since when and the figures behind it. */
export function renderSignals(signals: readonly Signal[], { paint, width, asOf }: SignalsView): string {
  if (signals.length === 0) return `No signals as of ${asOf}.\n`;
  const lines = signals.map((signal) => {
    const hanging = (text: string): string => wrap(text, width - INDENT).replaceAll("\n", `\n${" ".repeat(INDENT)}`);
    const since = paint.dim(`(${signal.signal}, since ${signal.first_seen})`);
    const figures = signal.evidence.map(figure).join(", ");
    return `  ${mark(signal.severity, paint)} ${hanging(`${paint.bold(clean(signal.name))}: ${signal.title} ${since}`)}\n${" ".repeat(INDENT)}${paint.dim(hanging(figures))}`;
  });
  const accounts = new Set(signals.map(({ account }) => account)).size;
  return `${lines.join("\n")}\n\n${paint.dim(`${count(signals.length, "signal")} of ${count(accounts, "account")} as of ${asOf}`)}\n`;
}

/** The kinds of signals, each with what raises it and from which exports. */
export function renderSignalRules(rules: readonly SignalRuleLine[], { paint, width }: Omit<SignalsView, "asOf">): string {
  const lines = rules.map(({ signal, kind, title, condition, source }) => {
    const mark = kind === "risk" ? paint.yellow("warning") : paint.green("chance ");
    return `${mark}  ${wrap(`${paint.bold(signal)}: ${title}`, width - 9).replaceAll("\n", `\n${" ".repeat(9)}`)}\n         ${wrap(condition, width - 9, 9)}\n         ${paint.dim(wrap(`from ${source}`, width - 9, 9))}`;
  });
  return `${lines.join("\n")}\n`;
}

const INDENT = 12;

function figure({ title, value, unit, currency }: SignalEvidence): string {
  return `${title} ${clean(formatFact({ value, unit, ...(currency === undefined ? {} : { currency }) }))}`;
}

function mark(severity: Severity, paint: ChalkInstance): string {
  const colour = { critical: paint.red.bold, high: paint.red, medium: paint.yellow, low: paint.green }[severity];
  return colour(pad(severity, INDENT - 3));
}
