import type { Choice } from "../adapter.ts";
import { EXISTING } from "../deal-kind.ts";

const YES = { true: "true", yes: "true", "1": "true" };
const WON = { "closed won": "true", closedwon: "true", "closed - won": "true", won: "true" };
const LOST = { "closed lost": "true", closedlost: "true", "closed - lost": "true", lost: "true", closed: "true" };

/** From a flag, else from the name of the stage or status. */
export const DEAL_IS_WON: Choice = { choice: { ...YES, ...WON }, otherwise: { value: "false" } };
export const DEAL_IS_CLOSED: Choice = { choice: { ...YES, ...WON, ...LOST }, otherwise: { value: "false" } };

/** The words that ticket metrics know; a company's own stay as they are. */
export const TICKET_PRIORITY: Choice = {
  choice: { low: "low", medium: "normal", normal: "normal", high: "high", urgent: "urgent", critical: "urgent" },
  otherwise: "hyphens",
};

/** What a list of one's own calls a deal. */
export const DEAL_KIND: Choice = {
  choice: { "new business": "new", "new customer": "new", "existing business": EXISTING, upsell: "expansion", upgrade: "expansion" },
  otherwise: "hyphens",
};
