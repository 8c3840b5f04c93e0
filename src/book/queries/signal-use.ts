import type { UseDays } from "../../domain/signals/history.ts";
import { type AskedAccounts, fromAsked } from "./asked-accounts.ts";
import type { QueryContext } from "./query.ts";
import { numbersOf } from "./signal-rows.ts";
import { dayNumber } from "./signal-sources.ts";
import { phraseList } from "./sql-literals.ts";
import type { UsageFeatures } from "./usage-features.ts";

/** Days of use are read this far back: two years of runs would need more than most exports hold. */
const USE_DAYS = 800;

/** The use of one account, each part by day. */
export interface AccountUse {
  readonly logins: UseDays;
  readonly use: UseDays;
  /** By person, in the order of their ids. */
  readonly users: readonly UseDays[];
  /** By feature, in the order of their names. */
  readonly features: readonly UseDays[];
}

/**
 * The use of the accounts asked for, up to the scope's as-of, by an account's place among them. The rows are fetched once, as numbers: how many each
 * person has comes in a second answer of the same order, since text costs ten times as much to fetch. Days, features and logins are added up here,
 * for one account when it is asked for.
 */
export async function signalUse(
  { book, scope }: QueryContext,
  { ids, params }: AskedAccounts,
  features: UsageFeatures,
): Promise<(nth: number) => AccountUse> {
  const from = `FROM ${fromAsked("usage")} WHERE day <= CAST($as_of AS DATE) AND day > CAST($as_of AS DATE) - ${USE_DAYS}`;
  const known = { ...params, as_of: scope.asOf };
  const named = await book.columns(
    `SELECT CAST(nth AS DOUBLE) AS nth, "user" AS name, CAST(count(*) AS DOUBLE) AS n ${from} GROUP BY nth, name ORDER BY nth, name NULLS LAST`,
    known,
  );
  // A function of the one column: DuckDB works it out once for each of the few names that a block of rows holds.
  const names = [...features.features, ...features.logins];
  const code = names.length === 0 ? "0" : `coalesce(list_position([${phraseList(names)}], feature), 0)`;
  const rows = await book.columns(
    `SELECT CAST(${dayNumber("day")} AS DOUBLE) AS day, CAST(coalesce(events, 0) AS DOUBLE) AS events, CAST(${code} AS DOUBLE) AS code
${from} ORDER BY nth, "user" NULLS LAST, day`,
    known,
  );
  const [nth, counts] = [numbersOf(named.columns.get("nth")), numbersOf(named.columns.get("n"))];
  const people = named.columns.get("name")?.values ?? [];
  const spans: Span[][] = ids.map(() => []);
  let start = 0;
  for (let person = 0; person < named.rows; person += 1) {
    const [id, end] = [people[person], start + (counts[person] ?? 0)];
    spans[nth[person] ?? 0]?.push({ id: typeof id === "string" ? id : null, start, end });
    start = end;
  }
  const [day, events, codes] = ["day", "events", "code"].map((name) => numbersOf(rows.columns.get(name)));
  const all = { day: day ?? NONE, events: events ?? NONE, code: codes ?? NONE };
  return (place) => accountUse(all, spans[place] ?? [], features);
}

interface Rows {
  readonly day: Float64Array;
  readonly events: Float64Array;
  /** Which feature: its place in the list of names from 1, the logins last; 0 for none. */
  readonly code: Float64Array;
}

/** The rows of one person of an account, sorted by day; `id` is null for those of nobody. */
interface Span {
  readonly id: string | null;
  readonly start: number;
  readonly end: number;
}

const NONE = new Float64Array();

function accountUse(rows: Rows, spans: readonly Span[], { features, namesLogins }: UsageFeatures): AccountUse {
  const [start, end] = [spans[0]?.start ?? 0, spans.at(-1)?.end ?? 0];
  const asRead = new Uint32Array(end - start);
  for (let index = 0; index < asRead.length; index += 1) asRead[index] = start + index;
  const byDay = sortedBy(rows.day, asRead);
  const byCode = sortedBy(rows.code, byDay);
  const isLogin = (row: number): boolean => (rows.code[row] ?? 0) > features.length;
  // All sums lie in one stretch of memory: an array each would cost more than adding up.
  const sums: Sums = { days: new Int32Array(4 * asRead.length), events: new Float64Array(4 * asRead.length), used: 0 };
  const users: UseDays[] = [];
  for (const { id, start: first, end: after } of spans)
    if (id !== null) users.push(addedUp(id, rows, asRead, first - start, after - start, sums));
  const byFeature: UseDays[] = [];
  for (let first = 0, after = 0; first < byCode.length; first = after) {
    const code = rows.code[byCode[first] ?? 0] ?? 0;
    while (after < byCode.length && rows.code[byCode[after] ?? 0] === code) after += 1;
    const name = features[code - 1];
    if (name !== undefined) byFeature.push(addedUp(name, rows, byCode, first, after, sums));
  }
  const use = addedUp("", rows, byDay, 0, byDay.length, sums);
  const signIns = namesLogins(0) ? byDay.filter(isLogin) : byDay;
  return { logins: addedUp("", rows, signIns, 0, signIns.length, sums), use, users, features: byFeature };
}

/** Numbers of rows in the order of values that are whole numbers close together; rows of equal values stay as they were. */
function sortedBy(values: Float64Array, rows: Uint32Array): Uint32Array {
  let [least, most] = [Infinity, -Infinity];
  for (let index = 0; index < rows.length; index += 1) {
    const value = values[rows[index] ?? 0] ?? 0;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (!(least < most)) return rows;
  // How many rows come before those of each value.
  const before = new Uint32Array(most - least + 2);
  for (let index = 0; index < rows.length; index += 1) {
    const place = (values[rows[index] ?? 0] ?? 0) - least + 1;
    before[place] = (before[place] ?? 0) + 1;
  }
  for (let place = 1; place < before.length; place += 1) before[place] = (before[place] ?? 0) + (before[place - 1] ?? 0);
  const sorted = new Uint32Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    const place = (values[row] ?? 0) - least;
    const next = before[place] ?? 0;
    sorted[next] = row;
    before[place] = next + 1;
  }
  return sorted;
}

/** Days and events of several parts, one after the other. */
interface Sums {
  readonly days: Int32Array;
  readonly events: Float64Array;
  used: number;
}

/** The rows `order[first]` … `order[after - 1]`, which are sorted by day, those of one day added up. */
function addedUp(name: string, rows: Rows, order: Uint32Array, first: number, after: number, sums: Sums): UseDays {
  const [begin, { days, events }] = [sums.used, sums];
  let next = begin;
  for (let index = first; index < after; index += 1) {
    const row = order[index] ?? 0;
    const day = rows.day[row] ?? 0;
    if (next > begin && days[next - 1] === day) events[next - 1] = (events[next - 1] ?? 0) + (rows.events[row] ?? 0);
    else {
      days[next] = day;
      events[next] = rows.events[row] ?? 0;
      next += 1;
    }
  }
  sums.used = next;
  return { name, days: days.subarray(begin, next), events: events.subarray(begin, next) };
}
