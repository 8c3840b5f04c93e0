import { type BookUsage, featuresOffered, monthsOfUse, usageUpTo } from "./book-usage.ts";
import { arrOn, seatsOn } from "./contract-state.ts";
import { departmentOf } from "./department.ts";
import { type AccountHistory, activeDaysIn, type DayNumber, eventsIn } from "./history.ts";
import { figure, type Finding, found, graded, type SignalRule } from "./signal.ts";
import { usedIn, usersIn } from "./usage-signals.ts";
import { npsAnswer, said } from "./voice-signals.ts";

const USERS = "product usage with user ids";

/** Chances to grow with a customer. Success drives them, sales closes them. */
export const EXPANSION_SIGNALS: readonly SignalRule[] = [
  {
    signal: "adoption_high",
    kind: "expansion",
    title: "they use nearly all of the product",
    condition: "more than 80 % of at least 5 features used in the last 30 days, and 70 % in the 30 before",
    source: "product usage",
    judge: adoptionHigh,
  },
  {
    signal: "seats_full",
    kind: "expansion",
    title: "the seats run out",
    condition: "90 % or more of at least 3 seats in use; graver from 100 %",
    source: `${USERS}, subscriptions with seats`,
    judge: seatsFull,
  },
  {
    signal: "seats_growing",
    kind: "expansion",
    title: "they have added seats",
    condition: "more seats than 90 days before",
    source: "subscriptions with seats",
    judge: seatsGrowing,
  },
  {
    signal: "users_growing",
    kind: "expansion",
    title: "more people use it",
    condition: "20 % and 3 or more active users more than the month before, and 3 or more who are new within 45 days",
    source: USERS,
    judge: usersGrowing,
  },
  {
    signal: "promoter",
    kind: "expansion",
    title: "they recommend us",
    condition: "the latest NPS answer of 180 days is 9 or 10",
    source: "surveys",
    judge: (history, day) => npsAnswer(history, day, (score) => graded(score, [9, "low"])),
  },
  said("asks_for_more", "expansion", "expansion", "they ask for more", [1, "medium"], [2, "high"]),
  said("asks_for_advanced", "expansion", "advanced", "they ask about what a higher plan holds", [1, "low"], [2, "medium"]),
  said("new_use_case_named", "expansion", "use_case", "they speak of a new use", [1, "low"], [2, "medium"]),
  said("business_growing", "expansion", "growth", "their business grows", [1, "low"], [3, "medium"]),
  said("return_named", "expansion", "return", "they speak of what it has brought them", [1, "low"], [2, "medium"]),
  {
    signal: "new_use_case",
    kind: "expansion",
    title: "they use it for something new",
    condition: "a feature they had not used for 90 days, with 8 uses or more on 3 days or more of the last 45",
    source: "product usage",
    judge: newUseCase,
  },
  {
    signal: "multi_department",
    kind: "expansion",
    title: "several departments use it",
    condition: "people of 3 or more departments, by job title, were active in 30 days",
    source: `${USERS}, CRM contacts with titles`,
    judge: multiDepartment,
  },
  {
    signal: "strong_support",
    kind: "expansion",
    title: "champions and a sponsor stand behind it",
    condition: "two champions or more and an executive sponsor are present",
    source: "CRM contacts with roles",
    judge: strongSupport,
  },
  {
    signal: "goals_reached",
    kind: "expansion",
    title: "the goals of the plan are reached",
    condition: "all of at least 3 milestones are done, the last within 180 days",
    source: "milestones",
    judge: goalsReached,
  },
];

function adoptionHigh({ features }: AccountHistory, day: DayNumber, book: BookUsage): Finding | null {
  const [months, offered] = [monthsOfUse(book, day), featuresOffered(book, day)];
  if (months === null || offered < 5) return null;
  const [last, prior] = [usedIn(features, months.last), usedIn(features, months.prior)];
  if (last / offered <= 0.8 || prior / offered < 0.7) return null;
  return found(
    "low",
    figure(
      "feature_adoption",
      "share of the product's features in use",
      last / offered,
      "ratio",
      "features used in the last 30 d / features any account has used",
    ),
    figure("features_used_30d", "features used in the last 30 days", last, "count", "distinct features used in the 30 days to as-of"),
    figure("features_offered", "features of the product", offered, "count", "features any account has used up to as-of"),
  );
}

function seatsFull(history: AccountHistory, day: DayNumber, book: BookUsage): Finding | null {
  const [months, seats] = [monthsOfUse(book, day), seatsOn(history, day)];
  if (months === null || seats < 3) return null;
  const users = usersIn(history, months.last);
  const severity = graded(users / seats, [0.9, "medium"], [1, "high"]);
  if (severity === null) return null;
  return found(
    severity,
    figure("seat_utilisation", "licensed seats in use", users / seats, "ratio", "active users last 30 d / licensed seats"),
    figure("active_users_30d", "active users in the last 30 days", users, "count", "distinct users with any event in the 30 days to as-of"),
    figure("seats", "licensed seats", seats, "count", "sum of seats of the subscriptions in force"),
  );
}

