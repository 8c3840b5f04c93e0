/** The facts of Acme's story, counted from the files; which ticket carries which part comes from the plan. */

import { AS_OF, addDays, daysBetween } from "./days.ts";
import { csmOf, lastHeld, npsOf, only, overdueInvoices, terms, ticketIds, usageOf } from "./key-queries.ts";
import { type Exports } from "./read-back.ts";
import { labelledTickets, marked } from "./ticket-labels.ts";

export function acme(exports: Exports): object {
  const name = "Acme Corp";
  const champion = only(
    exports.csv("hubspot/contacts.csv").filter((row) => row.get("Email").endsWith("@acme.example") && row.get("Left Company On") !== ""),
    "Acme's champion",
  );
  const buyer = only(
    exports
      .csv("hubspot/contacts.csv")
      .filter((row) => row.get("Email").endsWith("@acme.example") && row.get("Buying Role").includes("Decision Maker")),
    "Acme's buyer",
  );
  const { name: _, ...overdue } = only(
    overdueInvoices(exports).filter((invoice) => invoice.name === name),
    "Acme's overdue invoice",
  );
  const labelled = labelledTickets();
  const since = addDays(AS_OF, -89);
  const recurring = labelled.filter(
    (ticket) => (ticket.topic === "sso" || ticket.topic === "scim") && ticket.createdAt.slice(0, 10) >= since,
  );
  const own = recurring.filter((ticket) => ticket.account?.name === name);
  const others = recurring.filter((ticket) => ticket.account?.name !== name);
  return {
    name,
    ...terms(exports, name),
    days_to_renewal: daysBetween(AS_OF, terms(exports, name).renewal_on),
    csm: csmOf(exports, name),
    champion: person(champion),
    economic_buyer: person(buyer),
    ...usageOf(exports, name),
    overdue,
    renewal_meetings_held: lastHeld(exports, name, "Renewal") === null ? 0 : 1,
    last_qbr_on: lastHeld(exports, name, "QBR"),
    last_meeting_held: lastHeld(exports, name),
    nps: npsOf(exports, name),
    tickets: ticketIds(exports, name).length,
    sso_scim: {
      tickets_last_90d: own.length,
      ticket_ids: own.map((ticket) => ticket.id),
      other_accounts: [...new Set(others.map((ticket) => ticket.account?.name ?? ""))].toSorted((a, b) => a.localeCompare(b, "en")),
      other_ticket_ids: others.map((ticket) => ticket.id),
    },
    escalation_ticket_id: marked(name, "escalation")[0],
    competitor_ticket_id: marked(name, "competitor")[0],
    competitor: "Flowpilot",
  };
}

function person(row: { get(column: string): string }): object {
  return {
    name: `${row.get("First Name")} ${row.get("Last Name")}`,
    title: row.get("Job Title"),
    email: row.get("Email"),
    buying_role: row.get("Buying Role"),
    left_on: row.get("Left Company On") || null,
  };
}
