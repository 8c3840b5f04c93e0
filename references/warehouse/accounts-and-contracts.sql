-- Accounts from a CRM's tables that a connector copies into the warehouse. Small tables need no watermark: they are pulled whole, and an
-- account that was deleted there is then gone here.
--
-- Change: the table and its columns. ECHO's names are on the right of AS; amounts in cents end in _minor (arr_minor), others are amounts.
--
--   sources:
--     crm_accounts: {table: accounts, env: WAREHOUSE_URL, file: warehouse/accounts.sql}
SELECT
  id AS account,
  name,
  website AS domain,
  owner_name AS csm,
  industry,
  CAST(created_at AS date) AS created_on
FROM crm.accounts
WHERE NOT is_deleted
