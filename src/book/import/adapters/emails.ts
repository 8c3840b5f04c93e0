import type { Adapter } from "../adapter.ts";
import { theirs } from "../theirs.ts";

const OURS = ["Mailbox", "Mailbox Owner", "Owner Email", "User Email", "Rep Email"];
const FROM = ["From", "From Address", "From Email", "FromAddress", "Sender"];
const TO = ["To", "To Address", "To Email", "ToAddress", "Recipients", "Recipient"];
const CC = ["Cc", "Cc Address", "CcAddress"];
const SENT = ["Date", "Sent At", "Sent On", "Sent", "Date Sent", "MessageDate", "Message Date", "Received At", "Received", "Timestamp"];

/** SQL: the addresses alone of "Mia Holt <mia@acme.example>; jo@acme.example". */
const ADDRESSES = String.raw`nullif(array_to_string(list_sort(list_distinct(regexp_extract_all(lower(attendees), '[^\s<>,;"()]+@[^\s<>,;"()]+'))), ';'), '')`;

/**
 * Messages of a mailbox, in and out. Whose mailbox it is has to be there: without it nothing tells which of sender and receivers is
 * the customer, and one's own domain would make all of them one.
 */
export const EMAILS: readonly Adapter[] = [
  {
    name: "emails",
    vendor: "mailbox",
    title: "e-mails of a mailbox, one a row (CSV)",
    table: "interactions",
    format: "table",
    recognise: {
      required: [FROM.join("|"), TO.join("|"), "Subject", SENT.join("|"), OURS.join("|")],
      optional: [CC.join("|"), "Body|Snippet|Text|TextBody|Message", "Message ID|MessageIdentifier|Thread ID", "Direction|Incoming|Folder"],
      excluded: ["Ticket ID", "Case Number", "Amount", "Score", "Requester"],
    },
    columns: {
      interaction: { from: ["Message ID", "MessageIdentifier"], kind: "text" },
      on_day: { from: SENT, kind: "day" },
      host: { from: OURS, kind: "text" },
      attendees: { from: [...FROM, ...TO, ...CC], kind: "list", join: ";" },
      notes: { from: ["Subject", "Body", "Snippet", "Text", "TextBody", "Message"], kind: "text", join: "\n" },
    },
    derive: {
      kind: "'email'",
      status: "'held'",
      attendees: theirs(ADDRESSES, "host"),
      interaction: "coalesce(interaction, substr(sha256(concat_ws('|', on_day, host, attendees, notes)), 1, 16))",
    },
    account: {
      external: ["Account ID", "Company ID"],
      email: [...FROM, ...TO, ...CC],
      any: ["Account", "Company", "Account Name", "Company Name", "Customer"],
      ours: OURS,
    },
    required: ["on_day"],
    identity: ["interaction"],
  },
];
