import type { Adapter, Choice } from "../adapter.ts";
import { INTERACTION_KIND } from "./interaction-kinds.ts";

/** What a source calls the state of a meeting. */
export const MEETING_STATUS: Choice = {
  choice: {
    held: "held",
    completed: "held",
    done: "held",
    attended: "held",
    "no-show": "no-show",
    "no show": "no-show",
    noshow: "no-show",
    cancelled: "cancelled",
    canceled: "cancelled",
    scheduled: "scheduled",
    planned: "scheduled",
    confirmed: "scheduled",
    rescheduled: "scheduled",
  },
  otherwise: "reject",
};

/** Meetings with customers as CSV, one a row. */
export const MEETINGS: readonly Adapter[] = [
  {
    name: "meetings",
    vendor: "calendar",
    title: "meetings (CSV)",
    table: "interactions",
    format: "table",
    recognise: {
      required: [
        "Date|Start|Start Time",
        "Type|Meeting Type",
        "Company|Account|Attendees",
        "Meeting ID|Meeting Type|Host|Organizer|Attendees|Start Time|Duration|Agenda",
      ],
      optional: ["Meeting ID|id", "Host|Organizer", "Attendees", "Status", "Notes", "Company"],
      excluded: ["Amount", "Total", "Price", "Score", "Priority", "Subject"],
    },
    columns: {
      interaction: { from: ["Meeting ID", "id"], kind: "id" },
      kind: { from: ["Type", "Meeting Type"], kind: INTERACTION_KIND },
      status: { from: ["Status"], kind: MEETING_STATUS },
      on_day: { from: ["Date", "Start", "Start Time"], kind: "day" },
      host: { from: ["Host", "Organizer"], kind: "text" },
      attendees: { from: ["Attendees"], kind: "list" },
      notes: { from: ["Notes"], kind: "text" },
    },
    derive: {
      status: "coalesce(status, 'held')",
      interaction: "coalesce(interaction, substr(sha256(concat_ws('|', on_day, kind, host, attendees, notes)), 1, 16))",
    },
    account: { email: ["Attendees"], domain: ["Company Domain", "Domain"], name: ["Company", "Account"] },
    required: ["on_day", "kind"],
    identity: ["interaction"],
    newest: { from: ["Updated At", "Last Modified"], kind: "instant" },
  },
];
