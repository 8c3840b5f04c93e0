import type { Adapter, Choice } from "../adapter.ts";
import { EXISTING } from "../deal-kind.ts";
import { REVENUE_COLUMNS, REVENUE_DERIVATIONS } from "./account-revenue.ts";
import { DEAL_IS_CLOSED, DEAL_IS_WON, TICKET_PRIORITY } from "./crm-choices.ts";
import { LOWER } from "./words.ts";

const OPPORTUNITY_TYPE: Choice = {
  choice: {
    "new customer": "new",
    "new business": "new",
    "existing customer - upgrade": "expansion",
    "existing business": EXISTING,
    "add-on business": "expansion",
    upsell: "expansion",
    expansion: "expansion",
    renewal: "renewal",
    "existing customer - replacement": "replacement",
    "existing customer - downgrade": "downgrade",
  },
  otherwise: "hyphens",
};

/** "Export all" of the data loader brings the recycle bin too. */
const IS_DELETED = { from: ["IsDeleted"], kind: "boolean" } as const;
const DELETED = { when: "deleted", what: "deleted records" } as const;

const CHANGED = { from: ["LastModifiedDate", "SystemModstamp"], kind: "instant" } as const;

/** Headers of other vendors' files, and of other Salesforce objects, that share most of an account's or a contact's. */
const LEAD = ["IsConverted", "ConvertedAccountId", "Lead Status", "Lead Owner", "Company / Account"];
const CS_PLATFORM = ["GSID", "ChurnScore", "Vitally ID"];

