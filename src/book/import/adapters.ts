import type { Adapter } from "./adapter.ts";
import { HUBSPOT } from "./adapters/hubspot.ts";
import { MEETINGS } from "./adapters/meetings.ts";
import { MIXPANEL } from "./adapters/mixpanel.ts";
import { NPS } from "./adapters/nps.ts";
import { PLAIN } from "./adapters/plain.ts";
import { STRIPE } from "./adapters/stripe.ts";
import { ZENDESK } from "./adapters/zendesk.ts";

/** Every export format that ECHO understands. A new vendor is one file of declarations and one line here. */
export const ADAPTERS: readonly Adapter[] = [...HUBSPOT, ...STRIPE, ...ZENDESK, ...MIXPANEL, ...NPS, ...MEETINGS, ...PLAIN];
