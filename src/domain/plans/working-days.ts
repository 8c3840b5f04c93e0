import { addDays, type Day, weekday } from "../../core/days.ts";

/** Which days are worked: Monday to Friday, but for the holidays. */
export interface WorkCalendar {
  readonly holidays: ReadonlySet<Day>;
}

/** A calendar of so many days off in a row is a mistake; the search for the next working day ends here. */
const LONGEST_BREAK = 366;

/** True where somebody works on that day. */
export function isWorkingDay(day: Day, { holidays }: WorkCalendar): boolean {
  return weekday(day) <= 5 && !holidays.has(day);
}

/** The day itself where it is worked, else the last working day before it; the day itself where there is none within a year. */
export function workingDayBy(day: Day, calendar: WorkCalendar): Day {
  return nearestWorking(day, -1, calendar);
}

/** The day itself where it is worked, else the next working day; the day itself where there is none within a year. */
export function workingDayFrom(day: Day, calendar: WorkCalendar): Day {
  return nearestWorking(day, 1, calendar);
}

/** The day `count` working days after `day` (before it when negative); `day` itself does not count. 0 gives the working day by `day`. */
export function addWorkingDays(day: Day, count: number, calendar: WorkCalendar): Day {
  const step = count < 0 ? -1 : 1;
  let at = day;
  for (let left = Math.abs(count); left > 0; left -= 1) at = nearestWorking(addDays(at, step), step, calendar);
  return count === 0 ? workingDayBy(day, calendar) : at;
}

function nearestWorking(day: Day, step: 1 | -1, calendar: WorkCalendar): Day {
  let at = day;
  for (let tried = 0; tried <= LONGEST_BREAK; tried += 1) {
    if (isWorkingDay(at, calendar)) return at;
    at = addDays(at, step);
  }
  return day;
}
