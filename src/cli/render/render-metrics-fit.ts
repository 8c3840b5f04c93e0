import { table } from "./table.ts";
import { columns as widthOf } from "./wrap.ts";

export interface FitColumn<T> {
  readonly head: string;
  readonly cell: (item: T) => string;
  /** Flush right. */
  readonly right?: boolean;
  /** What explains goes first where the terminal is too narrow: the column with 1, then 2, …; one without stays. */
  readonly drop?: number;
}

/** A table no wider than `width`, as long as there are columns that may go. A column that may go and holds nothing is left out. */
export function fittedTable<T>(columns: readonly FitColumn<T>[], items: readonly T[], width: number): string {
  const used = columns.filter(({ cell, drop }) => drop === undefined || items.some((item) => cell(item) !== ""));
  const last = Math.max(0, ...used.map(({ drop = 0 }) => drop));
  for (let dropped = 0; ; dropped += 1) {
    const kept = used.filter(({ drop }) => drop === undefined || drop > dropped);
    const text = table(
      kept.map(({ head }) => head),
      items.map((item) => kept.map(({ cell }) => cell(item))),
      kept.flatMap(({ right }, index) => (right === true ? [index] : [])),
    );
    if (dropped >= last || text.split("\n").every((line) => widthOf(line) <= width)) return text;
  }
}
