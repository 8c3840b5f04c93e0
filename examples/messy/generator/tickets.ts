import { addDays, AS_OF, instant } from "../../northstar/generator/days.ts";
import type { Row } from "../../northstar/generator/output.ts";
import { random } from "../../northstar/generator/random.ts";
import { type Customer, CUSTOMERS, peopleOf } from "./customers.ts";
import { PLAIN, textTable } from "./text-files.ts";

const COLUMNS = [
  "Summation column",
  "Id",
  "Requester",
  "Requester id",
  "Requester email",
  "Organization",
  "Subject",
  "Tags",
  "Status",
  "Priority",
  "Via",
  "Ticket type",
  "Created at",
  "Updated at",
  "Assignee",
  "Solved at",
  "Satisfaction Score",
  "Reopens",
  "First reply time in minutes",
];

const EVERYDAY = [
  "How do I print the route sheet for one driver?",
  "Invite for a new dispatcher did not arrive",
  "Can we change the first day of the week in the planner?",
  "CSV export of stops opens with odd characters",
  "Map tiles load slowly in the morning",
  "Question about our last invoice",
  "Where can I find the API documentation?",
  "Driver app asks to log in again every day",
];

/** What the customer that fades writes: the same fault again and again, then patience ends. */
const FADING = [
  "SSO login loops back to the sign-in page",
  "New users are not provisioned through SCIM",
  "SSO login broken again for the night shift",
  "URGENT: nobody on the night shift can log in",
  "SCIM: deactivated drivers still have access",
  "Third week without working SSO, please escalate",
  "How do we export all our data before the contract ends?",
];

/** Tickets up to a day, as an export made then holds them; those of the last three weeks before it are still open. */
export function tickets(from: string, exportedOn: string): string {
  const rows = CUSTOMERS.flatMap(ticketsOf)
    .filter(({ on }) => on >= from && on <= exportedOn)
    .map((ticket) => ticketRow(ticket, exportedOn));
  return textTable(COLUMNS, rows, PLAIN);
}

interface Ticket {
  readonly customer: Customer;
  readonly id: number;
  readonly on: string;
  readonly subject: string;
  readonly hours: number;
}

function ticketsOf(customer: Customer): Ticket[] {
  const index = CUSTOMERS.indexOf(customer);
  const chance = random("messy", "tickets", customer.name);
  const count = customer.story === "quiet" ? 0 : customer.story === "new" ? 3 : 6;
  const everyday = Array.from({ length: count }, (_, nth) => ({
    customer,
    id: 4100 + index * 20 + nth,
    on: addDays(AS_OF, customer.story === "new" ? -chance.int(2, 30) : -chance.int(4, 170)),
    subject: chance.pick(EVERYDAY),
    hours: chance.int(1, 9),
  }));
  if (customer.story !== "fading") return everyday;
  const faults = FADING.map((subject, nth) => ({
    customer,
    id: 4900 + nth,
    on: addDays(AS_OF, -48 + nth * 7),
    subject,
    hours: 5 + nth * 4,
  }));
  return [...everyday.slice(0, 3), ...faults];
}

function ticketRow({ customer, id, on, subject, hours }: Ticket, exportedOn: string): Row {
  const requester = peopleOf(customer)[2];
  const solvedOn = addDays(on, customer.story === "fading" ? 21 : 2);
  const solved = solvedOn <= exportedOn;
  return {
    "Summation column": 1,
    Id: id,
    Requester: `${requester?.first ?? ""} ${requester?.last ?? ""}`,
    "Requester id": 70_000 + id,
    "Requester email": requester?.email ?? "",
    Organization: customer.zendeskName,
    Subject: subject,
    Tags: /urgent|escalate/i.test(subject) ? "escalated planner" : "planner",
    Status: solved ? "Solved" : "Open",
    Priority: /urgent|third week|contract ends/i.test(subject) ? "Urgent" : "Normal",
    Via: "Web form",
    "Ticket type": "Incident",
    "Created at": spaced(instant(on, 32_400 + id)),
    "Updated at": spaced(instant(solved ? solvedOn : on, 40_000 + id)),
    Assignee: "Routeboard Support",
    "Solved at": solved ? spaced(instant(solvedOn, 40_000 + id)) : "",
    "Satisfaction Score": solved ? (customer.story === "fading" ? "Bad" : id % 3 === 0 ? "Good" : "Offered") : "",
    Reopens: customer.story === "fading" && solved ? 1 : 0,
    "First reply time in minutes": hours * 60,
  };
}

/** `2026-11-20T14:03:11Z` → `2026-11-20 14:03:11`. */
function spaced(at: string): string {
  return at.replace("T", " ").replace("Z", "");
}
