import type { Adapter, Choice } from "../adapter.ts";
import { theirs } from "../theirs.ts";
import { kindOfTitle, STATUS_OF_FLAGS } from "./interaction-kinds.ts";

/** A confirmed event says that it stands in the calendar: as-of sees it from its day on, as held. */
const EVENT_STATUS: Choice = {
  choice: { cancelled: "cancelled", canceled: "cancelled", tentative: "scheduled" },
  otherwise: { value: "held" },
};

const GUESTS = ["Guest Email(s)", "Guest Emails", "Guest Email"];
const ZOOM_GUESTS = [
  "Attendee Emails",
  "Attendee Email",
  "Attendees Emails",
  "Participant Emails",
  "Participant Email",
  "Participants Emails",
  "Participant Email Addresses",
  "Attendees",
  "Invitees",
  "Email",
];
const ZOOM_HOST = ["Host Email", "User Email", "Host", "User Name"];

/** Domain of the first of these addresses, to tell the customers of one meeting apart. */
const firstDomain = (addresses: string): string =>
  String.raw`coalesce('/' || lower(nullif(regexp_extract(${addresses}, '@([^;,>\s]+)', 1), '')), '')`;

/** Meetings as calendars and their programs export them. */
export const CALENDARS: readonly Adapter[] = [
  {
    name: "calendar-events",
    vendor: "calendar",
    title: "calendar events (iCalendar)",
    table: "interactions",
    format: "table",
    recognise: { required: ["BEGIN:VEVENT", "DTSTART"], optional: ["UID", "SUMMARY", "STATUS", "ORGANIZER", "ATTENDEE"] },
    columns: {
      interaction: { from: ["UID"], kind: "text" },
      title: { from: ["SUMMARY"], kind: "text" },
      status: { from: ["STATUS"], kind: EVENT_STATUS },
      on_day: { from: ["DTSTART"], kind: "day" },
      host: { from: ["ORGANIZER"], kind: "text" },
      attendees: { from: ["ATTENDEE"], kind: "list" },
      notes: { from: ["SUMMARY", "DESCRIPTION"], kind: "text", join: "\n" },
    },
    derive: {
      kind: kindOfTitle("title"),
      status: "coalesce(status, 'held')",
      interaction: "coalesce(interaction, substr(sha256(concat_ws('|', on_day, title, host, attendees)), 1, 16))",
    },
    account: { email: ["ATTENDEE"] },
    required: ["on_day"],
    identity: ["interaction"],
    newest: { from: ["LAST-MODIFIED"], kind: "instant" },
  },
  {
    name: "calendly-events",
    vendor: "calendly",
    title: "Calendly scheduled events (CSV)",
    table: "interactions",
    format: "table",
    recognise: {
      required: ["Event Type Name", "Start Date & Time|Start Date and Time", "Invitee Email"],
      optional: [
        "Canceled",
        "Invitee Name",
        "User Email",
        "End Date & Time",
        "Event Created Date & Time",
        "Event UUID",
        "Marked as No-Show",
      ],
    },
    columns: {
      interaction: { from: ["Event UUID"], kind: "text" },
      title: { from: ["Event Type Name"], kind: "text" },
      cancelled: { from: ["Canceled", "Cancelled"], kind: "boolean" },
      no_show: { from: ["Marked as No-Show", "No-Show"], kind: "boolean" },
      on_day: { from: ["Start Date & Time", "Start Date and Time"], kind: "day", zone: "company" },
      host: { from: ["User Name", "User Email"], kind: "text" },
      attendees: { from: ["Invitee Email", ...GUESTS], kind: "list", join: ";" },
      notes: { from: ["Event Type Name", "Meeting Notes", "Cancellation reason"], kind: "text", join: "\n" },
    },
    derive: {
      kind: kindOfTitle("title"),
      status: STATUS_OF_FLAGS,
      interaction: `coalesce(interaction, substr(sha256(concat_ws('|', on_day, title, host, attendees)), 1, 16)) || ${firstDomain("attendees")}`,
    },
    account: { email: ["Invitee Email", ...GUESTS], ours: ["User Email"] },
    required: ["on_day"],
    identity: ["interaction"],
    newest: { from: ["Event Created Date & Time"], kind: "instant" },
  },
  {
    name: "zoom-meetings",
    vendor: "zoom",
    title: "Zoom meetings (CSV)",
    table: "interactions",
    format: "table",
    recognise: {
      required: [
        "Topic",
        "Meeting ID|ID|Webinar ID",
        "Start Time|Actual Start Time",
        "Duration (Minutes)|Duration|Actual Duration (minutes)",
      ],
      optional: ["User Email|Host Email", "User Name|Host", "End Time", "Participants", ZOOM_GUESTS.join("|")],
    },
    columns: {
      interaction: { from: ["Meeting ID", "Webinar ID", "ID", "Start Time", "Actual Start Time"], kind: "text", join: "/" },
      title: { from: ["Topic"], kind: "text" },
      on_day: { from: ["Start Time", "Actual Start Time"], kind: "day", zone: "company" },
      host: { from: ZOOM_HOST, kind: "text" },
      attendees: { from: ZOOM_GUESTS, kind: "list" },
      notes: { from: ["Topic"], kind: "text" },
    },
    derive: {
      kind: kindOfTitle("title"),
      status: "'held'",
      attendees: theirs("attendees", "host"),
      interaction: `interaction || ${firstDomain(theirs("attendees", "host"))}`,
    },
    account: { email: ZOOM_GUESTS, name: ["Company", "Account"], ours: ["Host Email", "User Email"] },
    required: ["on_day"],
    identity: ["interaction"],
    note: "Zoom rows belong to an account only where they hold an attendee's e-mail address or a company",
  },
];
