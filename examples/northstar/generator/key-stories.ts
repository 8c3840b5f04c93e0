/** The facts of the stories, counted from the files; which ticket carries which part comes from the plan. */

import { AS_OF, daysBetween } from "./days.ts";
import { acme } from "./key-acme.ts";
import { countEvents, lastHeld, npsOf, only, openDeals, signedOn, terms, usageOf } from "./key-queries.ts";
import { type Exports } from "./read-back.ts";
import { labelledTickets, marked } from "./ticket-labels.ts";

export function storyFacts(exports: Exports): object {
  return {
    acme: acme(exports),
    brightloom: brightloom(exports),
    cobalt_freight: cobalt(exports),
    granite_mutual: granite(exports),
    harbor_and_pine: harbor(exports),
  };
}

function brightloom(exports: Exports): object {
  const name = "Brightloom";
  const usage = usageOf(exports, name);
  const { seats, ...rest } = terms(exports, "Brightloom Ltd");
  return {
    name,
    name_in_stripe: "Brightloom Ltd",
    ...rest,
    seats,
    seats_in_use: usage.active_users.last30,
    ...usage,
    nps: npsOf(exports, name),
    last_qbr_on: lastHeld(exports, name, "QBR"),
    open_deals: openDeals(exports, name),
    ask_ticket_ids: marked(name, "expansion"),
  };
}

function cobalt(exports: Exports): object {
  const name = "Cobalt Freight";
  const signed = signedOn(exports, name);
  return {
    name,
    ...terms(exports, name),
    closed_won_on: signed,
    days_since_closed_won: daysBetween(signed, AS_OF),
    kickoff_on: lastHeld(exports, name, "Kickoff"),
    workflow_runs: countEvents(exports, name, "Workflow Run"),
    import_ticket_ids: labelledTickets()
      .filter((ticket) => ticket.account?.name === name && ticket.topic === "csv_import")
      .map((ticket) => ticket.id),
    ...usageOf(exports, name),
  };
}

function granite(exports: Exports): object {
  const name = "Granite Mutual";
  const late = only(
    exports
      .csv("stripe/invoices.csv")
      .filter((row) => row.get("Customer Name") === name && row.get("Paid At (UTC)") > row.get("Due Date (UTC)")),
    "Granite's late invoice",
  );
  const usage = usageOf(exports, name);
  const { seats, ...rest } = terms(exports, name);
  return {
    name,
    ...rest,
    seats,
    active_users_last30: usage.active_users.last30,
    seat_utilisation: usage.active_users.last30 / seats,
    paid_late: {
      invoice: late.get("id"),
      days: daysBetween(late.get("Due Date (UTC)").slice(0, 10), late.get("Paid At (UTC)").slice(0, 10)),
    },
    downgrade_ticket_id: marked(name, "downgrade")[0],
    nps: npsOf(exports, name),
  };
}

function harbor(exports: Exports): object {
  const name = "Harbor & Pine";
  const row = only(
    exports.csv("stripe/subscriptions.csv").filter((entry) => entry.get("Customer Name") === name),
    name,
  );
  return {
    name,
    arr_minor: terms(exports, name).arr_minor,
    canceled_on: row.get("Canceled At (UTC)").slice(0, 10),
    ended_on: row.get("Ended At (UTC)").slice(0, 10),
    reason: row.get("Cancellation Reason"),
    ticket_ids: marked(name, "leaving"),
  };
}
