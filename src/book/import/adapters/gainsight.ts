import type { Adapter } from "../adapter.ts";
import { REVENUE_COLUMNS, REVENUE_DERIVATIONS, CHURNED_WHERE_SAID, HAS_LEFT } from "./account-revenue.ts";

/** Gainsight's Company object, under its labels or field names. Its scores stay where they are: health models tell them here. */
export const GAINSIGHT: readonly Adapter[] = [
  {
    name: "gainsight-companies",
    vendor: "gainsight",
    title: "Gainsight companies (CSV)",
    table: "accounts",
    format: "table",
    recognise: {
      required: [
        "GSID|Company GSID|Company ID",
        "Name|Company Name",
        "CSM|CSM Name|Lifecycle Stage|ARR|MRR|Renewal Date|SFDC Account ID|Current Score|Overall Score",
        // "Company ID" is anybody's.
        "GSID|Company GSID|SFDC Account ID|Current Score|Overall Score",
      ],
      optional: [
        "GSID|Company GSID",
        "SFDC Account ID",
        "CSM|CSM Name",
        "Lifecycle Stage|Stage",
        "Status",
        "ARR|MRR",
        "Renewal Date",
        "Original Contract Date",
        "Current Score|Overall Score",
        "Parent Company|Parent Company ID",
      ],
      // Relationships and users hold a GSID and a name too.
      excluded: ["Relationship Type", "Relationship ID", "Email"],
    },
    columns: {
      source_id: { from: ["GSID", "Company GSID", "Company ID"], kind: "id" },
      name: { from: ["Name", "Company Name"], kind: "text" },
      domains: { from: ["Domain", "Company Domain", "Website"], kind: "domains" },
      csm: { from: ["CSM Name", "CSM"], kind: "text" },
      industry: { from: ["Industry"], kind: "text" },
      employees: { from: ["Employees"], kind: "int" },
      lifecycle: { from: ["Lifecycle Stage", "Stage", "Status"], kind: "text" },
      strategic: { from: ["Strategic", "Strategic Account"], kind: "boolean" },
      parent_id: { from: ["Parent Company ID", "Parent Company GSID"], kind: "id" },
      external_id: { from: ["SFDC Account ID", "Salesforce Account ID", "CRM Account ID"], kind: "id" },
      created_on: { from: ["Original Contract Date", "Created Date"], kind: "day" },
      churned: { from: ["Status"], kind: HAS_LEFT },
      ...REVENUE_COLUMNS,
    },
    derive: { churned: CHURNED_WHERE_SAID, ...REVENUE_DERIVATIONS },
    account: {},
    required: ["source_id", "name"],
    identity: ["source_id"],
    newest: { from: ["Modified Date", "Last Modified Date"], kind: "instant" },
  },
];