/** Salesforce's CSV exports: API names as the data loader writes them, or the labels of reports. */
export const SALESFORCE: readonly Adapter[] = [
  {
    name: "salesforce-accounts",
    vendor: "salesforce",
    title: "Salesforce accounts (CSV)",
    table: "accounts",
    format: "table",
    recognise: {
      required: [
        "Id|Account ID",
        "Name|Account Name",
        // Id, name and website are in any list of accounts: what Salesforce alone calls so tells.
        "OwnerId|Owner.Name|NumberOfEmployees|BillingCity|BillingCountry|BillingState|Billing State/Province|BillingStreet|AccountNumber|ParentId|Parent Account ID|AccountSource|IsDeleted|SystemModstamp",
      ],
      optional: [
        "OwnerId|Account Owner|Owner.Name",
        "Type",
        "Website",
        "Industry",
        "NumberOfEmployees|Employees",
        "BillingCity",
        "BillingCountry",
        "ParentId|Parent Account ID|Parent Account",
        "CreatedDate",
        "LastModifiedDate|SystemModstamp",
      ],
      excluded: [...LEAD, ...CS_PLATFORM, "StageName|Stage", "CaseNumber", "LastName"],
    },
    columns: {
      source_id: { from: ["Account ID", "Id"], kind: "salesforce-id" },
      name: { from: ["Account Name", "Name"], kind: "text" },
      domains: { from: ["Website"], kind: "domains" },
      csm: {
        from: ["Customer_Success_Manager__c", "Customer Success Manager", "CSM__c", "CSM", "Owner.Name", "Account Owner"],
        kind: "text",
      },
      industry: { from: ["Industry"], kind: "text" },
      employees: { from: ["NumberOfEmployees", "Employees"], kind: "int" },
      city: { from: ["BillingCity"], kind: "text" },
      country: { from: ["BillingCountry"], kind: "text" },
      lifecycle: { from: ["Type", "Account Type"], kind: "text" },
      strategic: { from: ["Strategic__c", "Strategic_Account__c", "Strategic Account", "Strategic"], kind: "boolean" },
      parent_id: { from: ["ParentId", "Parent Account ID"], kind: "salesforce-id" },
      created_on: { from: ["CreatedDate"], kind: "day" },
      churned: { from: ["Churned__c", "Is_Churned__c", "Churned", "Is Churned"], kind: "boolean" },
      ...REVENUE_COLUMNS,
      deleted: IS_DELETED,
    },
    derive: { ...REVENUE_DERIVATIONS },
    account: {},
    required: ["source_id", "name"],
    drop: DELETED,
    identity: ["source_id"],
    newest: CHANGED,
  },
  {
    name: "salesforce-contacts",
    vendor: "salesforce",
    title: "Salesforce contacts (CSV)",
    table: "contacts",
    format: "table",
    recognise: {
      required: ["LastName", "Email", "AccountId|Account Name|Account.Name"],
      optional: ["Id|Contact ID", "FirstName", "Title", "MailingCity", "Phone", "Contact Owner|OwnerId", "LastActivityDate|Last Activity"],
      excluded: [...LEAD, ...CS_PLATFORM, "StageName|Stage", "CaseNumber"],
    },
    columns: {
      contact: { from: ["Contact ID", "Id"], kind: "salesforce-id" },
      name: { from: ["FirstName", "LastName"], kind: "text", join: " " },
      email: { from: ["Email"], kind: "email" },
      title: { from: ["Title"], kind: "text" },
      role: { from: ["Buying_Role__c", "Buying Role", "Contact_Role__c", "Contact Role", "Role"], kind: "list" },
      last_activity_on: { from: ["LastActivityDate", "Last Activity"], kind: "day" },
      deleted: IS_DELETED,
    },
    // A report need not show the id.
    derive: {
      contact: "coalesce(contact, email, substr(sha256(concat_ws('|', ref, name)), 1, 16))",
      role: "lower(role)",
    },
    account: { id: ["AccountId"], external: ["AccountId"], email: ["Email"], name: ["Account Name", "Account.Name"] },
    required: ["name"],
    drop: DELETED,
    identity: ["contact"],
    newest: CHANGED,
  },
  {
    name: "salesforce-opportunities",
    vendor: "salesforce",
    title: "Salesforce opportunities (CSV)",
    table: "opportunities",
    format: "table",
    recognise: {
      required: ["Opportunity Name|Name", "StageName|Stage", "CloseDate", "AccountId|Account Name|Account.Name"],
      optional: [
        "Id|Opportunity ID",
        "Amount",
        "Type",
        "IsClosed|Closed",
        "IsWon|Won",
        "Probability|Probability (%)",
        "OwnerId|Opportunity Owner|Owner.Name",
        "CreatedDate",
      ],
      excluded: CS_PLATFORM,
    },
    columns: {
      opportunity: { from: ["Opportunity ID", "Id"], kind: "salesforce-id" },
      name: { from: ["Opportunity Name", "Name"], kind: "text" },
      pipeline: { from: ["Opportunity Record Type", "RecordType.Name"], kind: "text" },
      stage: { from: ["StageName", "Stage"], kind: "text" },
      kind: { from: ["Type"], kind: OPPORTUNITY_TYPE },
      amount_minor: { from: ["Amount"], kind: "money-major" },
      currency: { from: ["CurrencyIsoCode", "Amount Currency", "Opportunity Currency"], kind: "currency" },
      owner: { from: ["Opportunity Owner", "Owner.Name"], kind: "text" },
      probability: { from: ["Probability", "Probability (%)"], kind: "percent" },
      forecast_category: { from: ["ForecastCategoryName", "Forecast Category", "ForecastCategory"], kind: "text" },
      next_step: { from: ["NextStep", "Next Step"], kind: "text" },
      created_at: { from: ["CreatedDate"], kind: "instant" },
      close_on: { from: ["CloseDate"], kind: "day" },
      won: { from: ["IsWon", "Won", "StageName", "Stage"], kind: DEAL_IS_WON },
      closed: { from: ["IsClosed", "Closed", "StageName", "Stage"], kind: DEAL_IS_CLOSED },
      deleted: IS_DELETED,
    },
    // A report need not show the id; what it shows of the stage and amount changes from week to week.
    derive: {
      opportunity: "coalesce(opportunity, substr(sha256(concat_ws('|', ref, name, created_at)), 1, 16))",
      probability: "probability / 100",
    },
    account: { id: ["AccountId"], external: ["AccountId"], name: ["Account Name", "Account.Name"] },
    required: ["name"],
    drop: DELETED,
    identity: ["opportunity"],
    newest: CHANGED,
  },
  {
    name: "salesforce-opportunity-history",
    vendor: "salesforce",
    title: "Salesforce opportunity history (CSV)",
    table: "stage_changes",
    format: "table",
    recognise: {
      required: ["OpportunityId|Opportunity ID", "StageName|To Stage", "CreatedDate|Last Modified|Last Modified Date"],
      optional: ["Id", "Amount", "CloseDate", "Probability", "ForecastCategory", "ExpectedRevenue", "From Stage", "Opportunity Name"],
      excluded: ["Name", "AccountId"],
    },
    columns: {
      opportunity: { from: ["OpportunityId", "Opportunity ID"], kind: "salesforce-id" },
      stage: { from: ["StageName", "To Stage"], kind: "text" },
      amount_minor: { from: ["Amount"], kind: "money-major" },
      currency: { from: ["CurrencyIsoCode", "Amount Currency"], kind: "currency" },
      close_on: { from: ["CloseDate"], kind: "day" },
      changed_at: { from: ["CreatedDate", "Last Modified", "Last Modified Date"], kind: "instant" },
    },
    account: {},
    required: ["opportunity", "stage", "changed_at"],
    identity: ["opportunity", "stage", "changed_at", "close_on", "amount_minor"],
  },
  {
    name: "salesforce-cases",
    vendor: "salesforce",
    title: "Salesforce cases (CSV)",
    table: "tickets",
    format: "table",
    recognise: {
      required: ["CaseNumber|Case ID|IsEscalated|SuppliedEmail", "Status|IsClosed", "CreatedDate|Date/Time Opened|Opened Date"],
      optional: [
        "Subject",
        "Priority",
        "Description",
        "Origin|Case Origin",
        "ClosedDate|Date/Time Closed",
        "AccountId|Account Name|Account.Name",
        "ContactEmail|SuppliedEmail|Web Email",
        "Case Owner|OwnerId",
        "Type",
      ],
    },
    columns: {
      // People and reports know a case by its number; the id stands in where an export has no number.
      ticket: { from: ["CaseNumber", "Case ID", "Id"], kind: "salesforce-id" },
      requester_email: { from: ["ContactEmail", "Contact.Email", "SuppliedEmail", "Web Email", "Email"], kind: "email" },
      subject: { from: ["Subject"], kind: "text" },
      description: { from: ["Description"], kind: "text" },
      status: { from: ["Status"], kind: LOWER },
      priority: { from: ["Priority"], kind: TICKET_PRIORITY },
      type: { from: ["Type", "Case Reason", "Reason"], kind: "text" },
      channel: { from: ["Origin", "Case Origin"], kind: "text" },
      created_at: { from: ["CreatedDate", "Date/Time Opened", "Opened Date"], kind: "instant" },
      updated_at: { from: ["LastModifiedDate", "Case Last Modified Date", "SystemModstamp"], kind: "instant" },
      solved_at: { from: ["ClosedDate", "Date/Time Closed"], kind: "instant" },
      agent: { from: ["Case Owner", "Owner.Name", "OwnerId"], kind: "text" },
      deleted: IS_DELETED,
    },
    account: {
      id: ["AccountId"],
      external: ["AccountId"],
      email: ["ContactEmail", "Contact.Email", "SuppliedEmail", "Web Email", "Email"],
      name: ["Account Name", "Account.Name", "SuppliedCompany", "Web Company"],
    },
    required: ["ticket", "created_at"],
    drop: DELETED,
    identity: ["ticket"],
    newest: { from: ["LastModifiedDate", "Case Last Modified Date", "SystemModstamp"], kind: "instant" },
  },
];
