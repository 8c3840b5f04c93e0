import type { ExpansionReport } from "../../app/expansion.ts";

import { compareText } from "../../core/compare-text.ts";
import { type Cell, CELLS } from "../../domain/expansion/whitespace.ts";
import { cleanScreen } from "./clean-screen.ts";
import type { ExpansionView } from "./render-expansion.ts";
import { table } from "./table.ts";

/** Words as well as marks: a mark alone says nothing to a reader who does not know it. */
const MARKS: Readonly<Record<Cell, string>> = { owned: "●", "in pipeline": "◐", gap: "○", "not eligible": "·" };

/** Accounts against the catalogue, in the order of their names, and how many accounts stand in each cell of a product. */
export function renderWhitespace({ catalogue, accounts }: Omit<ExpansionReport, "age">, { paint }: ExpansionView): string {
  if (catalogue.length === 0)
    return "No product catalogue in the exports: add a CSV with Product Name, Plan, Type, Price and Usage Event.\n";
  const byName = [...accounts].sort((a, b) => compareText(a.name, b.name));
  const rows = byName.map(({ name, products }) => [name, ...products.map(({ cell }) => MARKS[cell])]);
  const sums = CELLS.map((cell) => [
    cell,
    ...catalogue.map((_item, index) => String(accounts.filter(({ products }) => products[index]?.cell === cell).length)),
  ]);
  const header = ["Account", ...catalogue.map(({ name }) => name)];
  const legend = CELLS.map((cell) => `${MARKS[cell]} ${cell}`).join("  ");
  return `${cleanScreen(paint, [table(header, rows), paint.dim(legend), table(["Accounts", ...header.slice(1)], sums)].join("\n\n"))}\n`;
}
