import type { Cells, Metric } from "../metric.ts";
import { cell, number, share } from "./cells.ts";

const OF_PERIOD = { about: "account", window: 0, ofPeriod: true } as const;
const USE = { ...OF_PERIOD, query: "quarter-use", needs: "a product usage export (Mixpanel, Amplitude, Segment)" } as const;
const SUPPORT = { ...OF_PERIOD, query: "quarter-support", needs: "a support ticket export (Zendesk)" } as const;
const MEETINGS = { ...OF_PERIOD, query: "quarter-meetings", needs: "a meetings or calendar export" } as const;

const LOGIN = ["login", "sign-in", "session"];
const USERS = ["active user", "user", "people"];
const FEATURES = ["feature"];
const TICKETS = ["ticket"];
const USERS_NEEDED = "the usage export has no user ids, so people cannot be counted";

const covered =
  (value: Metric["value"]): Metric["value"] =>
  (row) =>
    number(row, "covered") === 0 ? null : value(row);
const coveredBefore =
  (value: Metric["value"]): Metric["value"] =>
  (row) =>
    number(row, "covered_before") === 0 ? null : value(row);
const notRecorded = (row: Cells): string => `use is on record only since ${String(row["recorded_since"])}`;
const withUsers =
  (value: Metric["value"]): Metric["value"] =>
  (row) =>
    number(row, "rows_with_user") === 0 && (number(row, "n") ?? 0) > 0 ? null : value(row);

/** (now − before) / before, where the period before is on record and holds at least `floor`. */
function changeOf(column: string, floor: number): Metric["value"] {
  return coveredBefore((row) => {
    const [now, before] = [number(row, column), number(row, `${column}_before`)];
    return now === null || before === null || before < floor ? null : (now - before) / before;
  });
}

const changeReason = (row: Cells): string =>
  number(row, "covered_before") === 0 ? notRecorded(row) : "too little in the period before for a change";

