import { type Template, type TopicName } from "../ticket-text.ts";
import { API_LIMITS } from "./api-limits.ts";
import { BILLING } from "./billing.ts";
import { CSV_IMPORT } from "./csv-import.ts";
import { DASHBOARDS } from "./dashboards.ts";
import { FEATURE_REQUESTS } from "./feature-requests.ts";
import { HOW_TO } from "./how-to.ts";
import { INTEGRATIONS } from "./integrations.ts";
import { MOBILE } from "./mobile.ts";
import { OUTAGE } from "./outage.ts";
import { PERMISSIONS } from "./permissions.ts";
import { REPORT_EXPORT } from "./report-export.ts";
import { SCIM } from "./scim.ts";
import { SSO } from "./sso.ts";
import { WEBHOOKS } from "./webhooks.ts";

export const TOPICS: Readonly<Record<TopicName, readonly Template[]>> = {
  sso: SSO,
  scim: SCIM,
  api_limits: API_LIMITS,
  webhooks: WEBHOOKS,
  csv_import: CSV_IMPORT,
  dashboards: DASHBOARDS,
  report_export: REPORT_EXPORT,
  mobile: MOBILE,
  billing: BILLING,
  permissions: PERMISSIONS,
  integrations: INTEGRATIONS,
  how_to: HOW_TO,
  feature_request: FEATURE_REQUESTS,
  outage: OUTAGE,
};
