import { readText } from "../../src/core/files.ts";
import { LANGUAGES } from "../../src/domain/triage/languages.ts";
import type { HeadSettings } from "./train-head.ts";

/** A ticket with the labels of training/triage/README.md. */
export interface Labelled {
  readonly id: string;
  readonly subject: string;
  readonly description: string;
  readonly language: string;
  readonly capability: string;
  readonly type: string;
  readonly sentiment: string;
  readonly priority: string;
  readonly escalate: boolean;
  readonly churn_intent: boolean;
}

export async function readLabelled(path: string): Promise<Labelled[]> {
  const lines = (await readText(path)).split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => JSON.parse(line) as Labelled);
}

/** The heads of the model: name, classes, and the label of a ticket. */
export function headList(capabilities: readonly string[]): readonly HeadPlan[] {
  const yesNo = ["no", "yes"];
  return [
    {
      name: "capability",
      classes: [...capabilities, "none"],
      of: (ticket) => ticket.capability,
      settings: { epochs: 25, rate: 0.12, decay: 3e-4, balance: 0, words: 2, temperature: 0.9 },
    },
    {
      name: "type",
      classes: ["bug", "how-to", "request", "incident", "billing", "complaint", "cancellation", "spam"],
      of: (ticket) => ticket.type,
      settings: { ...SMALL, rate: 0.2, decay: 2e-2, words: 0.8 },
    },
    {
      name: "sentiment",
      classes: ["very_negative", "negative", "neutral", "positive", "very_positive"],
      of: (ticket) => ticket.sentiment,
      settings: { ...SMALL, balance: 0.4 },
    },
    { name: "priority", classes: ["p1", "p2", "p3", "p4"], of: (ticket) => ticket.priority, settings: { ...SMALL, balance: 0.4 } },
    { name: "escalate", classes: yesNo, of: (ticket) => (ticket.escalate ? "yes" : "no"), settings: SMALL },
    { name: "churn", classes: yesNo, of: (ticket) => (ticket.churn_intent ? "yes" : "no"), settings: SMALL },
    {
      name: "language",
      classes: [...LANGUAGES],
      of: (ticket) => ticket.language,
      settings: { ...SMALL, epochs: 8, decay: 1e-3, words: 2, temperature: 1 },
    },
  ];
}

const SMALL: HeadSettings = { epochs: 30, rate: 0.25, decay: 1e-2, balance: 0.3, words: 0.4, temperature: 1.4 };

export interface HeadPlan {
  readonly name: string;
  readonly classes: readonly string[];
  readonly of: (ticket: Labelled) => string;
  readonly settings: HeadSettings;
}
