import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { plantedTickets, type PlantedTicket, withShuffledDays } from "../../../bench/patterns-planted.ts";
import { falselyRising, faultsFound, triaged } from "../../../bench/patterns-score.ts";
import { openTriage } from "../../../src/app/triage.ts";
import { addDays } from "../../../src/core/days.ts";
import { findPatterns } from "../../../src/domain/patterns/find-patterns.ts";
import type { PatternTicket } from "../../../src/domain/patterns/pattern-ticket.ts";
import { sortTickets } from "../../../src/domain/patterns/sort-tickets.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";
import { AS_OF, view } from "./sample.ts";

// Thousands of tickets, read by triage: seconds of work, so mutation runs leave this file out (vitest.mutation.config.ts).

const found = (tickets: readonly PatternTicket[], asOf = AS_OF) =>
  findPatterns(sortTickets(tickets, view(undefined, asOf)), view(undefined, asOf));

describe("patterns planted among everyday tickets", () => {
  let planted: PlantedTicket[];
  let tickets: PatternTicket[];
  beforeAll(async () => {
    planted = plantedTickets({ tickets: 4000, accounts: 120, weeks: 40, until: AS_OF, seed: 12, least: 18 });
    tickets = triaged(planted, await openTriage({ references: [join(ROOT, "references")], agents: [join(ROOT, "agents")] }));
  }, 120_000);

  it("finds them, and calls nothing else rising", () => {
    const patterns = found(tickets);
    expect(faultsFound(patterns, planted).length).toBeGreaterThanOrEqual(19);
    expect(falselyRising(patterns, planted).length).toBeLessThanOrEqual(1);
  }, 120_000);

  it("calls next to nothing rising or new where the weeks are shuffled", () => {
    const days = new Map(withShuffledDays(planted, 3).map(({ id, on }) => [id, on]));
    const shuffled = tickets.map((one) => ({ ...one, on: days.get(one.id) ?? one.on }));
    const sorted = sortTickets(shuffled, view());
    const rising = [0, 7, 14, 21, 28].map((days7) => {
      const told = findPatterns(sorted, view(undefined, addDays(AS_OF, -days7)));
      return told.filter((pattern) => pattern.rising || pattern.change === "new").length;
    });
    expect(rising.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(5);
  }, 120_000);

  it("says the same whatever the order of the rows", () => {
    const some = tickets.slice(0, 900);
    expect(found([...some].reverse())).toEqual(found(some));
  }, 60_000);

  it("puts no ticket into two patterns, and sees nothing later than as-of", () => {
    const asOf = addDays(AS_OF, -21);
    const patterns = found(tickets.slice(0, 1500), asOf);
    const ids = patterns.flatMap((pattern) => pattern.tickets.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(patterns.flatMap((pattern) => pattern.tickets).every(({ on }) => on <= asOf)).toBe(true);
    expect(
      found(
        tickets.slice(0, 1500).filter(({ on }) => on <= asOf),
        asOf,
      ),
    ).toEqual(patterns);
  }, 60_000);
});
