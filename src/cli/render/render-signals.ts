import type { ChalkInstance } from "chalk";
import type { Day } from "../../core/days.ts";
import { clean, count } from "../../core/text.ts";
import type { Severity } from "../../domain/brief/brief.ts";
import { formatFact } from "../../domain/facts/format-value.ts";
import { metricNamed } from "../../domain/facts/metrics/registry.ts";
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
    const figures = signal.evidence.map(figure).join(", ");
    const head = `  ${mark(signal.severity, paint)} ${paint.bold(clean(signal.name))}: ${signal.title} ${paint.dim(`(${signal.signal}, since ${signal.first_seen})`)}`;
    return `${head}\n${" ".repeat(INDENT)}${paint.dim(wrap(figures, width - INDENT).replaceAll("\n", `\n${" ".repeat(INDENT)}`))}`;
  });
  const accounts = new Set(signals.map(({ account }) => account)).size;
  return `${lines.join("\n")}\n\n${paint.dim(`${count(signals.length, "signal")} of ${count(accounts, "account")} as of ${asOf}`)}\n`;
}

const INDENT = 12;

function figure({ metric, value, unit, currency }: SignalEvidence): string {
  return `${metricNamed(metric).title} ${formatFact({ value, unit, ...(currency === undefined ? {} : { currency }) })}`;
}

function mark(severity: Severity, paint: ChalkInstance): string {
  const colour = { critical: paint.red.bold, high: paint.red, medium: paint.yellow, low: paint.green }[severity];
  return colour(pad(severity, INDENT - 3));
}
