import { csv, type Row } from "./output.ts";
import { contactsOf } from "./people.ts";
import { type Account } from "./roster.ts";
import { SUBSCRIPTIONS, type Subscription } from "./subscription-terms.ts";

const COLUMNS = [
  "id",
  "Customer ID",
  "Customer Name",
  "Customer Email",
  "Plan",
  "Product",
  "Quantity",
  "Currency",
  "Interval",
  "Amount",
  "Status",
  "Created (UTC)",
  "Start Date (UTC)",
  "Current Period Start (UTC)",
  "Current Period End (UTC)",
  "Trial Start (UTC)",
  "Trial End (UTC)",
  "Canceled At (UTC)",
  "Cancel At Period End",
  "Ended At (UTC)",
  "Cancellation Reason",
];

/** Bills that go to somebody else's domain: only the name joins these. Two of them share an agent. */
export const BILLING_EMAILS: Readonly<Record<string, string>> = {
  "Amberjack Foods": "amberjack@payables-desk.example",
  "Stonecrop Mining": "stonecrop@payables-desk.example",
  "Rivulet Water": "invoices@ledger-agents.example",
};

const CUSTOMER_NAMES: Readonly<Record<string, string>> = { Brightloom: "Brightloom Ltd" };
const PAST_DUE = new Set(["Nimbleway Couriers"]);
const TRIALS: Readonly<Record<string, string>> = { "Zephyr Kiln": "2025-07-29", "Inkwell & Moss": "2025-10-12" };

/** `stripe/subscriptions.csv` */
export function subscriptionsCsv(): string {
  return csv(COLUMNS, SUBSCRIPTIONS.map(row));
}

export function customerName(account: Account): string {
  return CUSTOMER_NAMES[account.name] ?? account.name;
}

function row(entry: Subscription): Row {
  const { account } = entry;
  const trial = TRIALS[account.name];
  return {
    id: entry.id,
    "Customer ID": entry.customerId,
    "Customer Name": customerName(account),
    "Customer Email": BILLING_EMAILS[account.name] ?? contactsOf(account).at(1)?.email ?? `billing@${account.domain}`,
    Plan: `Northstar ${account.plan} (${account.interval === "year" ? "annual" : "monthly"})`,
    Product: "Northstar",
    Quantity: entry.seats,
    Currency: "usd",
    Interval: account.interval,
    Amount: (account.interval === "year" ? entry.arr : entry.arr / 12).toFixed(2),
    Status: status(entry),
    "Created (UTC)": `${trial ?? entry.start} 09:30:00`,
    "Start Date (UTC)": midnight(entry.start),
    "Current Period Start (UTC)": midnight(entry.periodStart),
    "Current Period End (UTC)": midnight(entry.periodEnd),
    "Trial Start (UTC)": midnight(trial ?? ""),
    "Trial End (UTC)": trial === undefined ? "" : midnight(entry.start),
    "Canceled At (UTC)": entry.canceledOn === "" ? "" : `${entry.canceledOn} 15:12:44`,
    "Cancel At Period End": entry.cancelAtPeriodEnd,
    "Ended At (UTC)": midnight(entry.endedOn),
    "Cancellation Reason": entry.reason,
  };
}

function status(entry: Subscription): string {
  if (entry.endedOn !== "") return "canceled";
  return PAST_DUE.has(entry.account.name) ? "past_due" : "active";
}

function midnight(day: string): string {
  return day === "" ? "" : `${day} 00:00:00`;
}
