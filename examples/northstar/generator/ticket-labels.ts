/** The tickets with their ids: the ground truth that the export itself does not carry. */

import { random } from "./random.ts";
import { planTickets, type PlannedTicket } from "./ticket-plan.ts";

const FIRST_TICKET = 48_211;

export interface LabelledTicket extends PlannedTicket {
  readonly id: number;
}

export function labelledTickets(): readonly LabelledTicket[] {
  let id = FIRST_TICKET;
  return planTickets().map((planned) => {
    id += random("ticket id", id).int(1, 4);
    return { ...planned, id };
  });
}

/** Tickets of an account that carry a part of its story. */
export function marked(name: string, mark: string): number[] {
  return labelledTickets()
    .filter((ticket) => ticket.account?.name === name && ticket.mark === mark)
    .map((ticket) => ticket.id);
}
