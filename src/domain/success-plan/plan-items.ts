import type { Cells } from "../facts/metric.ts";

/** The seven things a success plan holds, and the cell of the query `plan-items` that counts each. */
export const PLAN_ITEMS = [
  { item: "objectives", cell: "objectives" },
  { item: "success criteria", cell: "criteria" },
  { item: "stakeholders", cell: "stakeholders" },
  { item: "adoption milestones", cell: "milestones" },
  { item: "check-in cadence", cell: "cadences" },
  { item: "renewal strategy", cell: "renewal_strategies" },
  { item: "expansion", cell: "expansions" },
] as const;

/** How many of the seven items the plans of an account hold, 0–7. */
export function planItems(row: Cells): number {
  return PLAN_ITEMS.length - missingItems(row).length;
}

/** The items that no plan of the account holds, in the order of the standard. */
export function missingItems(row: Cells): string[] {
  return PLAN_ITEMS.filter(({ cell }) => Number(row[cell] ?? 0) === 0).map(({ item }) => item);
}
