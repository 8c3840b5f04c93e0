import type { DaySpan } from "../metrics/use-windows.ts";
import { type BookUsage, monthsOfUse, quietDays, seasonOfLastYear, seasonOfOthers, type UseMonths, usageUpTo } from "./book-usage.ts";
import { chanceOfAtMost, dispersion, SIGNIFICANT } from "./chance.ts";
import { customerSince, seatsOn } from "./contract-state.ts";
import { type AccountHistory, activeDaysIn, type DayNumber, eventsIn, firstFrom, lastUse, type UseDays } from "./history.ts";
import { figure, type Finding, found, graded, type SignalRule } from "./signal.ts";

const USAGE = "product usage";

/** Early warnings in the use of the product. */
export const USAGE_SIGNALS: readonly SignalRule[] = [
  {
    signal: "usage_down",
    kind: "risk",
    title: "logins are down",
    condition:
      "30 % or more fewer logins in 30 days than in the 30 before, also after allowing for weekdays, holidays and season, and more than chance",
    source: USAGE,
    judge: usageDown,
  },
  {
    signal: "logins_stopped",
    kind: "risk",
    title: "nobody uses it any more",
    condition: "no use for 14 days and for more than three times the account's own longest usual gap",
    source: USAGE,
    judge: loginsStopped,
  },
  {
    signal: "feature_decline",
    kind: "risk",
    title: "fewer features are in use",
    condition: "of the features in regular use, at least two and 30 % fell by 70 % or more, each more than chance",
    source: USAGE,
    judge: featureDecline,
  },
  {
    signal: "low_adoption",
    kind: "risk",
    title: "most seats are idle",
    condition: "after 90 days as a customer, fewer than 40 % of at least 5 seats were used in the last 30 days and in the 30 before",
    source: `${USAGE} with user ids, subscriptions with seats`,
    judge: lowAdoption,
  },
];

function usageDown({ logins }: AccountHistory, day: DayNumber, book: BookUsage): Finding | null {
  const months = monthsOfUse(book, day);
  const first = logins.days[0];
  if (months === null || first === undefined || first > months.last.to - 45) return null;
  const [last, prior] = [eventsIn(logins, months.last.from, months.last.to), eventsIn(logins, months.prior.from, months.prior.to)];
  const fall = (prior - last) / prior;
  if (prior === 0 || fall < 0.3) return null;
  const { counted, expected, spread } = likeForLike(logins, months, book);
  const season = Math.min(seasonOfOthers(book, logins, months), seasonOfLastYear(logins, months));
  const usual = expected * season;
  const chance = chanceOfAtMost(counted / spread, (counted + usual) / spread, 0.5);
  if (counted > 0.7 * usual || chance > SIGNIFICANT) return null;
  return found(
    graded(fall, [0.3, "medium"], [0.45, "high"], [0.7, "critical"]),
    figure(
      "logins_change_30d",
      "change in logins, 30 days against the 30 before",
      -fall,
      "ratio",
      "(logins last 30 d − logins prior 30 d) / logins prior 30 d",
    ),
    figure("logins_last_30d", "logins in the last 30 days", last, "count", "logins in the 30 days to as-of, or to the end of the export"),
    figure("logins_prior_30d", "logins in the 30 days before", prior, "count", "logins in the 30 days before those"),
    figure(
      "logins_expected",
      "logins to be expected",
      Math.round(usual),
      "count",
      "the month before, by weekday, without holidays of the book, times the season of the other accounts or of last year",
    ),
    figure(
      "logins_chance",
      "chance of so few",
      chance,
      "ratio",
      "binomial test of the two months, counts divided by how much the account's days scatter",
    ),
  );
}

interface LikeForLike {
  /** Logins of the last 30 days, holidays left out. */
  readonly counted: number;
  /** What the month before gives for the same weekdays. */
  readonly expected: number;
  readonly spread: number;
}

/** The last 30 days against what the 30 before make of the same weekdays; days on which the whole book was quiet count in neither. */
function likeForLike(logins: UseDays, months: UseMonths, book: BookUsage): LikeForLike {
  const isQuiet = quietDays(book, months.last.to);
  const [before, counts]: [DayNumber[], number[]] = [[], []];
  const [sums, seen] = [new Float64Array(7), new Float64Array(7)];
  for (let day = months.prior.from; day <= months.prior.to; day += 1) {
    if (isQuiet(day)) continue;
    const count = eventsIn(logins, day, day);
    before.push(day);
    counts.push(count);
    sums[day % 7] = (sums[day % 7] ?? 0) + count;
    seen[day % 7] = (seen[day % 7] ?? 0) + 1;
  }
  const usual = (day: DayNumber): number => (sums[day % 7] ?? 0) / Math.max(1, seen[day % 7] ?? 0);
  let [counted, expected] = [0, 0];
  for (let day = months.last.from; day <= months.last.to; day += 1) {
    if (isQuiet(day)) continue;
    counted += eventsIn(logins, day, day);
    expected += usual(day);
  }
  return { counted, expected, spread: dispersion(counts, before.map(usual)) };
}

/** Fewer days without use are no stop, however busy an account was. */
const STOPPED_DAYS = 14;

