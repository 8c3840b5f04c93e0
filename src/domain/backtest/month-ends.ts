import { addDays, type Day } from "../../core/days.ts";

/** The last days of the months from `from` to `to`, both included, oldest first; at most the latest `most`. */
export function monthEnds(from: Day, to: Day, most = 60): Day[] {
  const days: Day[] = [];
  let day = endOfMonth(to);
  if (day > to) day = addDays(`${to.slice(0, 7)}-01`, -1);
  for (; day >= from && days.length < most; day = addDays(`${day.slice(0, 7)}-01`, -1)) days.unshift(day);
  return days;
}

function endOfMonth(day: Day): Day {
  return addDays(`${addDays(`${day.slice(0, 7)}-01`, 31).slice(0, 7)}-01`, -1);
}
