import { describe, expect, it } from "vitest";
import { seeded } from "../../../src/core/seeded.ts";
import type { BookUsage } from "../../../src/domain/signals/book-usage.ts";
import { detectSignals } from "../../../src/domain/signals/detect-signals.ts";
import type { AccountHistory, UseDays } from "../../../src/domain/signals/history.ts";
import { EMPTY_BOOK, NOTHING, subscription, TODAY } from "./sample-history.ts";

const DAYS = 240;
const ACCOUNTS = 300;
const FEATURES = ["a", "b", "c", "d", "e", "f", "g"];

/** A row of use, on a day counted from the first of the history. */
interface Event {
  readonly day: number;
  readonly user: string;
  readonly feature: string;
}

/**
 * An account in which nothing ever changes: people of their own habits, fewer of them at weekends. `shuffled` deals its rows out over the days anew.
 */
function quietAccount(seed: number, shuffled: boolean): Event[] {
  const random = seeded(seed);
  const people = 1 + Math.floor(random() * 14);
  const events: Event[] = [];
  for (let person = 0; person < people; person += 1) {
    const habit = 0.03 + 0.6 * random();
    for (let day = 0; day < DAYS; day += 1) {
      const weekend = (TODAY - DAYS + 1 + day + 4) % 7 >= 5;
      if (random() > habit * (weekend ? 0.15 : 1)) continue;
      const visits = 1 + Math.floor(random() * 3);
      for (let visit = 0; visit < visits; visit += 1)
        events.push({
          day,
          user: `u${person}`,
          feature: random() < 0.4 ? "login" : (FEATURES[Math.floor(random() ** 2 * FEATURES.length)] ?? "a"),
        });
    }
  }
  return shuffled ? events.map((event) => ({ ...event, day: Math.floor(random() * DAYS) })) : events;
}

function useDays(events: readonly Event[], name = ""): UseDays {
  const counts = new Map<number, number>();
  for (const { day } of events) counts.set(day, (counts.get(day) ?? 0) + 1);
  const days = [...counts.keys()].sort((a, b) => a - b);
  return {
    name,
    days: Int32Array.from(days, (day) => TODAY - DAYS + 1 + day),
    events: Float64Array.from(days, (day) => counts.get(day) ?? 0),
  };
}

function by(events: readonly Event[], key: "user" | "feature"): UseDays[] {
  return [...new Set(events.map((event) => event[key]))].sort().map((name) =>
    useDays(
      events.filter((event) => event[key] === name),
      name,
    ),
  );
}

function history(events: readonly Event[], account: string): AccountHistory {
  const features = events.filter(({ feature }) => feature !== "login");
  return {
    ...NOTHING,
    account,
    logins: useDays(events.filter(({ feature }) => feature === "login")),
    use: useDays(events),
    users: by(events, "user"),
    features: by(features, "feature"),
    firstValue: TODAY - DAYS + 1,
    subscriptions: [subscription(DAYS)],
  };
}

/** The share of accounts with any warning from their use, by signal and in all, over some days on which each is judged. */
function alarms(shuffled: boolean): { readonly rate: number; readonly warnings: readonly string[] } {
  const events = Array.from({ length: ACCOUNTS }, (_, seed) => quietAccount(seed + 1, shuffled));
  const histories = events.map((own, seed) => history(own, `account-${seed}`));
  const all = events.flat();
  const book: BookUsage = {
    ...EMPTY_BOOK,
    logins: useDays(all.filter(({ feature }) => feature === "login")),
    use: useDays(all),
    starts: Int32Array.from({ length: ACCOUNTS }, () => TODAY - DAYS + 1),
  };
  const judged = [TODAY, TODAY - 33, TODAY - 66].flatMap((day) =>
    histories.map((one) =>
      detectSignals(one, day, book)
        .filter(({ kind }) => kind === "risk")
        .map(({ signal }) => signal),
    ),
  );
  return { rate: judged.filter((found) => found.length > 0).length / judged.length, warnings: judged.flat() };
}

describe("false alarms", () => {
  it("are raised for at most one in twenty accounts in which nothing changes", () => {
    const { rate, warnings } = alarms(false);
    expect(rate, warnings.join()).toBeLessThanOrEqual(0.05);
  });

  it("are raised for at most one in twenty accounts whose use is shuffled over the days", () => {
    const { rate, warnings } = alarms(true);
    expect(rate, warnings.join()).toBeLessThanOrEqual(0.05);
  });
});
