import type { LabelColumn } from "./label-column.ts";

/** Among so few labels a rare one is drowned by the others; among more, each is rare and the favour only blurs them. */
const FEW_LABELS = 20;
/** 0 would treat all texts alike, 1 would give both sides the same weight. */
const BALANCE = 0.5;

/** How many times as much a mistake on a text with this label costs as one on another text. */
export function favourOf({ labels, codes }: LabelColumn, rows: Int32Array, label: number): number {
  if (labels.length > FEW_LABELS) return 1;
  const own = rows.reduce((sum, row) => sum + (codes[row] === label ? 1 : 0), 0);
  return own === 0 ? 1 : Math.max(1, ((rows.length - own) / own) ** BALANCE);
}
