import { DataError, UserError } from "../../core/errors.ts";
import { count, nearest } from "../../core/text.ts";
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

/** Throws UserError where the label that is to mean "out of scope" stands in no column. */
export function refuseUnknownScope(columns: readonly LabelColumn[], outOfScope: string | undefined): void {
  if (outOfScope === undefined || columns.some(({ outside }) => outside >= 0)) return;
  const labels = columns.flatMap((column) => column.labels);
  const near = nearest(outOfScope, labels);
  throw new UserError({
    code: "no-such-label",
    message: `In the file no ticket has the label "${outOfScope}".`,
    allowed: near.length > 0 ? near : labels.slice(0, 20),
    fix: "Name a label of the file with --out-of-scope, or leave the option out.",
  });
}
