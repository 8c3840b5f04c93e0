import { UserError } from "../core/errors.ts";
import { list, nearest } from "../core/text.ts";
import type { PatternRow } from "./patterns-row.ts";

/** The pattern that a person names: by its id, the beginning of one, or words of its title that only one has. Throws UserError with the nearest ones. */
export function namedRow(named: string, rows: readonly PatternRow[]): PatternRow {
  const wanted = named.trim().toLowerCase();
  const exact = rows.find(({ id }) => id === wanted);
  if (exact !== undefined) return exact;
  const partly = wanted.length < 3 ? [] : rows.filter(({ id, title }) => id.startsWith(wanted) || title.toLowerCase().includes(wanted));
  const [only, ...others] = partly;
  if (only !== undefined && others.length === 0) return only;
  const near =
    partly.length > 0
      ? partly
      : nearest(
          wanted,
          rows.map(({ title }) => title),
        ).flatMap((title) => rows.filter((row) => row.title === title));
  const shown = (near.length > 0 ? near : rows).slice(0, 5).map(({ id, title }) => `${id} (${title})`);
  throw new UserError({
    code: partly.length > 1 ? "ambiguous-pattern" : "unknown-pattern",
    message: partly.length > 1 ? `${partly.length} patterns go by "${named}".` : `There is no pattern "${named}".`,
    found: named,
    allowed: shown,
    fix:
      shown.length === 0
        ? "There are no patterns as of this day."
        : near.length > 0
          ? `Did you mean ${list(
              near.slice(0, 3).map(({ id }) => id),
              "or",
            )}?`
          : "`echo-cs patterns --all` lists them.",
  });
}
