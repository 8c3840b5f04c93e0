import type { ServiceTicket } from "../../../src/domain/service/service-figures.ts";

/** A ticket of Acme, opened and nothing more. */
export const ticket = (one: Partial<ServiceTicket>): ServiceTicket => ({
  ticket: "1",
  account: "acme",
  agent: null,
  opened: "2026-11-20T08:00:00",
  replied: null,
  solved: null,
  undated: false,
  reopens: null,
  rating: null,
  escalated: false,
  above_support: null,
  sentiment: null,
  ...one,
});
