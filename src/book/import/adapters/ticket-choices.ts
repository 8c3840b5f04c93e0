import type { Choice } from "../adapter.ts";
import { TICKET_PRIORITY } from "./crm-choices.ts";
import { LOWER } from "./words.ts";

/** How columns of tickets are read where no vendor's spelling is known: `table.column` → choice. */
export const TICKET_CHOICES: Readonly<Record<string, Choice>> = { "tickets.priority": TICKET_PRIORITY, "tickets.status": LOWER };
