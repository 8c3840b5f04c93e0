import { describe, expect, it } from "vitest";
import { fileIn, imported } from "../workspace.ts";
import { ACCOUNTS, subscriptions, usage } from "../queries/samples.ts";
import { contextOf, valuesOf } from "../queries/knowledge.ts";

const ACME = { "Customer Name": "Acme Corp" };
const flat = (...quantities: readonly string[]): string =>
  subscriptions(
    ...quantities.map((Quantity, index) => ({ ...(index === 0 ? ACME : { "Customer Name": "Birch" }), id: `s${index}`, Quantity })),
  );
const people = (account: string, n: number, day = "2026-11-10"): string[] =>
  Array.from({ length: n }, (_, index) => `${account} ${day} u${index}-${account} Login 1`);

async function seatsOf(
  quantities: readonly string[],
  use: readonly string[],
): Promise<{ seats: unknown[]; note: string | null; share: unknown }> {
  const files = { "a.csv": ACCOUNTS, "s.csv": flat(...quantities), "u.csv": usage(...use) };
  const { book, report } = await imported(files, { now: new Date("2026-11-22T00:00:00Z") });
  const rows = await book.rows<{ seats: number | null }>("SELECT seats FROM subscriptions ORDER BY subscription");
  const { seat_utilisation: share } = await valuesOf(await contextOf(book, "2026-11-20"), "acme", "seat_utilisation");
  return { seats: rows.map(({ seats }) => seats), note: fileIn(report, "s.csv").note, share };
}

describe("quantities of 1 on every subscription", () => {
  it("are no seats where most accounts have more users", async () => {
    const { seats, note, share } = await seatsOf(["1", "1", "1"], [...people("Acme_Corp", 5), ...people("Birch", 3)]);
    expect({ seats, share }).toEqual({ seats: [null, null, null], share: null });
    expect(note).toContain("every Quantity is 1, and 2 of 2 accounts had more active users in 30 days, such as acme: a flat price");
  });

  it("are seats where they are as many as users, where one quantity is another, and where nobody's users are known", async () => {
    expect(await seatsOf(["1", "1", "1"], [...people("Acme_Corp", 1), ...people("Birch", 2)])).toMatchObject({
      seats: [1, 1, 1],
      share: 1,
    });
    expect((await seatsOf(["1", "1", "2"], people("Acme_Corp", 5))).seats).toEqual([1, 1, 2]);
    expect((await seatsOf(["1", "1", "1"], ["Acme_Corp 2026-11-10 - Login 9"])).seats).toEqual([1, 1, 1]);
    // Two had more users, but long ago, and a user of a day yet to come is none.
    expect(
      (
        await seatsOf(
          ["1", "1", "1"],
          [...people("Acme_Corp", 5, "2026-08-01"), ...people("Birch", 1), ...people("Birch", 9, "2031-01-01")],
        )
      ).seats,
    ).toEqual([1, 1, 1]);
  });
});
