import fc from "fast-check";
import { expect, it } from "vitest";
import { countReferences } from "../../../src/book/import/events.ts";
import { hashUsage, settleUsage } from "../../../src/book/import/settle-usage.ts";
import { openDatabase } from "../../../src/book/snapshot/database.ts";

/** An event as few values as possible make it, so that some repeat, some share a day, and some differ in the file alone. */
const event = fc.record({
  file_id: fc.integer({ min: 1, max: 2 }),
  ref: fc.constantFrom("A", "B", "b"),
  user: fc.constantFrom("u1", "u2", null),
  day: fc.constantFrom("2026-01-01", "2026-01-02"),
  feature: fc.constantFrom("login", "report"),
  hour: fc.integer({ min: 1, max: 3 }),
  insert_id: fc.constantFrom("1", null),
  events: fc.constantFrom(1, 2),
});
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

/** What stays of the events, added up by day, what was dropped of each file, and whether the rows were one a day already. */
async function settled(events: readonly Event[], sameAccount: boolean, seldomShared: boolean) {
  const db = await openDatabase(":memory:");
  const text = (value: string | null): string => (value === null ? "NULL" : `'${value}'`);
  const rows = events.map(
    ({ file_id, ref, user, day, feature, hour, insert_id, events: n }) =>
      `(${file_id}, 'v', '${ref}', NULL, ${text(user)}, DATE '${day}', '${feature}', ${n}, TIMESTAMP '${day} 0${hour}:00:00', ${text(insert_id)}, false)`,
  );
  await db.run(
    `CREATE TEMP TABLE events AS SELECT * FROM (VALUES ${rows.join(", ")}) t(file_id, vendor, ref, mail, "user", day, feature, events, "at", insert_id, teaches);
     CREATE TEMP TABLE account_of AS SELECT * FROM (VALUES ('v', 'A', 'a'), ('v', 'B', 'b'), ('v', 'b', '${sameAccount ? "b" : "c"}')) t(vendor, ref, account)`,
  );
  const seen = { ...(await countReferences(db)), seldomShared };
  await hashUsage(db, seen);
  const { duplicates, adds } = await settleUsage(db, seen);
  const kept = await db.rows<{ rows: number }>(
    'SELECT account, "user", day, feature, file_id, CAST(sum(events) AS INTEGER) AS events, count(*) AS rows FROM kept_usage JOIN account_of USING (vendor, ref) GROUP BY ALL ORDER BY ALL',
  );
  const refs = await db.rows("SELECT file_id, ref, n FROM kept_usage_refs ORDER BY ALL");
  db.close();
  return {
    adds,
    mostRowsADay: Math.max(...kept.map(({ rows: n }) => n)),
    kept,
    refs,
    duplicates: [...duplicates].toSorted(([a], [b]) => a - b),
  };
}

/** The same by hand: each different event once, in the first file that has it, added up by account, user, day and feature. */
function byHand(events: readonly Event[], sameAccount: boolean): unknown {
  const first = new Map<string, Event>();
  for (const one of events) {
    const key = JSON.stringify([one.ref, one.user, one.day, one.feature, one.hour, one.insert_id, one.events]);
    const known = first.get(key);
    if (known === undefined || one.file_id < known.file_id) first.set(key, one);
  }
  const sums = new Map<string, number>();
  for (const { ref, user, day, feature, file_id, events: n } of first.values()) {
    const account = ref === "A" ? "a" : ref === "B" || sameAccount ? "b" : "c";
    const key = JSON.stringify([account, user, day, feature, file_id]);
    sums.set(key, (sums.get(key) ?? 0) + n);
  }
  return new Set([...sums].map(([key, n]) => JSON.stringify([...(JSON.parse(key) as unknown[]), n])));
}

it("keeps and adds up the same events, whichever way they are looked through", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 25 }), fc.boolean(), async (events, sameAccount) => {
      const [plain, byDay] = [await settled(events, sameAccount, false), await settled(events, sameAccount, true)];
      for (const { kept } of [plain, byDay]) {
        const rows = kept as unknown as { account: string; user: string; day: string; feature: string; file_id: number; events: number }[];
        expect(
          new Set(
            rows.map(({ account, user, day, feature, file_id, events: n }) => JSON.stringify([account, user, day, feature, file_id, n])),
          ),
        ).toEqual(byHand(events, sameAccount));
      }
      expect({ refs: byDay.refs, duplicates: byDay.duplicates }).toEqual({ refs: plain.refs, duplicates: plain.duplicates });
      // Whoever says that nothing is left to add up has no two rows of a day.
      for (const { adds, mostRowsADay } of [plain, byDay]) if (!adds) expect(mostRowsADay).toBe(1);
    }),
    { numRuns: 60 },
  );
});
