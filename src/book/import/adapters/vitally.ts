import type { Adapter } from "../adapter.ts";
import { REVENUE_COLUMNS, REVENUE_DERIVATIONS, CHURNED_WHERE_SAID, HAS_DAY } from "./account-revenue.ts";

/** Vitally's accounts, under the labels of its tables or the names of its API. */
export const VITALLY: readonly Adapter[] = [
  {
    name: "vitally-accounts",
    vendor: "vitally",
    title: "Vitally accounts (CSV)",
    table: "accounts",
    format: "table",
    recognise: {
      required: [
        "Vitally ID|External ID",
        "Name|Account Name|Account",
        "Health Score|NPS Score|Next Renewal Date|Churned At|Last Seen|Last Seen Timestamp",
      ],
      optional: [
        "External ID",
        "Vitally ID|id",
        "Health Score",
        "MRR",
        "Next Renewal Date",
        "CSM|Customer Success Manager|CSM Name",
        "Churned At",
        "Lifecycle Status|Status",
        "Last Seen|Last Seen Timestamp",
        "Users|Users Count",
      ],
      // Users are exported with ids and scores too.
      excluded: ["GSID", "ChurnScore", "Primary ChurnScore", "Total Contract Amount", "License Count", "Email"],
    },
    columns: {
      source_id: { from: ["External ID", "Vitally ID", "id"], kind: "id" },
      name: { from: ["Name", "Account Name", "Account"], kind: "text" },
      domains: { from: ["Domain", "Domains", "Website"], kind: "domains" },
      csm: { from: ["Customer Success Manager", "CSM Name", "CSM"], kind: "text" },
      industry: { from: ["Industry"], kind: "text" },
      employees: { from: ["Employees", "Number of Employees"], kind: "int" },
      city: { from: ["City"], kind: "text" },
      country: { from: ["Country"], kind: "text" },
      lifecycle: { from: ["Lifecycle Status", "Lifecycle Stage", "Status"], kind: "text" },
      strategic: { from: ["Strategic", "Strategic Account"], kind: "boolean" },
      parent_id: { from: ["Parent External ID", "Parent Account ID"], kind: "id" },
      external_id: { from: ["Salesforce Account ID", "Salesforce ID", "CRM ID", "External ID"], kind: "id" },
      created_on: { from: ["Created At", "First Seen", "First Seen Timestamp"], kind: "day" },
      churned: { from: ["Churned At"], kind: HAS_DAY },
      ...REVENUE_COLUMNS,
    },
    derive: { churned: CHURNED_WHERE_SAID, ...REVENUE_DERIVATIONS },
    account: {},
    required: ["source_id", "name"],
    identity: ["source_id"],
    newest: { from: ["Updated At"], kind: "instant" },
  },
];
