import { oneLine, shortened } from "../../core/text.ts";
import { formatValue } from "../facts/format-value.ts";
import type { Figure } from "./subject-row.ts";

const SLOT = /\{([a-z_][a-z0-9_]*)\}/g;

/** The names in the slots of a message. */
export function slotsOf(message: string): string[] {
  return [...message.matchAll(SLOT)].map(([, name = ""]) => name);
}

/** The message with its slots filled. Text from exports is put on one line, without control characters and no longer than a line. */
export function fillMessage(message: string, figureOf: (name: string) => Figure): string {
  return message.replaceAll(SLOT, (_slot, name: string) => printed(figureOf(name)));
}

/** Where a value that only `message` prints is absent, `without` is the message. */
export function messageFor(message: string, without: string | null, figureOf: (name: string) => Figure): string {
  if (without === null) return message;
  const shared = new Set(slotsOf(without));
  const lacks = slotsOf(message).some((slot) => !shared.has(slot) && figureOf(slot).value === null);
  return lacks ? without : message;
}

const LONGEST = 120;
/** Hours from which on they are told in days. */
const IN_DAYS = 72;

function printed({ value, unit, currency }: Figure): string {
  if (typeof value === "number" && unit === "money" && currency === undefined) return "an amount without a currency";
  if (typeof value === "number" && unit === "hours" && value >= IN_DAYS) return formatValue({ value: value / 24, unit: "days" });
  const text = formatValue({ value, unit, ...(currency === undefined ? {} : { currency }) });
  if (typeof value !== "string") return text;
  return shortened(oneLine(text), LONGEST);
}
