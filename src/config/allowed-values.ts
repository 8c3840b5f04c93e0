import { nearest } from "../core/text.ts";
import type { Setting } from "./settings.ts";

/** What a setting takes, said to somebody who gave it `raw`: the nearest time zones, else its form, else its type. */
export function allowedValues({ key, type }: Pick<Setting, "key" | "type">, raw: string): readonly string[] {
  const near = key === "timezone" ? nearest(raw.trim(), Intl.supportedValuesOf("timeZone")) : [];
  if (near.length > 0) return near.map((zone) => `did you mean ${zone}?`);
  return [FORMS[key] ?? type];
}

/** Settings that are texts of one form only. */
const FORMS: Readonly<Record<string, string>> = {
  timezone: "an IANA time zone, such as Europe/Berlin, America/New_York or UTC",
  currency: "an ISO currency code, such as USD, EUR or GBP",
  as_of: "a day written as YYYY-MM-DD",
};
