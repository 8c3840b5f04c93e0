import { addDays, type Day, isoWeek } from "../core/days.ts";
import { UserError } from "../core/errors.ts";

/** The Sunday of the week, or as-of where that is earlier. Throws UserError for what is no week, and for one that has not begun. */
export function endOfWeek(week: string | undefined, asOf: Day): Day {
  if (week === undefined) return asOf;
  const [, year, number] = /^(\d{4})-?[wW](\d{1,2})$/.exec(week.trim()) ?? [];
  const monday = year === undefined || number === undefined ? undefined : mondayOf(Number(year), Number(number));
  if (monday === undefined)
    throw new UserError({
      code: "bad-week",
      message: `"${week}" is no week.`,
      found: week,
      allowed: [`an ISO week such as ${isoWeek(asOf)}`],
      fix: "Correct --week.",
    });
  if (monday > asOf)
    throw new UserError({
      code: "week-ahead",
      message: `The week ${week} begins on ${monday}, after ${asOf}, the day that is looked back from.`,
      found: week,
      allowed: [`${isoWeek(asOf)} or an earlier week`],
      fix: "Name an earlier week, or a later --as-of.",
    });
  const sunday = addDays(monday, 6);
  return sunday < asOf ? sunday : asOf;
}

function mondayOf(year: number, week: number): Day | undefined {
  // The fourth of January lies in week 1.
  for (let day = addDays(`${year}-01-04`, 7 * (week - 1) - 6), left = 7; left > 0; day = addDays(day, 1), left -= 1)
    if (isoWeek(day) === `${year}w${String(week).padStart(2, "0")}`) return day;
  return undefined;
}
