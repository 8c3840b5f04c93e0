import { DataError } from "../../core/errors.ts";
import { count } from "../../core/text.ts";
import type { LabelColumn } from "./label-column.ts";

const FEWEST_TEXTS = 20;
const MOST_LABELS = 1000;

/** Throws DataError where a column holds too little to learn from, or no labels but free text. */
export function refuseTooLittle({ column, labels, codes, outside }: LabelColumn): void {
  const labelled = codes.filter((code) => code >= 0).length;
  const inScope = labels.length - (outside < 0 ? 0 : 1);
  if (labelled < FEWEST_TEXTS || inScope < 2)
    throw new DataError({
      code: "too-little-to-learn",
      message: `There is too little to learn "${column}" from.`,
      found: `${count(labelled, "labelled ticket")} with ${count(inScope, "label")}`,
      allowed: [`at least ${FEWEST_TEXTS} tickets and 2 labels`],
      fix: "Give a file with more labelled tickets, or name another column with --label.",
    });
  if (labels.length > MOST_LABELS || labels.length > labelled * 0.9)
    throw new DataError({
      code: "no-label-column",
      message: `The column "${column}" does not look like labels: nearly every ticket has its own.`,
      found: `${count(labels.length, "different value")} in ${count(labelled, "ticket")}`,
      allowed: [`at most ${MOST_LABELS} labels, each on several tickets`],
      fix: "Name the column with the label by --label.",
    });
}
