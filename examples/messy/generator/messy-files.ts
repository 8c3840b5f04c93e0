import { invoices, subscriptions } from "./billing.ts";
import { accountsReport, contacts, opportunities } from "./crm.ts";
import { productEvents } from "./product-events.ts";
import { survey, touchpoints } from "./sheets.ts";
import { tickets } from "./tickets.ts";

/** Every file of the folder as text, by its name in `exports/`. Names are those that browsers and people give. */
export function messyFiles(): Readonly<Record<string, string>> {
  return {
    "report1763625600.csv": accountsReport(),
    "contacts.csv": contacts(),
    "opportunities (3).csv": opportunities(),
    "subscriptions.csv": subscriptions(),
    "invoices-final.csv": invoices(),
    "tickets-2026-10-31.csv": tickets("2026-05-25", "2026-10-31"),
    "tickets-2026-11-20 (1).csv": tickets("2026-10-01", "2026-11-20"),
    "events.ndjson": productEvents(),
    "nps export.csv": survey(),
    "Termine_neu.csv": touchpoints(),
    "board deck Q3.pdf": "%PDF-1.4\n% not an export\n",
  };
}
