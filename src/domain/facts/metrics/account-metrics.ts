import type { Cells, Metric } from "../metric.ts";
import { segmentOf, touchOf } from "../../segments.ts";
import { cell, number, severalOr } from "./cells.ts";

const PROFILE = { about: "account", query: "account-profile", needs: "a CRM company export (HubSpot, Salesforce)", sense: "neutral", window: 0 } as const;
const REVENUE = { about: "account", query: "revenue", needs: "a subscriptions export (Stripe)", window: 0 } as const;
const DEALS = { about: "account", query: "deals", needs: "a CRM deals export (HubSpot, Salesforce)", window: 0 } as const;

export const ACCOUNT_METRICS: readonly Metric[] = [
  { ...PROFILE, name: "account_name", title: "name", unit: "text", words: [], formula: "display name of the account", value: cell("name") },
  { ...PROFILE, name: "csm_name", title: "success manager", unit: "text", words: ["csm", "owner", "success manager", "manager"], formula: "company owner in the CRM (current state)", value: cell("csm") },
  { ...PROFILE, name: "industry", title: "industry", unit: "text", words: ["industry", "sector"], formula: "industry in the CRM (current state)", value: cell("industry") },
  { ...REVENUE, name: "arr", title: "ARR", unit: "money", sense: "up-good", words: ["arr", "recurring revenue", "revenue", "account", "worth", "contract"], formula: "yearly price of the subscriptions in force on as-of, trials left out", value: oneCurrency, reason: (row) => (number(row, "in_force") === 0 ? "no subscription is in force" : "subscriptions in several currencies are never added") },
  { ...REVENUE, name: "seats", title: "licensed seats", unit: "count", sense: "up-good", words: ["seat", "licence", "license"], formula: "sum of seats of the subscriptions in force", value: cell("seats") },
  { ...REVENUE, name: "plan", title: "plan", unit: "text", sense: "neutral", words: ["plan", "tier", "package"], formula: "plans of the subscriptions in force", value: cell("plan") },
  { ...REVENUE, name: "renewal_on", title: "renewal date", unit: "date", sense: "neutral", words: ["renew", "contract", "period", "end"], formula: "end of the current period of subscriptions longer than a month", value: cell("renewal_on"), reason: () => "billed monthly or no subscription in force: there is no renewal date" },
  { ...REVENUE, name: "days_to_renewal", title: "days to the renewal", unit: "days", sense: "neutral", words: ["renew", "contract", "left", "away"], formula: "renewal date − as-of", value: cell("days_to_renewal"), reason: () => "billed monthly or no subscription in force: there is no renewal date" },
  { ...REVENUE, name: "customer_since", title: "customer since", unit: "date", sense: "neutral", words: ["customer", "since", "started", "start"], formula: "start of the first subscription", value: cell("customer_since") },
  { ...REVENUE, name: "tenure_days", title: "days as a customer", unit: "days", sense: "neutral", words: ["customer", "tenure", "since"], formula: "as-of − start of the first subscription", value: cell("tenure_days") },
  { ...REVENUE, name: "canceled_on", title: "cancellation requested on", unit: "date", sense: "neutral", words: ["cancel", "notice"], formula: "latest cancellation of a subscription still in force", value: cell("canceled_on"), reason: () => "no cancellation is recorded" },
  { ...REVENUE, name: "cancel_requested", title: "cancellation requested", unit: "count", sense: "down-good", words: ["cancel", "notice"], formula: "1 when a subscription in force is cancelled, else 0", value: (row) => (number(row, "in_force") === 0 ? null : row["canceled_on"] === null ? 0 : 1) },
  { ...REVENUE, name: "churned_on", title: "churned on", unit: "date", sense: "neutral", words: ["churn", "left", "leaving", "ended", "lost"], formula: "end of the last subscription, where none is in force", value: cell("churned_on"), reason: () => "a subscription is in force" },
  { ...REVENUE, name: "churn_reason", title: "reason given for leaving", unit: "text", sense: "neutral", words: ["reason", "because", "gave", "said"], formula: "cancellation reason of the last subscription", value: cell("churn_reason"), reason: () => "no reason is recorded" },
  { ...REVENUE, name: "segment", title: "segment", unit: "text", sense: "neutral", words: [], formula: "by ARR: enterprise from 100k, mid-market from 20k, SMB below", value: (row) => segmentOf(oneCurrency(row)) },
  { ...REVENUE, name: "touch", title: "touch model", unit: "text", sense: "neutral", words: [], formula: "by ARR: high touch from 50k, mid touch from 10k, low touch below", value: (row) => touchOf(oneCurrency(row)) },
  { ...DEALS, name: "won_on", title: "deal won on", unit: "date", sense: "neutral", words: ["won", "closed", "deal", "signed"], formula: "close date of the first won new-business deal", value: cell("won_on") },
  { ...DEALS, name: "days_since_won", title: "days since the deal was won", unit: "days", sense: "neutral", words: ["won", "closed", "deal", "signed", "since", "onboarding", "day"], formula: "as-of − close date of the first won new-business deal", value: cell("days_since_won") },
  { ...DEALS, name: "seller_name", title: "seller", unit: "text", sense: "neutral", words: ["seller", "account executive", "owner"], formula: "owner of the account's open deal (current state)", value: cell("seller"), reason: () => "no deal is open" },
  { ...DEALS, name: "open_expansions", title: "open expansion deals", unit: "count", sense: "up-good", words: ["expansion", "deal", "opportunit"], formula: "open deals of type expansion (current state)", value: cell("expansions_open") },
  { ...DEALS, name: "open_expansion_amount", title: "amount of the open expansion deals", unit: "money", sense: "up-good", words: ["expansion", "deal", "opportunit"], formula: "sum of open expansion deals (current state)", value: cell("expansion_minor"), reason: severalOr("expansions_open", "no expansion deal is open") },
  { ...DEALS, name: "open_renewals", title: "open renewal deals", unit: "count", sense: "neutral", words: ["renew", "deal", "opportunit"], formula: "open deals of type renewal (current state)", value: cell("renewals_open") },
  { ...DEALS, name: "open_renewal_amount", title: "amount of the open renewal deals", unit: "money", sense: "up-good", words: ["renew", "deal", "opportunit"], formula: "sum of open renewal deals (current state)", value: cell("renewal_minor"), reason: severalOr("renewals_open", "no renewal deal is open") },
  { ...DEALS, name: "renewal_stage", title: "stage of the renewal deal", unit: "text", sense: "neutral", words: ["stage", "renew", "deal"], formula: "stage of the open renewal deal (current state)", value: cell("renewal_stage"), reason: () => "no renewal deal is open" },
];

/** The ARR; null where it is in several currencies, which are never added. */
function oneCurrency(row: Cells): number | null {
  return number(row, "currencies") === 1 ? number(row, "arr_minor") : null;
}
