import type { Adapter, Choice } from "../adapter.ts";

const STAGE_IS_WON: Choice = { choice: { "closed won": "true", closedwon: "true" }, otherwise: { value: "false" } };
const STAGE_IS_CLOSED: Choice = {
  choice: { "closed won": "true", closedwon: "true", "closed lost": "true", closedlost: "true" },
  otherwise: { value: "false" },
};
const DEAL_TYPE: Choice = {
  choice: {
    "new business": "new",
    newbusiness: "new",
    "existing business": "expansion",
    existingbusiness: "expansion",
    renewal: "renewal",
  },
  otherwise: "hyphens",
};

/** HubSpot's CSV exports: labels of the screen or the API's internal names. */
export const HUBSPOT: readonly Adapter[] = [
  {
    name: "hubspot-companies",
    vendor: "hubspot",
    title: "HubSpot companies (CSV)",
    table: "accounts",
    format: "table",
    recognise: {
      required: ["Record ID|hs_object_id", "Company name|name"],
      optional: [
        "Company Domain Name|domain|Website URL|website",
        "Company owner|hubspot_owner_id",
        "Industry",
        "Number of Employees|numberofemployees",
        "City",
        "Country/Region|country",
        "Lifecycle Stage",
        "Create Date",
      ],
    },
    columns: {
      source_id: { from: ["Record ID", "hs_object_id"], kind: "id" },
      name: { from: ["Company name", "name"], kind: "text" },
      domains: { from: ["Company Domain Name", "domain", "Website URL", "website"], kind: "domains" },
      csm: { from: ["Customer success manager", "CSM", "Company owner", "hubspot_owner_id"], kind: "text" },
      industry: { from: ["Industry"], kind: "text" },
      employees: { from: ["Number of Employees"], kind: "int" },
      city: { from: ["City"], kind: "text" },
      country: { from: ["Country/Region", "Country"], kind: "text" },
      lifecycle: { from: ["Lifecycle Stage"], kind: "text" },
      strategic: { from: ["Strategic Account", "Strategic"], kind: "boolean" },
      parent_id: { from: ["Parent Company ID", "hs_parent_company_id", "Parent Company"], kind: "id" },
      created_on: { from: ["Create Date"], kind: "day" },
    },
    account: {},
    required: ["source_id", "name"],
    identity: ["source_id"],
    newest: { from: ["Last Modified Date", "hs_lastmodifieddate"], kind: "instant" },
  },
  {
    name: "hubspot-contacts",
    vendor: "hubspot",
    title: "HubSpot contacts (CSV)",
    table: "contacts",
    format: "table",
    recognise: {
      required: ["Record ID|hs_object_id", "Email", "First Name|Last Name"],
      optional: [
        "First Name",
        "Last Name",
        "Job Title",
        "Buying Role|hs_buying_role",
        "Associated Company IDs|associatedcompanyid",
        "Last Activity Date|notes_last_updated",
      ],
    },
    columns: {
      contact: { from: ["Record ID", "hs_object_id"], kind: "id" },
      name: { from: ["First Name", "Last Name"], kind: "text", join: " " },
      email: { from: ["Email"], kind: "email", lenient: true },
      title: { from: ["Job Title"], kind: "text" },
      role: { from: ["Buying Role", "hs_buying_role"], kind: "list" },
      left_on: { from: ["Left Company On"], kind: "day" },
      last_activity_on: { from: ["Last Activity Date", "notes_last_updated"], kind: "day" },
    },
    derive: { role: "lower(role)" },
    account: { id: ["Associated Company IDs", "Associated Company ID"], email: ["Email"], name: ["Associated Company", "Company name"] },
    required: ["contact"],
    identity: ["contact"],
    newest: { from: ["Last Modified Date", "lastmodifieddate"], kind: "instant" },
  },
  {
    name: "hubspot-deals",
    vendor: "hubspot",
    title: "HubSpot deals (CSV)",
    table: "opportunities",
    format: "table",
    recognise: {
      required: ["Record ID|hs_object_id", "Deal Name|dealname", "Deal Stage|dealstage"],
      optional: [
        "Pipeline",
        "Deal Type|dealtype",
        "Amount",
        "Close Date",
        "Deal owner|hubspot_owner_id",
        "Create Date",
        "Associated Company IDs",
      ],
    },
    columns: {
      opportunity: { from: ["Record ID", "hs_object_id"], kind: "id" },
      name: { from: ["Deal Name"], kind: "text" },
      pipeline: { from: ["Pipeline"], kind: "text" },
      stage: { from: ["Deal Stage"], kind: "text" },
      kind: { from: ["Deal Type"], kind: DEAL_TYPE },
      amount_minor: { from: ["Amount"], kind: "money-major" },
      currency: { from: ["Currency", "deal_currency_code"], kind: "currency" },
      owner: { from: ["Deal owner", "hubspot_owner_id"], kind: "text" },
      created_at: { from: ["Create Date"], kind: "instant" },
      close_on: { from: ["Close Date"], kind: "day" },
      won: {
        from: ["Is Closed Won", "hs_is_closed_won", "Deal Stage"],
        kind: { ...STAGE_IS_WON, choice: { ...STAGE_IS_WON.choice, true: "true" } },
      },
      closed: {
        from: ["Is Deal Closed", "hs_is_closed", "Deal Stage"],
        kind: { ...STAGE_IS_CLOSED, choice: { ...STAGE_IS_CLOSED.choice, true: "true" } },
      },
    },
    account: { id: ["Associated Company IDs", "Associated Company ID"], name: ["Associated Company"] },
    required: ["opportunity"],
    identity: ["opportunity"],
    newest: { from: ["Last Modified Date", "hs_lastmodifieddate"], kind: "instant" },
  },
];
