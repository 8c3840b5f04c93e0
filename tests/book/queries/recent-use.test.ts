import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { featuresCounted, recentUse } from "../../../src/book/queries/recent-use.ts";
import type { UsageFeatures } from "../../../src/book/queries/usage-features.ts";
import { type Database, openDatabase } from "../../../src/book/snapshot/database.ts";

const AS_OF = "2026-11-20";
let db: Database;
beforeAll(async () => {
  db = await openDatabase(":memory:");
  await db.run('CREATE TABLE usage (account VARCHAR, "user" VARCHAR, day DATE, feature VARCHAR, events INTEGER)');
});
afterAll(() => db.close());

const month = (ago: number) => ({
  rhythm: "day" as const,
  last: { from: ago, to: ago + 30 },
  prior: { from: ago + 30, to: ago + 60 },
  stale: null,
});
const known = (features: readonly string[]): UsageFeatures => ({
  logins: ["Login"],
  features,
  namesLogins: () => true,
  offered: () => features.length,
  firstValue: [],
  months: month,
});

interface Use {
  readonly user: string | null;
  readonly ago: number;
  readonly feature: string | null;
}

async function counted(uses: readonly Use[], days: readonly number[], of: UsageFeatures): Promise<Record<string, unknown> | undefined> {
  await db.run("DELETE FROM usage");
  const text = (value: string | null): string => (value === null ? "NULL" : `'${value}'`);
  const values = uses.map(({ user, ago, feature }) => `('acme', ${text(user)}, DATE '${AS_OF}' - ${ago}, ${text(feature)}, 1)`);
  if (values.length > 0) await db.run(`INSERT INTO usage VALUES ${values.join(", ")}`);
  const { recent_use: sql } = recentUse("account IS NOT NULL", days, of);
  const [row] = await db.rows<Record<string, unknown>>(`SELECT * EXCLUDE (account) FROM (${sql})`, { as_of: AS_OF });
  return row;
}

describe("recentUse", () => {
  const use = fc.record({
    user: fc.constantFrom("ann", "bob", "cy", null),
    ago: fc.integer({ min: 0, max: 75 }),
    feature: fc.constantFrom("Login", "Export", "Report", "Share", null),
  });

  it("counts different people and features of each month, whether the months are apart or overlap", async () => {
    const features = ["Export", "Report", "Share"];
    await fc.assert(
      fc.asyncProperty(
        fc.array(use, { minLength: 1, maxLength: 12 }),
        fc.constantFrom([0], [0, 30], [0, 7], [0, 7, 40]),
        async (uses, days) => {
          const row = await counted(uses, days, known(features));
          for (const [index, from] of days.entries()) {
            const inMonth = uses.filter(({ ago }) => ago >= from && ago < from + 30);
            const people = new Set(inMonth.flatMap(({ user }) => (user === null ? [] : [user])));
            const used = new Set(inMonth.flatMap(({ feature }) => (feature !== null && features.includes(feature) ? [feature] : [])));
            expect(row?.[`users_${index}`] ?? 0).toBe(people.size);
            expect(row?.[`features_${index}`] ?? 0).toBe(used.size);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("counts the people alone where the features of all stretches do not fit into one number", async () => {
    const many = known(Array.from({ length: 31 }, (_, index) => `F${String(index).padStart(2, "0")}`));
    expect(featuresCounted([0, 30], known(many.features.slice(1)))).toBe(true);
    expect(featuresCounted([0, 30], many)).toBe(false);
    const row = await counted(
      [
        { user: "ann", ago: 3, feature: "F30" },
        { user: "ann", ago: 33, feature: "F00" },
        { user: null, ago: 2, feature: "F01" },
      ],
      [0, 30],
      many,
    );
    expect(row).toEqual({ users_0: 1, users_1: 1 });
  });

  it("keeps the feature of the highest bit", async () => {
    const full = known(Array.from({ length: 30 }, (_, index) => `F${String(index).padStart(2, "0")}`));
    const row = await counted(
      [
        { user: "ann", ago: 33, feature: "F29" },
        { user: "bob", ago: 33, feature: "F00" },
      ],
      [0, 30],
      full,
    );
    expect(row).toEqual({ users_0: 0, users_1: 2, features_0: 0, features_1: 2 });
  });
});
