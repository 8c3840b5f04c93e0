/** What a correct reading of the example finds. Numbers are counted from the files. */

import { compareText } from "../../../src/core/compare-text.ts";
import { AS_OF, addDays, FIRST_DAY } from "./days.ts";
import { quietFacts } from "./key-quiet.ts";
import { storyFacts } from "./key-stories.ts";
import { type Exports } from "./read-back.ts";
import { labelledTickets } from "./ticket-labels.ts";
import { minor, once, overdueInvoices } from "./key-queries.ts";
import { BILLING_EMAILS } from "./stripe-subscriptions.ts";

export function answerKey(exports: Exports): object {
  return {
    asOf: AS_OF,
    window: { from: FIRST_DAY, to: AS_OF },
    accounts: exports.csv("hubspot/companies.csv").length,
    rows: rowCounts(exports),
    stories: { ...storyFacts(exports), ...quietFacts(exports) },
    churned: churned(exports),
    renewals_90d: renewals(exports),
    overdue: overdueInvoices(exports),
    duplicates: duplicates(exports),
    unjoined: unjoined(exports),
    joined_by_name_only: Object.keys(BILLING_EMAILS),
    rejected: rejected(exports),
    kept: kept(exports),
    tickets: ticketLabels(),
  };
}

function rowCounts(exports: Exports): Record<string, number> {
  const files = [
    "hubspot/companies.csv",
    "hubspot/contacts.csv",
    "hubspot/deals.csv",
    "stripe/subscriptions.csv",
    "stripe/invoices.csv",
    "surveys/nps.csv",
    "calendar/meetings.csv",
    "catalogue/products.csv",
  ];
  return {
    ...Object.fromEntries(files.map((file) => [file, exports.csv(file).length])),
    "zendesk/tickets.json.gz": exports.zendesk().tickets.length,
    "mixpanel/events.ndjson.gz": exports.events().length,
  };
}

function churned(exports: Exports): object[] {
  const active = new Set(
    exports
      .csv("stripe/subscriptions.csv")
      .filter((row) => row.get("Ended At (UTC)") === "")
      .map((row) => row.get("Customer ID")),
  );
  return exports
    .csv("stripe/subscriptions.csv")
    .filter((row) => row.get("Ended At (UTC)") !== "" && !active.has(row.get("Customer ID")))
    .map((row) => ({
      name: row.get("Customer Name"),
      ended_on: row.get("Ended At (UTC)").slice(0, 10),
      reason: row.get("Cancellation Reason"),
      arr_minor: minor(row.get("Amount")) * (row.get("Interval") === "month" ? 12 : 1),
    }));
}

function renewals(exports: Exports): object {
  const running = exports.csv("stripe/subscriptions.csv").filter((row) => row.get("Ended At (UTC)") === "");
  const due = (interval: string): object[] =>
    running
      .filter((row) => row.get("Interval") === interval)
      .map((row) => ({ name: row.get("Customer Name"), on: row.get("Current Period End (UTC)").slice(0, 10) }))
      .filter((entry) => entry.on <= addDays(AS_OF, 90))
      .toSorted((a, b) => compareText(a.on, b.on));
  return { yearly: due("year"), monthly: due("month") };
}

function duplicates(exports: Exports): object {
  const { tickets } = exports.zendesk();
  const ids = tickets.map((ticket) => ticket.id);
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  const events = exports.events();
  return { tickets: repeated.length, ticket_ids: repeated, events: events.length - once(events).length };
}

/** Tickets of people whom no organisation and no company domain explains. */
function unjoined(exports: Exports): object {
  const domains = new Set(exports.csv("hubspot/companies.csv").map((row) => row.get("Company Domain Name")));
  const { tickets, users } = exports.zendesk();
  const known = new Set(
    users.filter((user) => user.organization_id !== null || domains.has(user.email.split("@")[1] ?? "")).map((user) => user.id),
  );
  const lost = tickets.filter((ticket) => ticket.organization_id === null && !known.has(ticket.requester_id));
  return { tickets: lost.length, ticket_ids: lost.map((ticket) => ticket.id) };
}

function rejected(exports: Exports): object[] {
  const wrong = (file: string, column: string, isWrong: (value: string) => boolean): object[] =>
    exports
      .csv(file)
      .filter((row) => isWrong(row.get(column)))
      .map((row) => ({ file, line: row.line, column, value: row.get(column) }));
  return [
    ...wrong("stripe/invoices.csv", "Amount Due", (value) => Number.isNaN(Number(value))),
    ...wrong("surveys/nps.csv", "Score", (value) => !(Number(value) >= 0 && Number(value) <= 10)),
    ...wrong("calendar/meetings.csv", "Date", (value) => Number.isNaN(Date.parse(value))),
  ];
}

/** Odd, but no reason to refuse the row. */
function kept(exports: Exports): object[] {
  return exports
    .csv("hubspot/contacts.csv")
    .filter((row) => !row.get("Email").includes("@"))
    .map((row) => ({ file: "hubspot/contacts.csv", line: row.line, column: "Email", value: row.get("Email") }));
}

/** What each ticket is about, how it sounds, in which language: the labels the export does not have. */
function ticketLabels(): object {
  const labelled = labelledTickets();
  const group = (by: (ticket: (typeof labelled)[number]) => string): Record<string, number[]> => {
    const groups: Record<string, number[]> = {};
    for (const ticket of labelled) (groups[by(ticket)] ??= []).push(ticket.id);
    return groups;
  };
  const { en: _, ...languages } = group((ticket) => ticket.language);
  return {
    distinct: labelled.length,
    by_topic: group((ticket) => ticket.topic),
    by_tone: group((ticket) => ticket.tone),
    by_language: languages,
  };
}
