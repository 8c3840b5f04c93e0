import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { plantedTickets, type PlantedTicket, withShuffledDays } from "../../../bench/patterns-planted.ts";
import { falselyRising, faultsFound, triaged } from "../../../bench/patterns-score.ts";
import { openTriage } from "../../../src/app/triage.ts";
import { addDays } from "../../../src/core/days.ts";
import { findPatterns } from "../../../src/domain/patterns/find-patterns.ts";
import { sortTickets } from "../../../src/domain/patterns/sort-tickets.ts";
import { foldLedger } from "../../../src/domain/patterns/ledger.ts";
import { parseLedger, printEvent } from "../../../src/domain/patterns/ledger-event.ts";
import type { PatternTicket } from "../../../src/domain/patterns/pattern-ticket.ts";
import { seenEvents } from "../../../src/domain/patterns/seen-events.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";
import { AS_OF, ticket, view } from "./sample.ts";

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

const QUEUE = [
  "The nightly run is stuck in the queue and never starts",
  "Runs are stuck in the queue since the night and never start",
  "Nightly runs never start, they hang in the queue",
];
const LABEL = [
  "Labels print too low on the sticker sheet",
  "The sticker sheet is misaligned, labels print too low",
  "Our labels come out too low on the sheet of stickers",
];

describe("who a pattern stays over the weeks", () => {
  const week = (days: number): string => addDays(AS_OF, days);
  const early = [
    ...QUEUE.map((text, at) => ticket(`q${at}`, text, { on: week(-14) })),
    ...LABEL.map((text, at) => ticket(`l${at}`, text, { on: week(-15) })),
  ];
  const later = [
    ticket("a0", "Since Friday the nightly run hangs in the queue and never starts", { on: week(-1) }),
    ticket("l9", "Labels on the sticker sheet print too low again", { on: week(-1) }),
  ];
  const ledgerOf = (events: Parameters<typeof printEvent>[0][]) => foldLedger(parseLedger(events.map(printEvent).join(""), "f"), AS_OF);
  const recorded = seenEvents(found(early, week(-7)), foldLedger([], AS_OF), week(-7));
  const of = (patterns: ReturnType<typeof found>, id: string) => patterns.find(({ tickets }) => tickets.some((one) => one.id === id));

  it("keeps its id when tickets join, with and without a ledger", () => {
    const before = found(early, week(-7));
    expect(before).toHaveLength(2);
    for (const ledger of [foldLedger([], AS_OF), ledgerOf(recorded)]) {
      const after = findPatterns(sortTickets([...later, ...early], view(ledger)), view(ledger));
      expect(of(after, "a0")?.id).toBe(of(before, "q0")?.id);
      expect(of(after, "l9")?.id).toBe(of(before, "l0")?.id);
      expect(of(after, "a0")?.tickets).toHaveLength(4);
    }
  });

  it("keeps its id when its first ticket is gone from the export", () => {
    const ledger = ledgerOf(recorded);
    const after = findPatterns(
      sortTickets([...later, ...early.filter(({ id }) => id !== "q0" && id !== "l0")], view(ledger)),
      view(ledger),
    );
    expect(of(after, "q1")?.id).toBe(of(found(early, week(-7)), "q0")?.id);
  });

  it("has nothing to record a second time, and the new tickets alone in the next week", () => {
    const ledger = ledgerOf(recorded);
    expect(seenEvents(found(early, week(-7)), ledger, week(-7))).toEqual([]);
    const after = findPatterns(sortTickets([...later, ...early], view(ledger)), view(ledger));
    expect(seenEvents(after, ledger, AS_OF).flatMap((event) => ("tickets" in event ? event.tickets : []))).toEqual(
      expect.arrayContaining(["a0", "l9"]),
    );
    expect(seenEvents(after, ledger, AS_OF).flatMap((event) => ("tickets" in event ? event.tickets : []))).toHaveLength(2);
  });

  it("keeps what was merged and split by hand, and sends later tickets to the half they are like", () => {
    const [queue, label] = [of(found(early, week(-7)), "q0")?.id ?? "", of(found(early, week(-7)), "l0")?.id ?? ""];
    const merged = ledgerOf([...recorded, { event: "merged", pattern: label, into: queue, on: week(-7), n: 2 }]);
    const one = findPatterns(sortTickets([...later, ...early], view(merged)), view(merged));
    expect(one).toHaveLength(1);
    expect(one[0]).toMatchObject({ id: queue, accounts: { length: 8 } });
    const split = ledgerOf([
      ...recorded,
      { event: "merged", pattern: label, into: queue, on: week(-7), n: 2 },
      { event: "split", pattern: queue, to: "p-new", title: "Stickers", tickets: ["l0", "l1", "l2"], on: week(-7), n: 3 },
    ]);
    const two = findPatterns(sortTickets([...later, ...early], view(split)), view(split));
    expect(of(two, "l9")).toMatchObject({ id: "p-new", title: "Stickers" });
    expect(of(two, "a0")?.id).toBe(queue);
  });

  it("tells what is new, gone, and told by one account only", () => {
    const fresh = QUEUE.map((text, at) => ticket(`n${at}`, text, { on: week(-1) }));
    expect(found(fresh)[0]?.change).toBe("new");
    expect(found(fresh.map((one) => ({ ...one, on: week(-60) })))[0]?.change).toBe("gone");
    expect(found(fresh.map((one) => ({ ...one, account: "same" })))).toEqual([]);
    expect(found(fresh.map((one) => ({ ...one, on: week(-120) })))).toEqual([]);
  });
});
