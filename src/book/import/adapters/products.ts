import type { Adapter } from "../adapter.ts";

const PRICE = ["Annual Price", "Price per Year", "Yearly Price", "List Price", "Unit Price", "Price"];
const EVENT = ["Usage Event", "Event Name", "Event", "Tracked As", "Usage Feature", "Feature"];

/** The catalogue of one's own products, modules and features, as CSV. */
export const PRODUCTS: readonly Adapter[] = [
  {
    name: "products",
    vendor: "catalogue",
    title: "product catalogue (CSV)",
    table: "products",
    format: "table",
    recognise: {
      required: [
        "Product Name|Name|Product|Module",
        PRICE.join("|"),
        "Product ID|Product Code|SKU|Plan|Kind|Type|Product Type|Usage Event",
      ],
      optional: [
        "Product ID|Product Code|SKU|ID",
        "Plan|Tier|Edition",
        "Kind|Type|Product Type",
        "Currency",
        EVENT.join("|"),
        "Billing Period|Billing Interval|Interval",
      ],
      excluded: [
        "Customer ID",
        "Customer",
        "Subscription",
        "Status",
        "Email",
        "Deal Name",
        "Account",
        "Company",
        "Opportunity Name",
        "Events",
        "Seats",
      ],
    },
    columns: {
      product: { from: ["Product ID", "Product Code", "SKU", "ID"], kind: "id" },
      name: { from: ["Product Name", "Name", "Product", "Module"], kind: "text" },
      plan: { from: ["Plan", "Tier", "Edition"], kind: "text" },
      kind: {
        from: ["Kind", "Type", "Product Type"],
        kind: {
          choice: { "add-on": "module", addon: "module", "add on": "module", base: "product", platform: "product" },
          otherwise: "hyphens",
        },
      },
      price_minor: { from: PRICE, kind: "money-major" },
      currency: { from: ["Currency", "Currency Code"], kind: "currency" },
      interval: {
        from: ["Billing Period", "Billing Interval", "Interval"],
        kind: {
          choice: {
            month: "month",
            monthly: "month",
            quarter: "quarter",
            quarterly: "quarter",
            year: "year",
            yearly: "year",
            annual: "year",
            annually: "year",
          },
          otherwise: "reject",
        },
      },
      feature: { from: EVENT, kind: "text" },
    },
    derive: {
      product: "coalesce(product, name)",
      kind: "coalesce(kind, 'product')",
      price_minor: "price_minor * CASE interval WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 ELSE 1 END",
    },
    account: {},
    required: ["name"],
    identity: ["product"],
  },
];
