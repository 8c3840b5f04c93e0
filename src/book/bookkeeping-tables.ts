import { type Column, day, integer, text } from "./table-columns.ts";

/** What import tells of itself, and what it counts beforehand of usage; see schema.ts. */
export const BOOKKEEPING_TABLES = {
  files: {
    file_id: integer("number of the file, in the order of paths"),
    file: text("path inside the exports folder"),
    size: { type: "BIGINT", doc: "bytes" },
    modified_ms: { type: "BIGINT", doc: "modification time, ms since 1970" },
    hash: text("SHA-256 of the bytes"),
    taken_for: text("adapter that read it, null when nothing did"),
    confidence: { type: "DOUBLE", doc: "0–1, how sure the recognition is" },
    rows_in: { type: "BIGINT", doc: "rows read" },
    rows_out: { type: "BIGINT", doc: "rows kept" },
    rejected: { type: "BIGINT", doc: "rows refused" },
    cells_dropped: { type: "BIGINT", doc: "cells left out of rows that were kept" },
    duplicates: { type: "BIGINT", doc: "rows dropped as repeats" },
    unjoined: { type: "BIGINT", doc: "rows kept without an account" },
    note: text("why it was not read, or what was decided about it"),
  },
  rejects: {
    file: text("path inside the exports folder"),
    line: integer("1-based line"),
    column_name: text("header of the column"),
    value: text("what was found"),
    reason: text("what is allowed"),
    refused: text("row, or cell where the row was kept without it"),
  },
  unjoined: {
    table_name: text("the table of rows that belong to no known account"),
    key: text("what they call their customer; null for all keys beyond the first thousand of a file"),
    rows: { type: "BIGINT", doc: "how many" },
    file_id: integer("the file in table `files`"),
    line: integer("the first of them, null where the format has no lines"),
  },
  matches: {
    how: text("override, name (joined though spelled otherwise) or suggestion (not joined)"),
    source: text("the vendor, null for all"),
    kind: text("id, email, domain or name"),
    value: text("the key"),
    account: text("ECHO's account id"),
    rows: { type: "BIGINT", doc: "rows it is about" },
    line: integer("line in overrides.csv, for an override"),
    distance: { type: "DOUBLE", doc: "how far the key is from the account, the nearest least, for a suggestion" },
  },
  no_customers: {
    account: text("ECHO's account id, of one without any subscription"),
    why: text("prospect (its life cycle says so and no deal was won) or former (left, no day told); current state"),
    file_id: integer("the file in table `files`"),
    line: integer("the line of its record"),
  },
  user_counts: {
    account: text("ECHO's account id"),
    day: day("the day, or the week or month it stands for"),
    users: integer("active users that the export tells as a number, without naming them"),
    file_id: integer("the file in table `files`"),
  },
  usage_accounts: {
    account: text("ECHO's account id"),
    first_on: day("the first day of its use"),
    first_user_on: day("the first day of use with a user id; null where there is none"),
  },
  usage_days: { day: day("a day on which there is use"), file_id: integer("the file whose rows tell of it") },
  usage_features: {
    feature: text("event or feature name; null for use without one"),
    first_on: day("the first day anybody used it"),
  },
  meta: {
    key: text("schema, snapshot, time_zone, currency, currency_from, company, last_day, contact_roles, seats"),
    value: text("value"),
  },
} as const satisfies Record<string, Record<string, Column>>;
