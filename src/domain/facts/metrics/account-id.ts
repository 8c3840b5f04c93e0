import type { Metric } from "../metric.ts";
import { cell } from "./cells.ts";

/** What an account is called in a command: of any name, nothing but letters, digits and hyphens. */
export const ACCOUNT_ID: Metric = {
  name: "account_id",
  about: "account",
  title: "id of the account",
  unit: "text",
  sense: "neutral",
  words: [],
  formula: "ECHO's own id of the account",
  window: 0,
  query: "account-profile",
  needs: "a CRM company export (HubSpot, Salesforce)",
  value: cell("account"),
};
