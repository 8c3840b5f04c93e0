import { AS_OF, addDays } from "./days.ts";
import { csv, type Row } from "./output.ts";
import { everyContact, type Person } from "./people.ts";
import { random } from "./random.ts";
import { type Account, accountNamed, companyRecordId } from "./roster.ts";

const COLUMNS = [
  "Record ID",
  "First Name",
  "Last Name",
  "Email",
  "Phone Number",
  "Job Title",
  "Buying Role",
  "Left Company On",
  "Last Activity Date",
  "Associated Company IDs",
];

/** `hubspot/contacts.csv`. The last row has no usable address: a switchboard that somebody typed in. */
export function contactsCsv(): string {
  const rows = everyContact().map(({ account, person }) => contactRow(account, person));
  return csv(COLUMNS, [...rows, switchboard()]);
}

function contactRow(account: Account, person: Person): Row {
  const rng = random("contact", person.email);
  const lastSeen = person.leftOn === "" ? addDays(AS_OF, -rng.int(0, 70)) : addDays(person.leftOn, -2);
  return {
    "Record ID": person.contactId,
    "First Name": person.first,
    "Last Name": person.last,
    Email: person.email,
    "Phone Number": rng.chance(0.7) ? `+1 555 01${rng.int(10, 99)}` : "",
    "Job Title": person.title,
    "Buying Role": person.buyingRole,
    "Left Company On": person.leftOn,
    "Last Activity Date": `${lastSeen} ${rng.int(10, 17)}:${rng.int(10, 59)}`,
    "Associated Company IDs": companyRecordId(account),
  };
}

function switchboard(): Row {
  return {
    "Record ID": "20499000017",
    "First Name": "Front",
    "Last Name": "Desk",
    Email: "ask at reception",
    "Phone Number": "+1 555 0142",
    "Job Title": "",
    "Last Activity Date": "2026-09-03 11:20",
    "Associated Company IDs": companyRecordId(accountNamed("Hollowbrook Hotels")),
  };
}
