/** Small exports of two customers, as their vendors write them. */

export const ACCOUNTS = "account,name,domain,csm\na1,Acme Corp,acme.example,Ada Berg\nb1,Birch,birch.example,Ben Cho\n";

const SUBSCRIPTION = {
  id: "s1",
  "Customer ID": "c-acme",
  "Customer Name": "Acme Corp",
  Plan: "Growth",
  Quantity: "10",
  Currency: "usd",
  Interval: "year",
  Amount: "1000.00",
  Status: "active",
  "Start Date (UTC)": "2024-01-15 00:00:00",
  "Current Period Start (UTC)": "2026-01-15 00:00:00",
  "Current Period End (UTC)": "2027-01-15 00:00:00",
  "Trial End (UTC)": "",
  "Canceled At (UTC)": "",
  "Cancel At Period End": "false",
  "Ended At (UTC)": "",
  "Cancellation Reason": "",
};
const INVOICE = {
  id: "i1",
  Customer: "c-acme",
  "Customer Name": "Acme Corp",
  Subscription: "s1",
  Number: "N-1",
  Status: "open",
  Currency: "usd",
  "Amount Due": "100.00",
  Total: "100.00",
  "Amount Paid": "0.00",
  "Date (UTC)": "2026-09-01 00:00:00",
  "Due Date (UTC)": "2026-10-01 00:00:00",
  "Paid At (UTC)": "",
  "Voided At (UTC)": "",
};
const CONTACT = {
  "Record ID": "1",
  "First Name": "Mia",
  "Last Name": "Holt",
  Email: "mia@acme.example",
  "Job Title": "COO",
  "Buying Role": "",
  "Left Company On": "",
  "Associated Company IDs": "",
};
const DEAL = {
  "Record ID": "1",
  "Deal Name": "Acme Corp - Renewal",
  Pipeline: "P",
  "Deal Stage": "Qualified",
  "Deal Type": "Renewal",
  Amount: "100.00",
  Currency: "USD",
  "Deal owner": "Jo Park",
  "Create Date": "2026-01-01 10:00",
  "Close Date": "2026-12-14 15:00",
  "Associated Company IDs": "a1",
};

type Row = Readonly<Record<string, string>>;

export const subscriptions = (...rows: readonly Row[]): string => table(SUBSCRIPTION, rows);
export const invoices = (...rows: readonly Row[]): string => table(INVOICE, rows);
export const contacts = (...rows: readonly Row[]): string => table(CONTACT, rows);
export const deals = (...rows: readonly Row[]): string => table(DEAL, rows);

/** Use, a row `account day user feature events` each; `-` for no user. */
export function usage(...rows: readonly string[]): string {
  return [
    "account,day,user,feature,events",
    ...rows.map((row) =>
      row
        .split(" ")
        .map((cell) => (cell === "-" ? "" : cell.replaceAll("_", " ")))
        .join(","),
    ),
  ].join("\n");
}

export interface Ticket {
  readonly created_at: string;
  readonly subject?: string;
  readonly status?: string;
  readonly solved_at?: string | null;
  readonly reply?: number;
  /** Of Birch, not of Acme. */
  readonly birch?: true;
}

/** Tickets of Acme (and Birch), as Zendesk's API gives them. */
export function tickets(...rows: readonly Ticket[]): string {
  return JSON.stringify({
    tickets: rows.map(({ created_at, subject = "Question", status = "open", birch }, id) => ({
      id: id + 1,
      created_at,
      updated_at: created_at,
      subject,
      description: "",
      status,
      priority: "normal",
      organization_id: birch === true ? 9 : 7,
      requester_id: birch === true ? 10 : 8,
      tags: [],
    })),
    users: [
      { id: 8, name: "Mia Holt", email: "mia@acme.example" },
      { id: 10, name: "Ola Birk", email: "ola@birch.example" },
    ],
    organizations: [
      { id: 7, name: "Acme Corp", domain_names: ["acme.example"] },
      { id: 9, name: "Birch", domain_names: ["birch.example"] },
    ],
    metric_sets: rows.map(({ solved_at = null, reply }, id) => ({
      ticket_id: id + 1,
      solved_at,
      ...(reply === undefined ? {} : { reply_time_in_minutes: { calendar: reply } }),
    })),
  });
}

function table(defaults: Row, rows: readonly Row[]): string {
  const header = Object.keys(defaults);
  return [
    header,
    ...rows.map((row, index) =>
      header.map(
        (name) =>
          row[name] ??
          (/^Customer( ID)?$/.test(name) && row["Customer Name"] !== undefined ? `c-${row["Customer Name"]}` : undefined) ??
          (/^(id|Record ID)$/.test(name) ? `x${index}` : (defaults[name] ?? "")),
      ),
    ),
  ]
    .map((cells) => cells.map((cell) => `"${cell}"`).join(","))
    .join("\n");
}
