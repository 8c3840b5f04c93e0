/**
 * SQL of the last day of the week or month that a row of use stands for where it bears its first: where all use of the book (`known`, a condition on
 * `day`) is of firsts of a month, of Mondays, or of Sundays, as domain/metrics/use-windows.ts reads them; else the day itself.
 */
export function rowEnd(day: string, known = "true"): string {
  const book = `FROM (SELECT DISTINCT day FROM usage_days WHERE ${known})`;
  return `CASE WHEN (SELECT count(*) >= 3 AND bool_and(day = date_trunc('month', day)) ${book}) THEN last_day(${day})
  WHEN (SELECT count(*) >= 4 AND min(isodow(day)) = max(isodow(day)) AND min(isodow(day)) IN (1, 7) ${book}) THEN ${day} + 6 ELSE ${day} END`;
}
