import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ADAPTERS } from "../../../src/book/import/adapters.ts";
import { recognise } from "../../../src/book/import/recognise.ts";
import { DATA_TABLES, type DataTable, TABLES } from "../../../src/book/schema.ts";

/** The few columns that a table cannot do without: one of each group. */
const FEW: Readonly<Record<DataTable, readonly (readonly string[])[]>> = {
  accounts: [["account"], ["name"], ["csm", "domain", "industry", "employees", "lifecycle", "churned", "arr_minor"]],
  contacts: [["account"], ["name"], ["email"], ["role", "title", "contact"]],
  subscriptions: [["account"], ["arr_minor", "amount_minor"], ["started_at", "created_at"], ["plan", "seats", "interval", "period_end_at"]],
  invoices: [["account"], ["issued_at"], ["total_minor", "due_minor", "paid_minor"]],
  usage: [["account"], ["day"], ["feature"], ["events"]],
  tickets: [["account", "requester_email"], ["subject"], ["created_at"], ["ticket", "status", "priority"]],
  surveys: [["account"], ["score"], ["answered_at"]],
  interactions: [["account", "attendees"], ["on_day"], ["kind", "host", "notes"]],
  opportunities: [["account"], ["opportunity"], ["stage", "close_on"]],
  stage_changes: [["opportunity"], ["stage"], ["changed_at"]],
  success_plans: [["account"], ["objective"], ["criteria", "status", "target_on"]],
  milestones: [["account"], ["milestone", "name"], ["due_on", "done_on"]],
  products: [["product"], ["name"], ["kind", "feature", "price_minor"]],
  requests: [["request"], ["account"], ["title"]],
  releases: [["release"], ["released_on"]],
  churn_events: [["account"], ["churned_on"]],
};

const header = (table: DataTable): fc.Arbitrary<string[]> =>
  fc
    .tuple(fc.tuple(...FEW[table].map((group) => fc.constantFrom(...group))), fc.subarray(Object.keys(TABLES[table])))
    .chain(([few, more]) => fc.shuffledSubarray([...new Set([...few, ...more])], { minLength: new Set([...few, ...more]).size }));

describe("a header of a table's own columns", () => {
  it.each(DATA_TABLES)("%s: is taken for it, in any order and with any others of its columns", (table) => {
    fc.assert(
      fc.property(header(table), fc.boolean(), fc.constantFrom("table" as const, "json" as const), (keys, inDollars, format) => {
        const shown = inDollars
          ? keys.map((key) =>
              key
                .replace(/_minor$/, "")
                .replace(/^due$/, "amount_due")
                .replace(/^paid$/, "amount_paid"),
            )
          : keys;
        const taken = recognise({ format, keys: shown }, ADAPTERS);
        expect(`${shown.join(",")} → ${taken?.adapter.name ?? "unknown"}`).toMatch(new RegExp(`→ ${table.replaceAll("_", "-")}-table`));
      }),
      { numRuns: 400 },
    );
  });

  it("is nothing without the few that it needs", () => {
    const taken = (...keys: string[]): string | undefined => recognise({ format: "table", keys }, ADAPTERS)?.adapter.name;
    expect(taken("account", "name")).toBeUndefined();
    expect(taken("account", "name", "city", "country")).toBeUndefined();
    expect(taken("account", "score")).toBeUndefined();
    expect(taken("account", "status")).toBeUndefined();
    expect(taken("account", "name", "csm", "churned_on")).toBeUndefined();
    expect(taken("account", "objective")).toBeUndefined();
    expect(taken("name", "email")).toBeUndefined();
  });
});
