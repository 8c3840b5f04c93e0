import { ADAPTERS } from "./adapters.ts";

/** The formats of tickets among those that an import knows. */
export const TICKET_ADAPTERS = ADAPTERS.filter(({ table }) => table === "tickets");

/** The formats of everything else. */
export const OTHER_ADAPTERS = ADAPTERS.filter(({ table }) => table !== "tickets");
