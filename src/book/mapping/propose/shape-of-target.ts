import type { Kind } from "../../import/adapter.ts";
import type { DataTable } from "../../schema.ts";
import { defaultKind } from "../target-kinds.ts";
import type { Shape, ShapeShares } from "./value-shapes.ts";

const OF_KIND: Readonly<Partial<Record<Extract<Kind, string>, Shape>>> = {
  email: "email",
  domains: "domain",
  int: "count",
  number: "amount",
  boolean: "flag",
  day: "date",
  "day-or-month": "period",
  instant: "date",
  currency: "currency",
  "money-major": "amount",
  "money-minor": "count",
};

/** Words for what the values of a target must look like. */
export const SHAPE_WORDS: Readonly<Record<Shape, string>> = {
  email: "e-mail addresses",
  domain: "web domains",
  date: "dates",
  period: "days or months",
  time: "times",
  amount: "amounts",
  count: "whole numbers",
  score: "scores from 0 to 10",
  flag: "yes or no",
  currency: "currency codes",
  id: "ids",
  words: "words",
};

/** What the values of a target look like; null where anything goes. */
export function shapeOfTarget(table: DataTable, target: string): Shape | null {
  if (table === "surveys" && target === "score") return "score";
  const kind = defaultKind(table, target);
  return typeof kind === "string" ? (OF_KIND[kind] ?? null) : "words";
}

/** How well values suit a target, 0–1; text suits everything, but a date is no name and no title. */
export function suits(table: DataTable, target: string, shapes: ShapeShares): number {
  const shape = shapeOfTarget(table, target);
  if (shape !== null) return shapes[shape] >= 0.8 ? shapes[shape] : 0;
  const kind = defaultKind(table, target);
  if (kind === "id") return shapes.date >= 0.8 || shapes.email >= 0.8 ? 0 : 1;
  return shapes.date >= 0.8 || shapes.email >= 0.8 || (shapes.amount >= 0.8 && target !== "user" && target !== "number") ? 0 : 1;
}
