import { csv } from "./output.ts";

const COLUMNS = ["Product ID", "Product Name", "Plan", "Type", "Price", "Currency", "Billing Period", "Usage Event"];

/** name, plans that hold it, type, list price a year, the event that shows its use */
const PRODUCTS: readonly (readonly [string, string, string, number, string])[] = [
  ["Northstar Starter", "", "Plan", 9_600, ""],
  ["Northstar Growth", "", "Plan", 21_600, ""],
  ["Northstar Enterprise", "", "Plan", 72_000, ""],
  ["Integrations", "Northstar Growth;Northstar Enterprise", "Add-on", 4_800, "Integration Synced"],
  ["Alerts", "Northstar Enterprise", "Add-on", 3_600, "Alert Created"],
  ["API access", "Northstar Enterprise", "Add-on", 9_000, "API Call"],
];

/** `catalogue/products.csv`: what Northstar sells. */
export function productsCsv(): string {
  return csv(
    COLUMNS,
    PRODUCTS.map(([name, plan, type, price, event], index) => ({
      "Product ID": `P-${100 + index * 10}`,
      "Product Name": name,
      Plan: plan,
      Type: type,
      Price: price.toFixed(2),
      Currency: "USD",
      "Billing Period": "Yearly",
      "Usage Event": event,
    })),
  );
}
