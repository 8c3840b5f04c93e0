import type { Adapter } from "../adapter.ts";
import { INTERACTION_KIND } from "./interaction-kinds.ts";

const DAY = ["Date", "Activity Date", "Interaction Date", "Occurred At", "Occurred On", "Sent At", "Logged At", "Timestamp"];
const KIND = ["Type", "Activity Type", "Interaction Type", "Channel", "Kind"];
const NAME = ["Account", "Company", "Account Name", "Company Name", "Customer", "Customer Name"];
const EMAIL = ["Email", "Contact Email", "Customer Email", "Email Address", "To"];
const ID = ["Account ID", "Company ID", "Customer ID"];

/** Calls, e-mails, notes and meetings kept as a plain list. */
export const INTERACTIONS: readonly Adapter[] = [
  {
    name: "interactions-list",
    vendor: "own",
    title: "calls, e-mails and meetings, one a row (CSV)",
    table: "interactions",
    format: "table",
    recognise: {
      required: [DAY.join("|"), KIND.join("|"), [...NAME, ...EMAIL, ...ID].join("|"), "Subject|Notes|Summary|Body"],
      optional: [
        EMAIL.join("|"),
        "Subject",
        "Contact|Contact Name|Person",
        "Direction|Outcome",
        "Owner|Rep|CSM|Logged By",
        "Activity ID|Interaction ID",
      ],
      excluded: ["Status", "Priority", "Score", "Amount"],
    },
    columns: {
      interaction: { from: ["Activity ID", "Interaction ID", "id"], kind: "id" },
      kind: { from: KIND, kind: INTERACTION_KIND },
      on_day: { from: DAY, kind: "day" },
      host: { from: ["Owner", "Rep", "CSM", "Logged By", "From"], kind: "text" },
      attendees: { from: EMAIL, kind: "list" },
      notes: { from: ["Subject", "Summary", "Notes", "Body"], kind: "text", join: "\n" },
    },
    derive: {
      status: "'held'",
      interaction: "coalesce(interaction, substr(sha256(concat_ws('|', on_day, kind, ref, attendees, notes)), 1, 16))",
    },
    account: { external: ID, email: EMAIL, domain: ["Company Domain", "Domain"], any: NAME },
    required: ["on_day", "kind"],
    identity: ["interaction"],
  },
];
