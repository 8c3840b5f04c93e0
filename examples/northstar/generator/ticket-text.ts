/** From a template to what a customer would type: slots filled, then greeting, temper and typing errors. */

import { type Random } from "./random.ts";
import { CLOSINGS, OPENINGS, SLOTS, type Tone } from "./ticket-words.ts";

export type TopicName =
  | "sso"
  | "scim"
  | "api_limits"
  | "webhooks"
  | "csv_import"
  | "dashboards"
  | "report_export"
  | "mobile"
  | "billing"
  | "permissions"
  | "integrations"
  | "how_to"
  | "feature_request"
  | "outage";

export type Template = readonly [subject: string, body: string];

export interface TicketText {
  readonly subject: string;
  readonly description: string;
}

export function writeTicket(template: Template, tone: Tone, signature: string, rng: Random): TicketText {
  const slots = new Map<string, string>();
  const subject = fill(template[0], slots, rng);
  const sentences = fill(template[1], slots, rng);
  const core = tone === "terse" ? shortened(sentences) : sentences;
  const signed = tone === "terse" ? "" : rng.chance(0.6) ? signature : "";
  const description = [rng.pick(OPENINGS[tone]), core, rng.pick(CLOSINGS[tone]), signed].filter((part) => part !== "").join("\n\n");
  return rng.chance(0.12) ? { subject, description: mistyped(description, rng) } : { subject, description };
}

/** A slot keeps its value within one ticket. */
function fill(text: string, slots: Map<string, string>, rng: Random): string {
  return text
    .replaceAll(/\{(\w+)\}/g, (_, slot: string) => {
      const value = slots.get(slot) ?? slotValue(slot, rng);
      slots.set(slot, value);
      return value;
    })
    .replaceAll(/\bsince about two weeks ago/gi, "for about two weeks")
    .replace(/^\w/, (first) => first.toUpperCase());
}

function slotValue(slot: string, rng: Random): string {
  if (slot === "n") return String(rng.int(3, 19));
  if (slot === "big") return String(rng.int(12, 88) * 100 + rng.int(0, 99));
  return rng.pick(SLOTS[slot] ?? [slot]);
}

function shortened(text: string): string {
  return text
    .split(/(?<=[.?!]) /)
    .slice(0, 2)
    .join(" ");
}

/** Two letters swapped in a long word or two. */
function mistyped(text: string, rng: Random): string {
  const words = text.split(" ");
  for (let count = rng.int(1, 3); count > 0; count -= 1) {
    const at = rng.int(1, words.length - 1);
    const word = words[at] ?? "";
    const cut = rng.int(1, Math.max(1, word.length - 3));
    if (/^[a-z]{5,}$/.test(word)) words[at] = word.slice(0, cut) + (word[cut + 1] ?? "") + (word[cut] ?? "") + word.slice(cut + 2);
  }
  return words.join(" ");
}
