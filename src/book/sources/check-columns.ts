import { UserError } from "../../core/errors.ts";
import { clean } from "../../core/text.ts";
import { identifier } from "../import/sql.ts";
import { columnFaults, mainColumns } from "./source-columns.ts";
import type { Source } from "./source.ts";

/** Throws UserError where columns of a source are not those of its table, with the names that may be meant as aliases to paste. */
export function checkColumns({ name, table, watermark }: Pick<Source, "name" | "table" | "watermark">, columns: readonly string[]): void {
  const { strange, missing, repeated } = columnFaults(table, columns, watermark?.column);
  const fault = (code: string, message: string, found: readonly string[], allowed: readonly string[], fix: string): UserError =>
    new UserError({ code, message: `source ${name}: ${message}`, found: clean(found.join(", ")).slice(0, 300), allowed, fix });
  if (strange.length > 0) {
    const aliases = strange.map(({ name: own, meant }) => `${named(own)}${meant[0] === undefined ? "" : ` AS ${meant[0]}`}`);
    const isMeant = strange.some(({ meant }) => meant.length > 0);
    throw fault(
      "source-columns",
      `its SQL gives columns that the table ${table} does not have`,
      strange.map(({ name: own }) => own),
      isMeant ? aliases.map(clean) : mainColumns(table),
      isMeant
        ? `Rename them in the SELECT, as above, or leave them out. ${table} has: ${mainColumns(table).join(", ")}.`
        : "Rename them in the SELECT with AS, or leave them out.",
    );
  }
  if (repeated.length > 0)
    throw fault("source-columns", "its SQL gives the same column twice", repeated, mainColumns(table), "Leave one of them out.");
  if (missing.length > 0)
    throw fault(
      "source-columns",
      `rows of ${table} need columns that its SQL does not give`,
      columns,
      missing.map((group) => group.split("|").join(" or ")),
      "Add to the SELECT one of each line above, renamed with AS.",
    );
}

/** A column as SQL names it. */
function named(column: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(column) ? column : identifier(column);
}
