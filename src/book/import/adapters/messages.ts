import type { Adapter } from "../adapter.ts";

/** Messages of a mailbox file: sender, receivers, time and subject, never what they say. */
export const MESSAGES: readonly Adapter[] = [
  {
    name: "mail-messages",
    vendor: "mailbox",
    title: "e-mail messages (mbox, .eml)",
    table: "interactions",
    format: "table",
    recognise: { required: ["RFC5322:MESSAGE"], optional: [] },
    columns: {
      interaction: { from: ["MESSAGE-ID"], kind: "text" },
      on_day: { from: ["DATE"], kind: "day" },
      host: { from: ["HOST"], kind: "text" },
      attendees: { from: ["ATTENDEES"], kind: "list" },
      notes: { from: ["SUBJECT"], kind: "text" },
    },
    derive: {
      kind: "'email'",
      status: "'held'",
      interaction: "coalesce(interaction, substr(sha256(concat_ws('|', on_day, host, attendees, notes)), 1, 16))",
    },
    account: { email: ["ATTENDEES"] },
    required: ["on_day"],
    identity: ["interaction"],
    note: "of messages only sender, receivers, time and subject are read",
  },
];
