import { linearModel, type LinearModel } from "../../../src/domain/triage/linear-model.ts";
import type { Ticket, TriageAccount } from "../../../src/domain/triage/ticket.ts";

// ---- A model of a few weights, so that every answer can be worked out. ----

const HEADS = {
  capability: ["export", "login", "none"],
  type: ["bug", "request", "cancellation", "spam"],
  sentiment: ["very_negative", "negative", "neutral", "positive", "very_positive"],
  priority: ["p1", "p2", "p3", "p4"],
  escalate: ["no", "yes"],
  churn: ["no", "yes"],
  language: ["en", "de"],
} as const;
type HeadName = keyof typeof HEADS;
export const PLACES = Object.fromEntries(
  Object.entries(HEADS).reduce<[string, number][]>((list, [name, classes]) => {
    const from = list.length;
    return [...list, ...classes.map((each, at): [string, number] => [`${name} ${each}`, from + at])];
  }, []),
);
export const WIDTH = Object.keys(PLACES).length;

/** Log-odds by "head class", and weights of features in steps of 1. */
export function modelOf(
  bias: Readonly<Record<string, number>>,
  features: ReadonlyMap<number, Readonly<Record<string, number>>> = new Map(),
): LinearModel {
  const fill = (values: Readonly<Record<string, number>>): number[] => {
    const row = Array.from({ length: WIDTH }, () => 0);
    for (const [name, value] of Object.entries(values)) row[PLACES[name] ?? -1] = value;
    return row;
  };
  let offset = 0;
  const heads = Object.entries(HEADS).map(([name, classes]) => {
    const head = { name, classes, offset };
    offset += classes.length;
    return head;
  });
  return linearModel({
    heads,
    keys: Int32Array.from(features.keys()),
    rarity: Float32Array.from(features.keys(), () => 2),
    weights: Int8Array.from([...features.values()].flatMap(fill)),
    scales: new Float32Array(WIDTH).fill(0.5),
    bias: Float32Array.from(fill(bias)),
  });
}
export const sure = (head: HeadName, name: string): Record<string, number> => ({ [`${head} ${name}`]: 20 });
export const CALM = {
  ...sure("capability", "export"),
  ...sure("type", "bug"),
  ...sure("sentiment", "neutral"),
  ...sure("priority", "p3"),
  ...sure("churn", "no"),
  ...sure("language", "de"),
};
export const TICKET: Ticket = { id: "T-1", line: 1, subject: "It stops", description: "Nothing moves here.", customerIds: [] };
export const ACCOUNT: TriageAccount = { account: "acme", name: "Acme", arrMinor: 1_000, tier: "green" };
