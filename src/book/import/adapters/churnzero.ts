import type { Adapter } from "../adapter.ts";
import { REVENUE_COLUMNS, REVENUE_DERIVATIONS, IS_INACTIVE } from "./account-revenue.ts";

const ID = ["Account External ID", "External ID", "Account ID", "CRM ID", "ID"];

/** ChurnZero's accounts. Its external id is whatever the company sends as account id, most often the CRM's. */
export const CHURNZERO: readonly Adapter[] = [
  {
    name: "churnzero-accounts",
    vendor: "churnzero",
    title: "ChurnZero accounts (CSV)",
    table: "accounts",
    format: "table",
    recognise: {
      required: [ID.join("|"), "Account Name|Name", "ChurnScore|Primary ChurnScore|Total Contract Amount"],
      optional: [
        "Account External ID|External ID",
        "Next Renewal Date",
        "Total Contract Amount",
        "ChurnScore|Primary ChurnScore",
        "Owner|Account Owner|Owner Name",
        "Start Date",
        "End Date",
        "Is Active",
        "Parent Account|Parent Account External ID",
      ],
      excluded: ["GSID", "Vitally ID", "Email"],
    },
    columns: {
      source_id: { from: ID, kind: "id" },
      name: { from: ["Account Name", "Name"], kind: "text" },
      domains: { from: ["Domain", "Website", "Account Domain"], kind: "domains" },
      csm: { from: ["Customer Success Manager", "CSM", "Owner Name", "Account Owner", "Owner"], kind: "text" },
      industry: { from: ["Industry"], kind: "text" },
      employees: { from: ["Employees", "Number of Employees"], kind: "int" },
      city: { from: ["City", "Billing Address City"], kind: "text" },
      country: { from: ["Country", "Billing Address Country"], kind: "text" },
      lifecycle: { from: ["Lifecycle Stage", "Life Cycle Stage", "Status"], kind: "text" },
      strategic: { from: ["Strategic", "Strategic Account"], kind: "boolean" },
      parent_id: { from: ["Parent Account External ID", "Parent External ID"], kind: "id" },
      external_id: { from: ["CRM ID", "Account External ID", "External ID"], kind: "id" },
      created_on: { from: ["Start Date", "Created Date"], kind: "day" },
      churned: { from: ["Is Active"], kind: IS_INACTIVE },
      // The total contract amount is that of the whole term, however long: no yearly amount by itself.
      ...REVENUE_COLUMNS,
      customer_since: { from: ["Start Date"], kind: "day" },
      renewal_on: { from: [...REVENUE_COLUMNS.renewal_on.from, "End Date"], kind: "day" },
    },
    derive: { ...REVENUE_DERIVATIONS },
    account: {},
    required: ["source_id", "name"],
    identity: ["source_id"],
    newest: { from: ["Last Modified Date", "Object Last Modified Date"], kind: "instant" },
  },
];
