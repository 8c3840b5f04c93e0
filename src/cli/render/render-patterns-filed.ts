import type { ChalkInstance } from "chalk";
import type { EditedPatterns } from "../../app/patterns-edit.ts";
import type { FiledPattern, FiledPatterns } from "../../app/patterns-file.ts";
import { count } from "../../core/text.ts";
import { cleanScreen } from "./clean-screen.ts";
import { wrap } from "./wrap.ts";

export interface FiledView {
  readonly paint: ChalkInstance;
  readonly width: number;
}

const DONE: Readonly<Record<FiledPattern["change"], string>> = {
  created: "handed to",
  updated: "updated at",
  unchanged: "known, nothing new for",
  conflict: "would not hold still; the new text lies beside it, for",
  would: "would go to",
  waiting: "waits for",
  refused: "does not go to",
};

/** What became of each pattern that was to be filed. */
export function renderFiled({ week, filed, patterns, recorded, ledger }: FiledPatterns, { paint, width }: FiledView): string {
  const lines = filed.flatMap(({ title, id, to, change, reason, file, kept }) => [
    wrap(`${paint.bold(title)} ${paint.dim(`(${id})`)}: ${DONE[change]} ${to}`, width, 2),
    ...(reason === undefined ? [] : [`  ${wrap(reason, width - 2, 2)}`]),
    ...(file === null ? [] : [`  ${file}`]),
    ...(kept.length === 0 ? [] : [`  Kept as you wrote it: ${kept.join(", ")}`]),
  ]);
  const nothing = filed.length === 0 ? [`Nothing is due in ${week}: no pattern rises, and none that product has is new this week.`] : [];
  const record = recorded === 0 ? "nothing new for the ledger" : `${count(recorded, "line")} added to ${ledger}`;
  return `${cleanScreen(paint, [...lines, ...nothing, paint.dim(`${count(patterns, "pattern")} in ${week}; ${record}.`)].join("\n"))}\n`;
}

/** What was done by hand, and the pattern as it is now. */
export function renderEdited({ done, pattern, made }: EditedPatterns, { paint, width }: FiledView): string {
  const rows = [pattern, made].flatMap((row) =>
    row === null
      ? []
      : [paint.dim(`  ${row.id}: ${row.title}, ${count(row.ticket_count, "ticket")} of ${count(row.account_count, "account")}`)],
  );
  return `${cleanScreen(paint, [wrap(done, width), ...rows, ...(pattern === null ? [] : [paint.dim("`echo-cs patterns undo` takes it back.")])].join("\n"))}\n`;
}