/** What a business review looks back on: one account in a quarter, or in any other period that is asked for. */
export const QUARTER_METRICS: readonly Metric[] = [
  {
    ...USE,
    name: "quarter_logins",
    title: "logins in the quarter",
    unit: "count",
    sense: "up-good",
    words: LOGIN,
    formula: "Σ login events in the period",
    value: covered(cell("logins")),
    reason: notRecorded,
  },
  {
    ...USE,
    name: "quarter_logins_before",
    title: "logins in the quarter before",
    unit: "count",
    sense: "up-good",
    words: LOGIN,
    formula: "Σ login events in the period of the same length before",
    value: coveredBefore(cell("logins_before")),
    reason: notRecorded,
  },
  {
    ...USE,
    name: "quarter_logins_change",
    title: "change in logins, quarter against the one before",
    unit: "ratio",
    sense: "up-good",
    change: true,
    words: LOGIN,
    formula: "(logins − logins of the period before) / logins of the period before",
    value: changeOf("logins", 10),
    reason: changeReason,
  },
  {
    ...USE,
    name: "quarter_active_users",
    title: "active users in the quarter",
    unit: "count",
    sense: "up-good",
    words: USERS,
    formula: "distinct users with any event in the period; where users are told only as a number, the largest one told",
    value: covered(withUsers(cell("users"))),
    reason: (row) => (number(row, "covered") === 0 ? notRecorded(row) : USERS_NEEDED),
  },
  {
    ...USE,
    name: "quarter_active_users_before",
    title: "active users in the quarter before",
    unit: "count",
    sense: "up-good",
    words: USERS,
    formula: "distinct users with any event in the period of the same length before",
    value: coveredBefore(withUsers(cell("users_before"))),
    reason: (row) => (number(row, "covered_before") === 0 ? notRecorded(row) : USERS_NEEDED),
  },
  {
    ...USE,
    name: "quarter_active_users_change",
    title: "change in active users, quarter against the one before",
    unit: "ratio",
    sense: "up-good",
    change: true,
    words: USERS,
    formula: "(active users − active users of the period before) / active users of the period before",
    value: withUsers(changeOf("users", 3)),
    reason: changeReason,
  },
  {
    ...USE,
    name: "quarter_features",
    title: "features used in the quarter",
    unit: "count",
    sense: "up-good",
    words: FEATURES,
    formula: "distinct features used in the period, logins left out",
    value: covered(cell("features")),
    reason: notRecorded,
  },
  {
    ...USE,
    name: "quarter_features_before",
    title: "features used in the quarter before",
    unit: "count",
    sense: "up-good",
    words: FEATURES,
    formula: "distinct features used in the period of the same length before, logins left out",
    value: coveredBefore(cell("features_before")),
    reason: notRecorded,
  },
  {
    ...SUPPORT,
    name: "quarter_tickets",
    title: "tickets opened in the quarter",
    unit: "count",
    sense: "neutral",
    words: TICKETS,
    formula: "tickets opened in the period",
    value: cell("opened"),
  },
  {
    ...SUPPORT,
    name: "quarter_tickets_before",
    title: "tickets opened in the quarter before",
    unit: "count",
    sense: "neutral",
    words: TICKETS,
    formula: "tickets opened in the period of the same length before",
    value: cell("opened_before"),
  },
  {
    ...SUPPORT,
    name: "quarter_tickets_solved",
    title: "tickets solved in the quarter",
    unit: "count",
    sense: "up-good",
    words: ["ticket", "solved"],
    formula: "tickets solved in the period, whenever they were opened",
    value: cell("solved"),
  },
  {
    ...SUPPORT,
    name: "quarter_tickets_open",
    title: "tickets open at the end of the quarter",
    unit: "count",
    sense: "down-good",
    words: ["ticket", "open", "unsolved"],
    formula: "tickets opened by the period's last day and not solved then",
    value: cell("open"),
  },
  {
    ...SUPPORT,
    name: "quarter_first_reply_hours",
    title: "median time to the first reply in the quarter",
    unit: "hours",
    sense: "down-good",
    words: ["reply", "response", "answer"],
    formula: "median calendar time to the first reply, tickets opened in the period",
    value: cell("reply_hours"),
    reason: (row) => (number(row, "opened") === 0 ? "no ticket was opened" : "no reply times in the ticket export"),
  },
  {
    ...SUPPORT,
    name: "quarter_replies_in_time",
    title: "first replies within four hours",
    unit: "ratio",
    sense: "up-good",
    words: ["reply", "replies", "response", "answer"],
    formula: "tickets of the period answered within four hours / those with a reply time",
    value: share("in_time", "replied"),
    reason: (row) => (number(row, "opened") === 0 ? "no ticket was opened" : "no reply times in the ticket export"),
  },
  {
    ...SUPPORT,
    name: "quarter_bad_ratings",
    title: "tickets of the quarter rated bad",
    unit: "count",
    sense: "down-good",
    words: ["rated", "rating", "bad", "satisfaction"],
    formula: "tickets opened in the period whose satisfaction is bad (current state)",
    value: cell("bad"),
  },
  {
    ...MEETINGS,
    name: "quarter_meetings",
    title: "meetings held in the quarter",
    unit: "count",
    sense: "up-good",
    words: ["meeting", "call", "met"],
    formula: "meetings held in the period",
    value: cell("held"),
  },
  {
    ...MEETINGS,
    name: "quarter_trainings",
    title: "trainings held in the quarter",
    unit: "count",
    sense: "up-good",
    words: ["training"],
    formula: "meetings of type training held in the period",
    value: cell("trainings"),
  },
  {
    ...MEETINGS,
    name: "quarter_meetings_missed",
    title: "meetings missed in the quarter",
    unit: "count",
    sense: "down-good",
    words: ["missed", "no-show", "meeting"],
    formula: "meetings with status no-show in the period",
    value: cell("missed"),
  },
];
