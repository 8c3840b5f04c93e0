/** Metadata under which a customer's id in another system is usually kept. */
const KEYS = [
  "account_id",
  "company_id",
  "crm_id",
  "crm_account_id",
  "hubspot_id",
  "hubspot_company_id",
  "salesforce_id",
  "salesforce_account_id",
  "sfdc_id",
  "sfdc_account_id",
  "sf_account_id",
  "organization_id",
];

/** Columns of the dashboard's exports that hold such an id. */
export const METADATA_ID_COLUMNS: readonly string[] = KEYS.map((key) => `${key} (metadata)`);

/** Where the API's objects hold it. */
export const METADATA_ID_PATHS: readonly string[] = KEYS.map((key) => `metadata.${key}`);
