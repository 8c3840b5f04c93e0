import { describe, expect, it } from "vitest";
import { signalsOf } from "../../../src/book/signals-of.ts";
import { imported } from "../workspace.ts";
import { contextOf, valuesOf } from "./knowledge.ts";
import { ACCOUNTS, invoices, subscriptions } from "./samples.ts";

/** The exports end on 2026-11-19. */
const INVOICES = invoices({ "Date (UTC)": "2026-11-19 00:00:00", Status: "paid", "Paid At (UTC)": "2026-11-19 00:00:00" });
const FLAGGED = { "Cancel At Period End": "true" };
const FIGURES = ["cancel_requested", "canceled_on", "lapses_on"];

async function figures(row: Readonly<Record<string, string>>, asOf: string): Promise<unknown[]> {
  const { book } = await imported({ "accounts.csv": ACCOUNTS, "i.csv": INVOICES, "s.csv": subscriptions(row) });
  const context = await contextOf(book, asOf);
  const values = Object.values(await valuesOf(context, "acme", ...FIGURES));
  const signals = await signalsOf(context, [{ account: "acme", name: "Acme Corp" }]);
  const notice = (signals.get("acme") ?? []).find(({ signal }) => signal === "cancellation_requested");
  return [...values, notice?.evidence[0]?.value ?? null];
}

describe("a subscription that is set to lapse", () => {
  it("is a cancellation without a day where the export gives none, from the exports' last day on", async () => {
    expect(await figures(FLAGGED, "2026-11-19")).toEqual([1, null, "2027-01-15", "2027-01-15"]);
    expect(await figures(FLAGGED, "2026-11-18")).toEqual([0, null, null, null]);
    expect(await figures({}, "2026-11-19")).toEqual([0, null, null, null]);
  });

  it("is one from its day on where the export gives that", async () => {
    const dated = { ...FLAGGED, "Canceled At (UTC)": "2026-11-02 10:00:00" };
    expect(await figures(dated, "2026-11-19")).toEqual([1, "2026-11-02", null, "2026-11-02"]);
    expect(await figures(dated, "2026-11-01")).toEqual([0, null, null, null]);
  });
});
