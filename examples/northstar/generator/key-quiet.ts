import { lastHeld, minor, npsOf, only, openDeals, signedOn, terms, ticketIds, usageOf } from "./key-queries.ts";
import { type Exports } from "./read-back.ts";

/** The stories that are about little or nothing, and what is there to tell apart. */
export function quietFacts(exports: Exports): object {
  const seen = (name: string) => ({ name, tickets: ticketIds(exports, name).length, nps: npsOf(exports, name), ...usageOf(exports, name) });
  const tickets = exports
    .csv("hubspot/companies.csv")
    .map((row) => ({ name: row.get("Company name"), tickets: ticketIds(exports, row.get("Company name")).length }));
  const noisiest = tickets.toSorted((a, b) => b.tickets - a.tickets)[0];
  return {
    driftwood_analytics: {
      ...seen("Driftwood Analytics"),
      ...terms(exports, "Driftwood Analytics"),
      last_meeting_held: lastHeld(exports, "Driftwood Analytics"),
      open_deals: openDeals(exports, "Driftwood Analytics").length,
    },
    ember_and_oak: { ...seen("Ember & Oak"), most_tickets_of_all: noisiest?.name === "Ember & Oak" },
    fernhill_labs: { ...seen("Fernhill Labs"), signed_on: signedOn(exports, "Fernhill Labs"), score: null },
    juniper: { ambiguous: "Juniper", candidates: tickets.map((entry) => entry.name).filter((name) => name.startsWith("Juniper")) },
    wickerwood_furniture: {
      name: "Wickerwood Furniture",
      ...terms(exports, "Wickerwood Furniture"),
      cancel_at_period_end: true,
      churned: false,
    },
    plan_changes: {
      expansion: planChange(exports, "Bluestem Utilities"),
      contraction: planChange(exports, "Foxglove Cosmetics"),
    },
    meant_to_be: {
      green: ["Brightloom", "Ember & Oak", "Yarrow Clinics", "Glasswing Security", "Amberjack Foods", "Bluestem Utilities"],
      yellow: ["Granite Mutual", "Elmsworth Retail", "Hollowbrook Hotels", "Stonecrop Mining", "Ridgeback Tooling"],
      red: ["Acme Corp", "Driftwood Analytics", "Cobalt Freight"],
    },
  };
}

function planChange(exports: Exports, name: string): object {
  const before = only(
    exports.csv("stripe/subscriptions.csv").filter((row) => row.get("Customer Name") === name && row.get("Ended At (UTC)") !== ""),
    name,
  );
  return {
    name,
    on: before.get("Ended At (UTC)").slice(0, 10),
    from_minor: minor(before.get("Amount")),
    to_minor: terms(exports, name).arr_minor,
  };
}
