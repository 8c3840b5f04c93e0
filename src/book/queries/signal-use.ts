import type { UseDays } from "../../domain/signals/history.ts";
import type { Params } from "../book.ts";
import type { Column } from "../columns.ts";
import type { QueryContext } from "./query.ts";
import { sqlText } from "./sql-literals.ts";
import { dayNumber } from "./signal-sources.ts";
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

export const NO_USE: AccountUse = { logins: noDays(""), use: noDays(""), users: [], features: [] };

/**
 * The use of the accounts that `is` holds for, up to the scope's as-of. The rows are fetched once, as numbers: how many each person has comes in a
 * second answer of the same order, since text costs ten times as much to fetch. Days, features and logins are added up here.
 */
export async function signalUse(
  { book }: QueryContext,
  is: string,
  params: Params,
  features: UsageFeatures,
): Promise<ReadonlyMap<string, AccountUse>> {
  const from = `FROM usage WHERE ${is} AND day <= CAST($as_of AS DATE) AND day > CAST($as_of AS DATE) - ${USE_DAYS}`;
  const people = await book.columns(
    `SELECT account, "user" AS name, CAST(count(*) AS DOUBLE) AS n ${from} GROUP BY ALL ORDER BY account, name NULLS LAST`,
    params,
  );
  const names = [...features.features, ...features.logins];
  const rows = await book.columns(
    `SELECT CAST(${dayNumber("day")} AS DOUBLE) AS day, CAST(coalesce(events, 0) AS DOUBLE) AS events, CAST(coalesce(code, 0) AS DOUBLE) AS code
FROM (SELECT account, "user", day, events, feature ${from}) LEFT JOIN (${codesSql(names)}) USING (feature) ORDER BY account, "user" NULLS LAST, day`,
    params,
  );
  const [day, events, code] = ["day", "events", "code"].map((name) => numbersOf(rows.columns.get(name)));
  const all = { day: day ?? NONE, events: events ?? NONE, code: code ?? NONE };
  const [accounts, ids, counts] = [
    people.columns.get("account")?.values,
    people.columns.get("name")?.values,
    numbersOf(people.columns.get("n")),
  ];
  const found = new Map<string, AccountUse>();
  let start = 0;
  for (let first = 0; first < people.rows;) {
    const account = String(accounts?.[first]);
    const spans: Span[] = [];
    let person = first;
    for (; person < people.rows && accounts?.[person] === accounts?.[first]; person += 1) {
      const [id, end] = [ids?.[person], (spans.at(-1)?.end ?? start) + (counts[person] ?? 0)];
      spans.push({ id: typeof id === "string" ? id : null, start: spans.at(-1)?.end ?? start, end });
    }
    found.set(account, accountUse(all, spans, features));
    start = spans.at(-1)?.end ?? start;
    first = person;
  }
  return found;
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

function codesSql(names: readonly string[]): string {
  const rows = names.map((name, index) => `(${sqlText(name)}, ${index + 1})`).join(", ");
  return `SELECT * FROM (VALUES ${rows === "" ? "(NULL, 0)" : rows}) AS coded(feature, code)`;
}

function accountUse(rows: Rows, spans: readonly Span[], { features, namesLogins }: UsageFeatures): AccountUse {
  const [start, end] = [spans[0]?.start ?? 0, spans.at(-1)?.end ?? 0];
  const [first, days] = rangeOf(rows.day, start, end);
  const use = new DayCounts(first, days);
  const signedIn = new DayCounts(first, days);
  const byCode = new Map<number, DayCounts>();
  const isNamed = namesLogins(0);
  for (let row = start; row < end; row += 1) {
    const [day, events, code] = [rows.day[row] ?? 0, rows.events[row] ?? 0, rows.code[row] ?? 0];
    use.add(day, events);
    if (!isNamed || code > features.length) signedIn.add(day, events);
    if (code === 0 || code > features.length) continue;
    const known = byCode.get(code);
    if (known !== undefined) known.add(day, events);
    else byCode.set(code, new DayCounts(first, days).add(day, events));
  }
  return {
    logins: signedIn.asUse(""),
    use: use.asUse(""),
    users: spans.flatMap(({ id, ...span }) => (id === null ? [] : [addedUp(id, rows, span)])),
    features: [...byCode].sort(([a], [b]) => a - b).map(([code, counts]) => counts.asUse(features[code - 1] ?? "")),
  };
}

/** Counts by day of a known range. */
class DayCounts {
  private readonly first: number;
  private readonly counts: Float64Array;
  private readonly seen: Uint8Array;
  private used = 0;

  constructor(first: number, days: number) {
    this.first = first;
    this.counts = new Float64Array(days);
    this.seen = new Uint8Array(days);
  }

  add(day: number, events: number): this {
    const at = day - this.first;
    if (this.seen[at] === 0) {
      this.seen[at] = 1;
      this.used += 1;
    }
    this.counts[at] = (this.counts[at] ?? 0) + events;
    return this;
  }

  asUse(name: string): UseDays {
    const [days, events] = [new Int32Array(this.used), new Float64Array(this.used)];
    for (let at = 0, next = 0; next < this.used; at += 1) {
      if (this.seen[at] === 0) continue;
      days[next] = this.first + at;
      events[next] = this.counts[at] ?? 0;
      next += 1;
    }
    return { name, days, events };
  }
}

function rangeOf(days: Float64Array, start: number, end: number): readonly [first: number, days: number] {
  let [first, last] = [days[start] ?? 0, days[start] ?? 0];
  for (let row = start; row < end; row += 1) {
    const day = days[row] ?? 0;
    if (day < first) first = day;
    else if (day > last) last = day;
  }
  return [first, last - first + 1];
}

/** Rows sorted by day, those of one day added up. */
function addedUp(name: string, { day, events }: Rows, { start, end }: Pick<Span, "start" | "end">): UseDays {
  const [ownDays, ownEvents] = [new Int32Array(end - start), new Float64Array(end - start)];
  let last = -1;
  for (let row = start; row < end; row += 1) {
    if (last < 0 || ownDays[last] !== day[row]) {
      last += 1;
      ownDays[last] = day[row] ?? 0;
      ownEvents[last] = events[row] ?? 0;
    } else ownEvents[last] = (ownEvents[last] ?? 0) + (events[row] ?? 0);
  }
  return { name, days: ownDays.slice(0, last + 1), events: ownEvents.slice(0, last + 1) };
}

function noDays(name: string): UseDays {
  return { name, days: new Int32Array(), events: new Float64Array() };
}

function numbersOf(column: Column | undefined): Float64Array {
  return column === undefined || column.kind === "other" ? new Float64Array() : column.values;
}
