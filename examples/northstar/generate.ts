/** Writes the example's exports and their answer key: `tsx examples/northstar/generate.ts [FOLDER]`. */

import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { answerKey } from "./generator/answer-key.ts";
import { companiesCsv } from "./generator/hubspot-companies.ts";
import { contactsCsv } from "./generator/hubspot-contacts.ts";
import { dealsCsv } from "./generator/hubspot-deals.ts";
import { jsonText } from "./generator/json-text.ts";
import { meetingsCsv } from "./generator/meetings.ts";
import { eventsNdjson } from "./generator/mixpanel-events.ts";
import { gzipped, write } from "./generator/output.ts";
import { productsCsv } from "./generator/product-catalogue.ts";
import { readExports } from "./generator/read-back.ts";
import { invoicesCsv } from "./generator/stripe-invoices.ts";
import { subscriptionsCsv } from "./generator/stripe-subscriptions.ts";
import { surveysCsv } from "./generator/surveys.ts";
import { ticketsJson } from "./generator/zendesk-tickets.ts";

const folder = process.argv[2] ?? fileURLToPath(new URL(".", import.meta.url));
const exports = join(folder, "exports");

rmSync(exports, { recursive: true, force: true });
write(join(exports, "hubspot/companies.csv"), companiesCsv());
write(join(exports, "hubspot/contacts.csv"), contactsCsv());
write(join(exports, "hubspot/deals.csv"), dealsCsv());
write(join(exports, "stripe/subscriptions.csv"), subscriptionsCsv());
write(join(exports, "stripe/invoices.csv"), invoicesCsv());
write(join(exports, "zendesk/tickets.json.gz"), gzipped(ticketsJson()));
write(join(exports, "mixpanel/events.ndjson.gz"), gzipped(eventsNdjson()));
write(join(exports, "surveys/nps.csv"), surveysCsv());
write(join(exports, "calendar/meetings.csv"), meetingsCsv());
write(join(exports, "catalogue/products.csv"), productsCsv());

write(join(folder, "answer-key.json"), jsonText(answerKey(readExports(exports))));
