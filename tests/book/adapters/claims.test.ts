import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ADAPTERS } from "../../../src/book/import/adapters.ts";
import { csvHeader } from "../../../src/book/import/csv-header.ts";
import { CALENDAR_KEYS } from "../../../src/book/import/read-calendar.ts";
import { jsonKeys } from "../../../src/book/import/read-json.ts";
import { type FileShape, recognise } from "../../../src/book/import/recognise.ts";
import { openDatabase } from "../../../src/book/snapshot/database.ts";

const FOLDER = join(import.meta.dirname, "../../fixtures/exports");

const TAKEN = {
  "mixpanel/events.jsonl": "mixpanel-events",
  "amplitude/2026-07-01_10.jsonl": "amplitude-events",
  "segment/calls.ndjson": "segment-calls",
  "delighted/page.json": "delighted-responses",
  "delighted/responses.csv": "delighted-responses-table",
  "survey-forms/surveymonkey-nps.csv": "survey-form-nps",
  "survey-forms/typeform-csat.csv": "survey-form-csat",
  "survey-forms/forms-ces.csv": "survey-form-ces",
  "stripe/customers.csv": "stripe-customers-table",
  "stripe/customers.json": "stripe-customers",
  "stripe/subscriptions.json": "stripe-subscriptions-api",
  "stripe/invoices.json": "stripe-invoices-api",
  "calendar/ada.ics": "calendar-events",
  "calendly/events.csv": "calendly-events",
  "zoom/meetings.csv": "zoom-meetings",
  "interactions/log.csv": "interactions-list",
  "emails/mailbox.csv": "emails",
} as const;

describe("events, surveys, billing and meetings", () => {
  it.each(Object.entries(TAKEN))("%s is taken for %s, and no other adapter is as sure", async (file, adapter) => {
    const shape = await shapeOf(file);
    const sure = ADAPTERS.flatMap((candidate) => recognise(shape, [candidate]) ?? []).toSorted((a, b) => b.confidence - a.confidence);
    expect(recognise(shape, ADAPTERS)?.adapter.name).toBe(adapter);
    expect(sure[0]?.adapter.name).toBe(adapter);
    expect(sure[1]?.confidence ?? 0).toBeLessThan(sure[0]?.confidence ?? 0);
  });
});

async function shapeOf(file: string): Promise<FileShape> {
  const text = readFileSync(join(FOLDER, file), "utf8");
  if (file.endsWith(".ics")) return { format: "table", keys: CALENDAR_KEYS };
  if (file.endsWith(".csv")) return { format: "table", keys: csvHeader(text.replace(/^\uFEFF/, "")).cells };
  const layout = file.endsWith(".json") ? (text.startsWith("[") ? "array" : "unstructured") : "newline_delimited";
  const db = await openDatabase(":memory:");
  try {
    return { format: "json", keys: await jsonKeys(db, join(FOLDER, file), layout, text.length) };
  } finally {
    db.close();
  }
}
