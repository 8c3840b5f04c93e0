import type { ChalkInstance } from "chalk";
import type { ListedRule } from "../../app/check-list.ts";
import { clean, count } from "../../core/text.ts";
import { cleanScreen } from "./clean-screen.ts";
import { cut } from "./cut.ts";
import { table } from "./table.ts";
import { columns, wrap } from "./wrap.ts";

const HEADER = ["Id", "Name", "Severity", "Threshold", "Rule"];
/** Columns below which a title says too little. */
const LEAST = 16;

/** The standards as a table: those that are checked, then those for reading. */
export function renderCheckRules(
  rules: readonly ListedRule[],
  { paint, width }: { readonly paint: ChalkInstance; readonly width: number },
): string {
  const checked = rules.filter(({ checkable }) => checkable);
  const rows = checked.map(({ id, name, severity, threshold, title, own }) => [
    id,
    name ?? "",
    severity ?? "off",
    threshold ?? "–",
    `${title}${own ? " *" : ""}`,
  ]);
  const narrow = table(
    HEADER.slice(0, -1),
    rows.map((row) => row.slice(0, -1)),
  );
  const room = width - 2 - columns(narrow.split("\n")[1] ?? "");
  const shown =
    room < LEAST
      ? narrow
      : table(
          HEADER,
          rows.map((row) => [...row.slice(0, -1), cut(row.at(-1) ?? "", room)]),
        );
  const reading = rules.filter(({ checkable }) => !checkable);
  const foot = [
    `${count(checked.length, "rule")}; thresholds and words: references/validations.md${rules.some(({ own }) => own) ? "; * yours" : ""}.`,
    ...(reading.length === 0
      ? []
      : [wrap(`For reading, not checkable from exports: ${reading.map(({ id, title }) => `${id} ${title}`).join("; ")}.`, width)]),
  ];
  return `${cleanScreen(paint, shown)}\n\n${paint.dim(clean(foot.join("\n")))}\n`;
}
