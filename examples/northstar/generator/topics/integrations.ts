import { type Template } from "../ticket-text.ts";

export const INTEGRATIONS: readonly Template[] = [
  [
    "{tool} sync stopped",
    "The sync with {tool} stopped {since}. Reconnecting gives 'token refused'. On their side everything looks green.",
  ],
  [
    "Fields missing in the {tool} connector",
    "Two custom fields that exist in {tool} don't show up in the connector. Refreshing the schema changes nothing.",
  ],
  ["Integration runs twice", "Each change in {tool} starts '{flow}' twice. One is started by the connector, the other by 'system'."],
  ["Calendar connector an hour off", "Appointments written by the calendar connector are an hour off since the clocks changed."],
  ["Chat notifications arrive late", "Messages to our chat come {n} minutes late. For incident workflows that is too long."],
  [
    "Error {err} in {tool} connector",
    "The connector stops with {err}. It happens with larger records only, as far as I can see. Log attached.",
  ],
  ["Connect two {tool} accounts", "We have two {tool} accounts, one a region. The connector lets me add a single one. Is there a trick?"],
  [
    "E-mail step marks mails as spam",
    "Mails sent by the e-mail step land in spam at our customers. Which records do we have to set in the DNS?",
  ],
  [
    "Connector owner has left",
    "The {tool} connector belongs to a colleague who left. How can I take it over without building {n} workflows anew?",
  ],
  ["Data warehouse connector", "Rows deleted in Northstar stay in our warehouse. Does the connector know about deletions?"],
  ["Attachment not passed to {tool}", "The step that creates a record in {tool} drops the attachment since {since}. No error anywhere."],
  [
    "Integration documentation out of date",
    "The screenshots in the {tool} guide show menus that no longer exist. I got stuck at step {n}.",
  ],
];