function seatsGrowing(history: AccountHistory, day: DayNumber): Finding | null {
  const [now, before] = [seatsOn(history, day), seatsOn(history, day - 90)];
  if (before === 0 || now <= before || arrOn(history, day - 90) === null) return null;
  return found(
    now / before >= 1.2 ? "medium" : "low",
    figure("seats", "licensed seats", now, "count", "sum of seats of the subscriptions in force"),
    figure("seats_90d_ago", "seats 90 days before", before, "count", "the same 90 days before as-of"),
  );
}

function usersGrowing(history: AccountHistory, day: DayNumber, book: BookUsage): Finding | null {
  const months = monthsOfUse(book, day);
  if (months === null) return null;
  const upTo = months.last.to;
  const [last, prior] = [usersIn(history, months.last), usersIn(history, months.prior)];
  const fresh = history.users.filter(({ days }) => (days[0] ?? 0) > upTo - 45 && (days[0] ?? Infinity) <= upTo).length;
  if (prior < 4 || last - prior < 3 || fresh < 3) return null;
  const growth = (last - prior) / prior;
  return found(
    graded(growth, [0.2, "low"], [0.5, "medium"]),
    figure(
      "active_users_change_30d",
      "change in active users, 30 days against the 30 before",
      growth,
      "ratio",
      "(active users last 30 d − prior 30 d) / prior 30 d",
    ),
    figure("active_users_30d", "active users in the last 30 days", last, "count", "distinct users with any event in the 30 days to as-of"),
    figure("new_users_45d", "people who are new", fresh, "count", "users seen for the first time in the last 45 days"),
  );
}

function newUseCase({ use, features }: AccountHistory, day: DayNumber, book: BookUsage): Finding | null {
  const upTo = usageUpTo(book, day);
  const first = use.days[0];
  if (upTo === null || first === undefined || first > upTo - 134) return null;
  const taken = features.filter(
    (feature) =>
      eventsIn(feature, upTo - 134, upTo - 45) === 0 &&
      eventsIn(feature, upTo - 44, upTo) >= 8 &&
      activeDaysIn(feature, upTo - 44, upTo) >= 3,
  );
  if (taken.length === 0) return null;
  return found(
    taken.length >= 2 ? "medium" : "low",
    figure(
      "features_taken_up",
      "features newly in use",
      taken
        .map(({ name }) => name)
        .sort()
        .join(", "),
      "text",
      "features with 8 uses on 3 days or more of the last 45, and none in the 90 days before",
    ),
  );
}

/** So many departments are several. */
const DEPARTMENTS = 3;

function multiDepartment({ users, contacts }: AccountHistory, day: DayNumber, book: BookUsage): Finding | null {
  const months = monthsOfUse(book, day);
  if (months === null || contacts.length < DEPARTMENTS) return null;
  const active = new Set(users.filter((user) => activeDaysIn(user, months.last.from, months.last.to) > 0).map(({ name }) => name));
  const departments = new Set(
    contacts.flatMap(({ email, title }) => (email !== null && active.has(email) ? (departmentOf(title) ?? []) : [])),
  );
  if (departments.size < DEPARTMENTS) return null;
  return found(
    departments.size >= 5 ? "medium" : "low",
    figure(
      "departments_active",
      "departments active",
      departments.size,
      "count",
      "departments, by job title, of contacts with any event in the 30 days to as-of",
    ),
    figure("departments", "which", [...departments].sort().join(", "), "text", "by words of the job title"),
  );
}

function strongSupport({ contacts }: AccountHistory, day: DayNumber): Finding | null {
  const present = contacts.filter(({ left }) => left === null || left > day);
  const champions = present.filter(({ role }) => role.includes("champion")).length;
  const sponsors = present.filter(({ role }) => role.includes("sponsor")).length;
  if (champions < 2 || sponsors === 0) return null;
  return found(
    "low",
    figure("champions", "champions present", champions, "count", "contacts in the role champion who have not left"),
    figure("sponsors", "executive sponsors present", sponsors, "count", "contacts in the role executive sponsor who have not left"),
  );
}

function goalsReached({ milestones }: AccountHistory, day: DayNumber): Finding | null {
  const known = milestones.filter(({ due, done }) => due !== null || (done !== null && done <= day));
  const done = known.flatMap((milestone) => (milestone.done !== null && milestone.done <= day ? [milestone.done] : []));
  if (known.length < 3 || done.length < known.length || day - Math.max(...done) > 180) return null;
  return found(
    "low",
    figure("milestones_done", "milestones reached", done.length, "count", "milestones done up to as-of"),
    figure("milestone_days_ago", "days since the last", day - Math.max(...done), "days", "as-of − latest milestone done"),
  );
}
