/** The tickets that the stories need: who writes when, about what, in which temper. */

import { type TopicName } from "./ticket-text.ts";
import { type Tone } from "./ticket-words.ts";

export interface StoryTicket {
  readonly account: string;
  readonly day: string;
  readonly topic: TopicName;
  readonly tone: Tone;
  /** Index into the topic's templates, or the text itself. */
  readonly text: number | readonly [subject: string, body: string];
  readonly mark?: "pattern" | "escalation" | "competitor" | "expansion" | "downgrade" | "leaving";
  readonly priority?: "normal" | "high" | "urgent";
}

const ACME: readonly StoryTicket[] = [
  pattern("Acme Corp", "2026-09-02", "scim", "polite", 0),
  pattern("Acme Corp", "2026-09-11", "sso", "plain", 0),
  pattern("Acme Corp", "2026-09-22", "scim", "plain", 2),
  pattern("Acme Corp", "2026-10-01", "sso", "plain", 6),
  pattern("Acme Corp", "2026-10-08", "scim", "long", 1),
  pattern("Acme Corp", "2026-10-15", "sso", "angry", 12),
  pattern("Acme Corp", "2026-11-04", "scim", "angry", 12),
  pattern("Acme Corp", "2026-11-13", "sso", "terse", 2),
  {
    account: "Acme Corp",
    day: "2026-10-27",
    topic: "sso",
    tone: "angry",
    mark: "escalation",
    priority: "urgent",
    text: [
      "ESCALATION: users locked out for the third week",
      "For the third week people on our lines cannot log in because the provisioning keeps deactivating them and single sign-on sends them in circles. We have opened six tickets, got five different answers and no fix. Half of the operations team has gone back to spreadsheets. I want a manager of yours on the phone and a written plan, otherwise our CFO will not sign anything in December.",
    ],
  },
  {
    account: "Acme Corp",
    day: "2026-11-10",
    topic: "report_export",
    tone: "plain",
    mark: "competitor",
    text: [
      "Export of all workflow definitions",
      "Is there a way to export all workflow definitions and the run history in an open format? We are evaluating Flowpilot alongside you before the renewal, and they asked for samples of our processes. A list of what cannot be exported would help as well.",
    ],
  },
];

const SAME_PATTERN: readonly StoryTicket[] = [
  pattern("Marrowstone Bank", "2026-09-08", "sso", "plain", 1),
  pattern("Marrowstone Bank", "2026-10-06", "scim", "angry", 8),
  pattern("Marrowstone Bank", "2026-11-05", "sso", "plain", 6),
  pattern("Oxbow Insurance", "2026-09-16", "scim", "plain", 0),
  pattern("Oxbow Insurance", "2026-10-20", "sso", "terse", 0),
  pattern("Oxbow Insurance", "2026-11-11", "scim", "plain", 11),
  pattern("Pellucid Biotech", "2026-09-24", "scim", "polite", 2),
  pattern("Pellucid Biotech", "2026-10-29", "sso", "plain", 9),
  pattern("Thistledown Credit Union", "2026-10-13", "sso", "polite", 4),
  pattern("Thistledown Credit Union", "2026-11-09", "scim", "plain", 1),
  pattern("Wrenfield School District", "2026-09-29", "scim", "long", 6),
  pattern("Wrenfield School District", "2026-11-16", "sso", "plain", 12),
];

/** Lone questions from before the pattern began. */
const BEFORE_PATTERN: readonly StoryTicket[] = [
  { account: "Juniper Health", day: "2026-06-16", topic: "sso", tone: "polite", text: 11 },
  { account: "Bluestem Utilities", day: "2026-07-07", topic: "scim", tone: "plain", text: 3 },
  { account: "Tidewater Ferries", day: "2026-08-04", topic: "sso", tone: "plain", text: 7 },
];

const COBALT: readonly StoryTicket[] = [
  { account: "Cobalt Freight", day: "2026-10-14", topic: "csv_import", tone: "polite", text: 9 },
  { account: "Cobalt Freight", day: "2026-10-21", topic: "csv_import", tone: "polite", text: 1 },
  { account: "Cobalt Freight", day: "2026-10-28", topic: "csv_import", tone: "plain", text: 0 },
  { account: "Cobalt Freight", day: "2026-11-03", topic: "csv_import", tone: "plain", text: 6 },
  { account: "Cobalt Freight", day: "2026-11-10", topic: "csv_import", tone: "terse", text: 11 },
  { account: "Cobalt Freight", day: "2026-11-17", topic: "csv_import", tone: "angry", text: 5, priority: "high" },
];

const OTHERS: readonly StoryTicket[] = [
  {
    account: "Brightloom",
    day: "2026-10-07",
    topic: "billing",
    tone: "friendly",
    mark: "expansion",
    text: [
      "All 40 seats are taken, can we get more?",
      "All of our 40 seats are in use and the dyeing department wants in as well. Could you send us a price for 20 more seats? And is there room for the single audit trail and the sandbox that come with the Enterprise tier?",
    ],
  },
  {
    account: "Brightloom",
    day: "2026-11-12",
    topic: "feature_request",
    tone: "polite",
    mark: "expansion",
    text: [
      "Enterprise tier: which features exactly?",
      "Our COO saw the sandbox in the business review and asks which features the Enterprise tier has on top of Growth. A second team in Leeds would start with it in the new year.",
    ],
  },
  {
    account: "Granite Mutual",
    day: "2026-10-19",
    topic: "billing",
    tone: "plain",
    mark: "downgrade",
    text: [
      "Moving to a smaller plan",
      "Our budget for next year has been cut by a third and we have to look at every contract. We use about a third of the 40 seats. What would the Growth plan with 15 seats cost us, and what would we lose? We need the figures before the renewal in January.",
    ],
  },
  {
    account: "Harbor & Pine",
    day: "2026-08-06",
    topic: "integrations",
    tone: "angry",
    mark: "leaving",
    text: [
      "Shop connector still not there",
      "We were told in spring that the connector for our shop would come in June. It is August. Another tool has it today and is cheaper, so you can guess what my boss is asking me.",
    ],
  },
  {
    account: "Harbor & Pine",
    day: "2026-08-27",
    topic: "billing",
    tone: "terse",
    mark: "leaving",
    text: [
      "Cancellation",
      "We will not renew on 18 September and move to another product. Please confirm the cancellation and tell us how long we can still export our data.",
    ],
  },
  {
    account: "Kestrel Outdoor",
    day: "2026-07-16",
    topic: "billing",
    tone: "plain",
    text: [
      "Payment failed",
      "Your reminder says that our payment failed. The card has expired and the new one is with our owner, who is away until August. What happens meanwhile?",
    ],
  },
];

export const STORY_TICKETS: readonly StoryTicket[] = [...ACME, ...SAME_PATTERN, ...BEFORE_PATTERN, ...COBALT, ...OTHERS];

/** Two outages; many accounts write on the day, a few afterwards. */
export const OUTAGES: readonly { readonly day: string; readonly accounts: number }[] = [
  { day: "2026-08-12", accounts: 13 },
  { day: "2026-10-05", accounts: 5 },
];

function pattern(account: string, day: string, topic: "sso" | "scim", tone: Tone, text: number): StoryTicket {
  return { account, day, topic, tone, text, mark: "pattern", ...(tone === "angry" ? { priority: "high" as const } : {}) };
}
