import { describe, expect, it } from "vitest";
import { dealKindSql } from "../../../src/book/import/deal-kind.ts";
import { literal } from "../../../src/book/import/sql.ts";
import { openDatabase } from "../../../src/book/snapshot/database.ts";

/** kind as the adapter leaves it, name, pipeline → kind in the book. */
const DEALS: readonly (readonly [kind: string | null, name: string | null, pipeline: string | null, expected: string | null])[] = [
  ["existing-customer---renewal", "Teak Systems Inc - Renewal", null, "renewal"],
  ["renewal", "Teak", null, "renewal"],
  ["renewal-uplift", null, null, "renewal"],
  ["vertragsverlängerung", "Teak", null, "renewal"],
  ["non-renewal", "Teak", null, "non-renewal"],
  ["renewable-energy", "Teak", null, "renewable-energy"],
  // The name counts only where the type leaves it open.
  ["existing", "Teak renewal 2027", null, "renewal"],
  ["existing", "Teak - more seats", null, "expansion"],
  ["existing", "Teak - more seats", "Renewals", "renewal"],
  ["existing", "Renewables Ltd - more seats", "Sales", "expansion"],
  ["existing-customer", "Teak: RENEWAL", null, "renewal"],
  ["existing-customer", "Teak", null, "existing-customer"],
  [null, "Teak renewal", null, "renewal"],
  [null, "Teak", null, null],
  [null, null, null, null],
  ["new", "Renewal of hope", "Renewals", "new"],
  ["expansion", "Upsell before the renewal", "Renewals", "expansion"],
];

describe("the kind of a deal", () => {
  it("is a renewal by type, and by name or pipeline where the type leaves it open", async () => {
    const db = await openDatabase(":memory:");
    try {
      const cell = (text: string | null): string => (text === null ? "NULL::VARCHAR" : literal(text));
      const values = DEALS.map(([kind, name, pipeline], index) => `(${index}, ${cell(kind)}, ${cell(name)}, ${cell(pipeline)})`);
      const rows = await db.rows<{ kind: string | null }>(
        `SELECT ${dealKindSql("k")} AS kind FROM (VALUES ${values.join(", ")}) k(nth, kind, name, pipeline) ORDER BY nth`,
      );
      expect(rows.map(({ kind }, index) => [...(DEALS[index] ?? []).slice(0, 3), kind])).toEqual(DEALS.map((deal) => [...deal]));
    } finally {
      db.close();
    }
  });
});