function loginsStopped({ use }: AccountHistory, day: DayNumber, book: BookUsage): Finding | null {
  const upTo = usageUpTo(book, day);
  const last = upTo === null ? null : lastUse(use, upTo);
  if (upTo === null || last === null) return null;
  const silent = upTo - last;
  // Before the usual gap, which costs most: nearly every account is in use.
  if (silent < STOPPED_DAYS) return null;
  const gap = usualGap(use, last);
  if (gap === null || silent <= 3 * gap) return null;
  return found(
    graded(silent, [STOPPED_DAYS, "high"], [30, "critical"]),
    figure("days_silent", "days since the last use", silent, "days", "as-of, or the end of the export, − latest day with any event"),
    figure(
      "usual_gap_days",
      "longest usual gap between days of use",
      gap,
      "days",
      "90th percentile of the gaps in the 90 days before the last use",
    ),
    figure(
      "active_days_before",
      "days of use in the 90 days before",
      activeDaysIn(use, last - 89, last),
      "count",
      "days with any event in the 90 days to the last use",
    ),
  );
}

/** The 90th percentile of the gaps between days of use in the 90 days up to `last`; null with fewer than 6 such days, of which nothing is usual. */
export function usualGap({ days }: UseDays, last: DayNumber): number | null {
  const recent = days.subarray(firstFrom(days, last - 89), firstFrom(days, last + 1));
  if (recent.length < 6) return null;
  const gaps = Array.from(recent.subarray(1), (day, index) => day - (recent[index] ?? day)).sort((a, b) => a - b);
  return gaps[Math.min(gaps.length - 1, Math.floor(0.9 * gaps.length))] ?? null;
}

/** With so many uses a month, none at all is more than chance. */
const REGULAR_EVENTS = 8;

function featureDecline({ features }: AccountHistory, day: DayNumber, book: BookUsage): Finding | null {
  const months = monthsOfUse(book, day);
  if (months === null) return null;
  let falls = 0;
  for (const feature of features) if (isFallen(feature, months)) falls += 1;
  if (falls < 2) return null;
  const counted = features.map((feature) => ({
    name: feature.name,
    last: eventsIn(feature, months.last.from, months.last.to),
    prior: eventsIn(feature, months.prior.from, months.prior.to),
  }));
  const regular = counted.filter(({ prior }) => prior >= REGULAR_EVENTS);
  const fallen = regular.filter(({ last, prior }) => last / prior <= 0.3 && chanceOfAtMost(last, last + prior, 0.5) <= SIGNIFICANT);
  if (fallen.length < 2) return null;
  const used = (of: "last" | "prior"): number => counted.filter((feature) => feature[of] > 0).length;
  return found(
    graded(fallen.length / regular.length, [0.3, "medium"], [0.5, "high"]),
    figure(
      "features_fallen",
      "features hardly used any more",
      fallen
        .map(({ name }) => name)
        .sort()
        .join(", "),
      "text",
      "features with 8 uses or more in the 30 days before, and at most 30 % of those in the last 30",
    ),
    figure(
      "features_regular",
      "features in regular use before",
      regular.length,
      "count",
      "features with 8 uses or more in days 31–60 before as-of",
    ),
    figure(
      "features_used_30d",
      "features used in the last 30 days",
      used("last"),
      "count",
      "distinct features used in the 30 days to as-of",
    ),
    figure(
      "features_used_prior_30d",
      "features used in the 30 days before",
      used("prior"),
      "count",
      "distinct features used in days 31–60 before as-of",
    ),
  );
}

/** Without the test of chance, which costs most. */
function isFallen(feature: UseDays, { last, prior }: UseMonths): boolean {
  const before = eventsIn(feature, prior.from, prior.to);
  return before >= REGULAR_EVENTS && eventsIn(feature, last.from, last.to) / before <= 0.3;
}

function lowAdoption(history: AccountHistory, day: DayNumber, book: BookUsage): Finding | null {
  const months = monthsOfUse(book, day);
  const since = customerSince(history, day);
  const seats = seatsOn(history, day);
  if (months === null || since === null || day - since < 90 || seats < 5 || !areUsersTold(history, day)) return null;
  const [last, prior] = [usersIn(history, months.last), usersIn(history, months.prior)];
  const share = Math.max(last, prior) / seats;
  if (share >= 0.4) return null;
  return found(
    share < 0.2 ? "high" : "medium",
    figure("seat_utilisation", "licensed seats in use", last / seats, "ratio", "active users last 30 d / licensed seats"),
    figure("active_users_30d", "active users in the last 30 days", last, "count", "distinct users with any event in the 30 days to as-of"),
    figure(
      "active_users_prior_30d",
      "active users in the 30 days before",
      prior,
      "count",
      "distinct users with any event in days 31–60 before as-of",
    ),
    figure("seats", "licensed seats", seats, "count", "sum of seats of the subscriptions in force"),
  );
}

/** How many of the parts were used in the days of the span. */
export function usedIn(parts: readonly UseDays[], { from, to }: DaySpan): number {
  let used = 0;
  for (const part of parts) if (activeDaysIn(part, from, to) > 0) used += 1;
  return used;
}

/** How many people used it in the days of the span; where the export names none, the largest number that it tells of those days. */
export function usersIn({ users, userCounts }: AccountHistory, span: DaySpan): number {
  if (users.length > 0 || userCounts === undefined) return usedIn(users, span);
  let most = 0;
  for (const [index, on] of userCounts.days.entries())
    if (on >= span.from && on <= span.to) most = Math.max(most, userCounts.events[index] ?? 0);
  return most;
}

function areUsersTold({ users, userCounts }: AccountHistory, day: DayNumber): boolean {
  return [...users, ...(userCounts === undefined ? [] : [userCounts])].some(({ days }) => (days[0] ?? Infinity) <= day);
}
