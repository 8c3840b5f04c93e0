import { UserError } from "../../core/errors.ts";
import { clean, list } from "../../core/text.ts";
import { readCell } from "./read-cells.ts";

const LEFT = new Set(
  "yes y true t 1 churned churn left lost cancelled canceled inactive closed exited attrited terminated gone former departed".split(" "),
);
const STAYED = new Set("no n false f 0 active retained stayed stay existing current kept renewed open loyal".split(" "));

export interface Labels {
  /** 1 for who left, 0 for who stayed, NaN where the cell is blank. */
  readonly values: Float64Array;
  /** The value that means "left", as the file writes it. */
  readonly positive: string;
}

/**
 * Which rows are of customers who left. `positive` is the value that means so; without it, it is told by its spelling (Yes, 1, true, churned, …).
 * Throws UserError where that cannot be told, and where all rows have one value.
 */
export function readLabels(column: string, cells: readonly (string | null)[], positive?: string): Labels {
  const read = cells.map(readCell);
  const values = [...new Set(read.filter((cell) => cell !== null))].sort();
  const chosen = positive === undefined ? toldBySpelling(column, values) : named(column, values, positive);
  const same = new Set(values.filter((value) => plain(value) === plain(chosen)));
  if (same.size === values.length)
    throw new UserError({
      code: "one-label",
      message: `Every row of "${column}" says ${shown(values)}: there is nobody to tell apart.`,
      fix: "Give a file with customers who left and customers who stayed, or name another column with --label.",
    });
  return { values: Float64Array.from(read, (cell) => (cell === null ? Number.NaN : same.has(cell) ? 1 : 0)), positive: chosen };
}

function toldBySpelling(column: string, values: readonly string[]): string {
  const spellings = new Set(values.map(plain));
  const left = values.filter((value) => LEFT.has(plain(value)));
  const others = values.filter((value) => !STAYED.has(plain(value)));
  const [candidate] = left.length > 0 ? left : others;
  const clear = new Set((left.length > 0 ? left : others).map(plain)).size === 1;
  if (candidate !== undefined && clear && spellings.size <= 2) return candidate;
  throw new UserError({
    code: "which-label",
    message: `It cannot be told which value of "${column}" means that a customer left.`,
    found: values.length === 0 ? "only blanks" : shown(values),
    allowed: ["two values, such as Yes and No, 1 and 0, churned and active"],
    fix:
      values.length === 0
        ? "Name the column that says who left with --label."
        : `Say it with --positive, for example --positive ${JSON.stringify(values[0])}.`,
  });
}

function named(column: string, values: readonly string[], positive: string): string {
  const found = values.find((value) => value === positive.trim()) ?? values.find((value) => plain(value) === plain(positive));
  if (found !== undefined) return found;
  throw new UserError({
    code: "no-such-label",
    message: `No row of "${column}" says "${clean(positive)}".`,
    found: positive,
    allowed: values.slice(0, 8),
    fix: "Name one of these values with --positive.",
  });
}

/** "1.0" is 1, "Attrited Customer" is attrited. */
function plain(value: string): string {
  return value
    .trim()
    .toLowerCase()
    .replace(/^([01])\.0+$/, "$1")
    .replace(/ (customer|account|client|user)s?$/, "");
}

function shown(values: readonly string[]): string {
  const some = values.slice(0, 5).map((value) => `"${clean(value).slice(0, 40)}"`);
  return values.length > 5 ? `${some.join(", ")}, … (${values.length} values)` : list(some);
}
