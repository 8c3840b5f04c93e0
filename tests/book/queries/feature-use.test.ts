import { describe, expect, it } from "vitest";
import { featureUse } from "../../../src/book/queries/adoption-features.ts";
import { imported } from "../workspace.ts";
import { ACCOUNTS, usage } from "./samples.ts";

describe("how many used a feature", () => {
  it("is not known where its use names nobody, and none where nobody used it in the month", async () => {
    const { book } = await imported({
      "accounts.csv": ACCOUNTS,
      "u.csv": usage(
        "Acme_Corp 2026-11-02 u1 Boards 1",
        "Acme_Corp 2026-11-03 u2 Boards 4",
        "Birch 2026-11-03 - Export 3",
        "Acme_Corp 2026-06-03 u1 Imports 3",
      ),
    });
    const rows = await featureUse(book, ["acme", "birch"], "2026-11-19", { from: 0, to: 30 }, ["Login"]);
    expect(rows).toEqual([
      { feature: "Boards", customers: 1, users: 2 },
      { feature: "Export", customers: 1, users: null },
      { feature: "Imports", customers: 0, users: 0 },
    ]);
  });
});
