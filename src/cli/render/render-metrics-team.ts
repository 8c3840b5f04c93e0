import type { MetricsReport } from "../../app/metrics.ts";
import { oneLine } from "../../core/text.ts";
import { moneyOrDash, formatValue } from "../../domain/facts/format-value.ts";
import { cut } from "./cut.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

const MOST = 12;
/** Names come from the exports and may be of any length. */
const NAME = 30;

/** The CSMs' books against the most there should be. */
export function renderBooks({ whole, currency, loads }: MetricsReport, width: number): string {
  if (whole.books.length === 0) return "";
  const touches = width >= 75;
  const rows = whole.books
    .slice(0, MOST)
    .map(({ csm, accounts, arr, high, mid, low, load }) => [
      cut(oneLine(csm), NAME),
      String(accounts),
      moneyOrDash(arr, currency),
      ...(touches ? [load === null ? "–" : `${high} / ${mid} / ${low}`] : []),
      load === null ? "–" : `${percent(load)}${load > 1 ? " too many" : ""}`,
    ]);
  const heads = ["CSM", "Customers", "ARR", ...(touches ? ["High / mid / low"] : []), "Load"];
  const more = whole.books.length > MOST ? `\n${whole.books.length - MOST} more in --json.` : "";
  const unknown = whole.books.some(({ arr }) => arr === null)
    ? " ARR, touch and load are not known without a subscriptions export: what a CRM says of ARR is its present state."
    : "";
  const foot = `Full load: ${loads.high} high, ${loads.mid} mid or ${loads.low} low touch customers (csm_load in targets.yaml). Owners are the CRM's present state.${unknown}`;
  return `${table(heads, rows, [1, 2])}${more}\n${wrap(foot, width)}`;
}

/** How many customers used which feature. */
export function renderFeatures({ whole }: MetricsReport): string {
  if (whole.features.length === 0) return "";
  const customers = whole.figures.find(({ name }) => name === "product_adoption")?.denominator ?? 0;
  const rows = whole.features
    .slice(0, MOST)
    .map(({ feature, customers: using, users }) => [
      cut(oneLine(feature), NAME),
      customers === 0 ? String(using) : `${using} of ${customers}`,
      customers === 0 ? "" : percent(using / customers),
      users === null ? "–" : String(users),
    ]);
  const more = whole.features.length > MOST ? `\n${whole.features.length - MOST} more in --json.` : "";
  return `${table(["Feature, 30 days to the end", "Customers", "", "Users"], rows, [1, 2, 3])}${more}`;
}

function percent(share: number): string {
  return formatValue({ value: share, unit: "ratio" });
}
