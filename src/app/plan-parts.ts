import type { Part } from "../reports/document.ts";
import {
  type AccountView,
  growthPart,
  milestonesPart,
  peoplePart,
  problemsPart,
  renewalPart,
  signalsPart,
  successPlanPart,
  whitespacePart,
} from "./account-parts.ts";
import { accountWordsPart } from "./account-words.ts";
import type { PlanBlock } from "./plan-template.ts";

const PARTS: Readonly<Record<PlanBlock, (view: AccountView) => Promise<Part>>> = {
  signals: signalsPart,
  growth: growthPart,
  people: peoplePart,
  whitespace: whitespacePart,
  "success-plan": successPlanPart,
  problems: problemsPart,
  renewal: renewalPart,
  milestones: milestonesPart,
  words: accountWordsPart,
};

/** The parts that a plan shows beside its steps, in its order. */
export async function planParts(show: readonly PlanBlock[], view: AccountView): Promise<Part[]> {
  const parts: Part[] = [];
  // One after the other: they share one open book.
  for (const name of show) parts.push(await PARTS[name](view));
  return parts;
}
