import { lastActivity } from "../book/last-activity.ts";
import { daysBetween } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import { count } from "../core/text.ts";
import type { Session } from "./open-session.ts";

/** Days without data after which everybody would seem to have fallen silent: what is said of them says nothing. */
const TOO_FAR = 365;

/** Warns where the session's day lies after the last one with data. Throws UserError where it does by more than a year. */
export async function refuseBeyondData({ book, asOf, deps }: Pick<Session, "book" | "asOf" | "deps">): Promise<void> {
  const last = await lastActivity(book, asOf);
  if (last === undefined || last === asOf) return;
  const days = daysBetween(last, asOf);
  const said = `The data${book.owner === undefined ? "" : ` of ${book.owner}'s accounts`} end on ${last}`;
  if (days > TOO_FAR)
    throw new UserError({
      code: "beyond-data",
      message: `${said}, ${count(days, "day")} before ${asOf}: every account would seem to have fallen silent.`,
      found: asOf,
      allowed: [`a day up to ${last}`],
      fix: `Name ${last} or an earlier day, or add newer exports.`,
    });
  deps.log.warn(`${said}; nothing is known of the ${count(days, "day")} up to ${asOf}, and silence there may only be missing data.`);
}
