import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/days.ts";
import { findPatterns } from "../../../src/domain/patterns/find-patterns.ts";
import { sortTickets } from "../../../src/domain/patterns/sort-tickets.ts";
import { foldLedger } from "../../../src/domain/patterns/ledger.ts";
import { parseLedger, printEvent } from "../../../src/domain/patterns/ledger-event.ts";
import type { PatternTicket } from "../../../src/domain/patterns/pattern-ticket.ts";
import { seenEvents } from "../../../src/domain/patterns/seen-events.ts";
import { AS_OF, ticket, view } from "./sample.ts";

const found = (tickets: readonly PatternTicket[], asOf = AS_OF) =>
  findPatterns(sortTickets(tickets, view(undefined, asOf)), view(undefined, asOf));

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
