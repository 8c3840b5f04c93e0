import type { Adapter } from "./adapter.ts";
import { AMPLITUDE } from "./adapters/amplitude.ts";
import { CALENDARS } from "./adapters/calendars.ts";
import { CHURNZERO } from "./adapters/churnzero.ts";
import { DELIGHTED } from "./adapters/delighted.ts";
import { EMAILS } from "./adapters/emails.ts";
import { FEATURE_REQUESTS } from "./adapters/feature-requests.ts";
import { FRESHWORKS } from "./adapters/freshworks.ts";
import { GAINSIGHT } from "./adapters/gainsight.ts";
import { GITHUB } from "./adapters/github.ts";
import { HUBSPOT } from "./adapters/hubspot.ts";
import { INTERACTIONS } from "./adapters/interactions.ts";
import { INTERCOM } from "./adapters/intercom.ts";
import { JIRA } from "./adapters/jira.ts";
import { LINEAR } from "./adapters/linear.ts";
import { MEETINGS } from "./adapters/meetings.ts";
import { MESSAGES } from "./adapters/messages.ts";
import { MIXPANEL } from "./adapters/mixpanel.ts";
import { NPS } from "./adapters/nps.ts";
import { PIPEDRIVE } from "./adapters/pipedrive.ts";
import { PLAIN } from "./adapters/plain.ts";
import { PRODUCTS } from "./adapters/products.ts";
import { skippingHeaders } from "./adapters/repeated-headers.ts";
import { RELEASES_LISTS } from "./adapters/releases.ts";
import { SALESFORCE } from "./adapters/salesforce.ts";
import { SEGMENT } from "./adapters/segment.ts";
import { STRIPE_API } from "./adapters/stripe-api.ts";
import { STRIPE_CUSTOMERS } from "./adapters/stripe-customers.ts";
import { STRIPE } from "./adapters/stripe.ts";
import { SURVEY_FORMS } from "./adapters/survey-forms.ts";
import { VITALLY } from "./adapters/vitally.ts";
import { ZENDESK } from "./adapters/zendesk.ts";

const DECLARED: readonly Adapter[] = [
  ...AMPLITUDE,
  ...CALENDARS,
  ...CHURNZERO,
  ...DELIGHTED,
  ...EMAILS,
  ...FEATURE_REQUESTS,
  ...FRESHWORKS,
  ...GAINSIGHT,
  ...GITHUB,
  ...HUBSPOT,
  ...INTERACTIONS,
  ...INTERCOM,
  ...JIRA,
  ...LINEAR,
  ...MEETINGS,
  ...MESSAGES,
  ...MIXPANEL,
  ...NPS,
  ...PIPEDRIVE,
  ...PLAIN,
  ...PRODUCTS,
  ...RELEASES_LISTS,
  ...SALESFORCE,
  ...SEGMENT,
  ...STRIPE,
  ...STRIPE_API,
  ...STRIPE_CUSTOMERS,
  ...SURVEY_FORMS,
  ...VITALLY,
  ...ZENDESK,
];

/** Every export format that ECHO understands. A new vendor is one file of declarations and one line here. */
export const ADAPTERS: readonly Adapter[] = DECLARED.map(skippingHeaders);
