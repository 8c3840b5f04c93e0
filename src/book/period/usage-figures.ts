import { type FeatureUse, featureUse, keyFeatureUse } from "../queries/adoption-features.ts";
import { type ActiveUsers, activeUsers } from "../queries/adoption-users.ts";
import { askOnce } from "../queries/ask-once.ts";
import { type DaysAgo, type MonthsOfUse, monthsOfUse } from "../queries/months-of-use.ts";
import { seatUse } from "../queries/seat-use.ts";
import { usageTrend } from "../queries/usage-trend.ts";
import { addDays, type Day } from "../../core/days.ts";
import type { Cells } from "../../domain/facts/metric.ts";
import { shareOf } from "../../domain/metrics/intervals.ts";
import type { Rhythm } from "../../domain/metrics/use-windows.ts";
import { type Measured, ratio, unknown } from "../../domain/metrics/measured.ts";
import { contextOn, type PeriodInputs } from "./period-inputs.ts";

const WINDOW = 30;
const NO_USAGE = "no usage export (Mixpanel, Amplitude, Segment) up to the end of the period";
const NO_USERS = "the usage export names no users, and days cannot be added up to people";
const NAMES = ["product_adoption", "feature_adoption", "seat_utilisation", "dau", "wau", "mau", "stickiness", "login_frequency"];

export interface UsageFigures {
  readonly measured: ReadonlyMap<string, Measured>;
  readonly features: readonly FeatureUse[];
  /** Of the customers, how many no row of use has ever named. */
  readonly unseen: number;
}

/** How the customers used the product in the 30 days up to `to`; where use is recorded by the week or month, in whole weeks or months. */
export async function usageFigures(inputs: PeriodInputs, customers: readonly string[], to: Day): Promise<UsageFigures> {
  const month = (await monthsOfUse(contextOn(inputs, to)))(0);
  const users = await activeUsers(inputs.book, customers, to, month.last);
  const gone =
    users.first_on === null
      ? NO_USAGE
      : month.stale !== null || (month.rhythm === "day" && (users.last_on ?? "") <= addDays(to, -WINDOW))
        ? `use is recorded up to ${users.last_on} only`
        : undefined;
  if (gone !== undefined) return { measured: new Map(NAMES.map((name) => [name, unknown(gone)])), features: [], unseen: 0 };
  const among = new Set(customers);
  const own = (rows: readonly Cells[]): Cells[] => rows.filter((row) => among.has(String(row["account"])));
  const trend = await askOnce(usageTrend, contextOn(inputs, to));
  const rows = own(trend);
  const offered = sum(trend.slice(0, 1), "features_offered");
  return {
    measured: new Map([
      ...(await adoption(inputs, customers, to, month.last, rows, offered)),
      ["seat_utilisation", await seats(inputs, to, own)],
      ...activity(users, to, month),
      [
        "login_frequency",
        users.rows_with_user === 0
          ? unknown(NO_USERS)
          : perWeek(sum(rows, "logins_last"), sum(rows, "users_last"), month.last.to - month.last.from),
      ],
    ]),
    features: await featureUse(inputs.book, customers, to, month.last, inputs.context.knowledge.loginEvents),
    unseen: customers.length - rows.length,
  };
}

async function adoption(
  { book, context: { knowledge }, keyFeatures }: PeriodInputs,
  customers: readonly string[],
  to: Day,
  month: DaysAgo,
  rows: readonly Cells[],
  offered: number,
): Promise<[string, Measured][]> {
  const none = "no customer at the end of the period";
  const keys = keyFeatures.length > 0 ? keyFeatures : knowledge.firstValueEvents;
  const key = keys.length === 0 ? undefined : await keyFeatureUse(book, customers, to, month, keys);
  const adopted = key?.customers ?? rows.filter((row) => Number(row["features_last"]) > 0).length;
  const pairs = key !== undefined && keyFeatures.length > 0 ? key.pairs : sum(rows, "features_last");
  const features = keyFeatures.length > 0 ? new Set(keyFeatures.map((name) => name.toLowerCase())).size : offered;
  // Where rows tell of logins alone, nobody is known to have used a feature, and nobody not to have.
  const loginsOnly = "the usage export knows logins only";
  return [
    ["product_adoption", key === undefined && offered === 0 ? unknown(loginsOnly) : shareOf(adopted, customers.length, none)],
    ["feature_adoption", ratio(pairs, features * customers.length, features === 0 ? loginsOnly : none)],
  ];
}

async function seats(inputs: PeriodInputs, to: Day, own: (rows: readonly Cells[]) => Cells[]): Promise<Measured> {
  const rows = own(await askOnce(seatUse, contextOn(inputs, to)));
  const licensed = sum(rows, "seats");
  return ratio(sum(rows, "users"), licensed, licensed === 0 && (await areFlat(inputs)) ? FLAT : NO_SEATS);
}

const NO_SEATS = "no customer with licensed seats whose users the usage export names";
const FLAT = "every subscription has a quantity of 1 and most accounts have more users: a flat price, so licensed seats are not known";

/** Decided at import; see import/settle-flat-plans.ts. */
async function areFlat({ book }: PeriodInputs): Promise<boolean> {
  return (await book.rows("SELECT 1 AS n FROM meta WHERE key = 'seats' AND value = 'flat plans'")).length > 0;
}

/** For how many days a row of use may stand, if a figure of so many days is to be known. */
const ROW_DAYS: Readonly<Record<Rhythm, number>> = { day: 1, week: 7, month: 30 };

function activity(users: ActiveUsers, to: Day, { rhythm, last }: MonthsOfUse): [string, Measured][] {
  const month = last.to - last.from;
  const ofDays = (days: number, value: Measured): Measured =>
    ROW_DAYS[rhythm] > days
      ? unknown(`use is recorded by the ${rhythm}: nothing is known of ${days === 1 ? "single days" : "weeks"}`)
      : value;
  const known = (days: number, value: () => Measured): Measured => {
    if (users.rows_with_user === 0) return unknown(users.rows === 0 ? "nobody used the product in the 30 days" : NO_USERS);
    const since = users.first_on ?? to;
    return since > addDays(to, 1 - days) ? unknown(`use is recorded since ${since} only, less than ${days} days`) : value();
  };
  return [
    [
      "dau",
      ofDays(
        1,
        known(WINDOW, () => ratio(users.user_days, WINDOW, "")),
      ),
    ],
    [
      "wau",
      ofDays(
        7,
        known(7, () => ({ value: users.weekly, numerator: users.weekly, denominator: 7 })),
      ),
    ],
    ["mau", known(month, () => ({ value: users.monthly, numerator: users.monthly, denominator: month }))],
    [
      "stickiness",
      ofDays(
        1,
        known(WINDOW, () => ratio(users.user_days / WINDOW, users.monthly, "nobody used the product in the 30 days")),
      ),
    ],
  ];
}

function perWeek(logins: number, users: number, days: number): Measured {
  const each = ratio(logins, users, "nobody used the product in the 30 days");
  return each.value === null ? each : { ...each, value: each.value / (days / 7) };
}

function sum(rows: readonly Cells[], name: string): number {
  return rows.reduce((total, row) => total + Number(row[name] ?? 0), 0);
}
