import { daysToValue, daysToValueSoFar, journeyDay, journeyOf, whyUntold } from "../../journey/journey.ts";
import { milestonesOf, openOnboarding } from "../../journey/milestones.ts";
import { positionOn } from "../../journey/position.ts";
import { missingItems, planItems } from "../../success-plan/plan-items.ts";
import type { Cells, Metric } from "../metric.ts";
import { cell } from "./cells.ts";

const JOURNEY = {
  about: "account",
  query: "journey-dates",
  needs: "a subscriptions or CRM deals export, meetings and product usage",
  window: 0,
} as const;
const PLAN = { about: "account", query: "plan-items", needs: "an export of success plans (read by a mapping)", window: 0 } as const;
const BEFORE = (row: Cells): string => whyUntold(journeyOf(row)) ?? "the exports do not reach back to the account's start";

const PLAN_FORMULAS = {
  objectives: "plans that state an objective",
  criteria: "plans that state success criteria",
  stakeholders: "stakeholders named who have not left",
  milestones: "milestones of the account with a due day",
  cadences: "plans that state a cadence",
  renewal_strategies: "plans that state a renewal strategy",
  expansions: "plans that say something on expansion",
} as const;

/** Where an account stands on its way from the kickoff to the ongoing phase, and how complete its success plan is. */
export const JOURNEY_METRICS: readonly Metric[] = [
  {
    ...JOURNEY,
    name: "journey_position",
    title: "journey position",
    unit: "text",
    sense: "neutral",
    words: ["journey", "position", "phase", "onboarding"],
    formula: "day of the journey: day 1, week 1 (2–7), weeks 2–4 (8–29), day 30 (30–59), day 60 (60–89), day 90, ongoing",
    value: (row) => positionOn(journeyDay(journeyOf(row))),
    reason: () => "no start is recorded",
  },
  {
    ...JOURNEY,
    name: "journey_day",
    title: "day of the journey",
    unit: "count",
    sense: "neutral",
    words: ["day", "journey", "onboarding"],
    formula:
      "as-of − start + 1; the start is the kickoff, else the first subscription or contract, the won deal, the making of the CRM record",
    value: (row) => journeyDay(journeyOf(row)),
    reason: () => "no start is recorded",
  },
  {
    ...JOURNEY,
    name: "journey_start",
    title: "start of the journey",
    unit: "date",
    sense: "neutral",
    words: ["start", "began", "journey", "onboarding"],
    formula: "kickoff held, else start of the first subscription or contract, else the won deal, else the making of the CRM record",
    value: (row) => journeyOf(row).start,
    reason: () => "no start is recorded",
  },
  {
    ...JOURNEY,
    name: "journey_start_kind",
    title: "what the journey starts with",
    unit: "text",
    sense: "neutral",
    words: ["start", "from"],
    formula: "kickoff, subscription, contract, deal or record",
    value: (row) => journeyOf(row).startKind,
    reason: () => "no start is recorded",
  },
  {
    ...JOURNEY,
    name: "milestones_done",
    title: "onboarding milestones reached",
    unit: "count",
    sense: "up-good",
    words: ["milestone"],
    formula: "of kickoff, first use, training, first value, check-in by day 60 and review by day 90, those reached",
    value: (row) => count(row, ({ done }) => done !== null),
    reason: BEFORE,
  },
  {
    ...JOURNEY,
    name: "milestones_late",
    title: "onboarding milestones overdue",
    unit: "count",
    sense: "down-good",
    words: ["milestone", "overdue", "late"],
    formula: "of the six onboarding milestones, those whose due day has passed and that were not reached",
    value: (row) => count(row, ({ state }) => state === "late"),
    reason: BEFORE,
  },
  {
    ...JOURNEY,
    name: "milestones_missing",
    title: "overdue onboarding milestones, by name",
    unit: "text",
    sense: "neutral",
    words: ["milestone", "missing"],
    formula: "names of the onboarding milestones overdue",
    value: (row) => names(row, ({ state }) => state === "late"),
    reason: () => "none is overdue, or the exports do not reach back to the account's start",
  },
  {
    ...JOURNEY,
    name: "next_milestone",
    title: "next onboarding milestone",
    unit: "text",
    sense: "neutral",
    words: ["next", "milestone"],
    formula: "the first onboarding milestone not reached",
    value: (row) => milestonesOf(journeyOf(row)).find(({ done }) => done === null)?.name ?? null,
    reason: () => "all are reached, or the exports do not reach back to the account's start",
  },
  {
    ...JOURNEY,
    name: "first_value_since_start",
    title: "first value reached on, since the start",
    unit: "date",
    sense: "neutral",
    words: ["first", "value"],
    formula: "earliest day with an event that counts as first value, from the start on; use before a kickoff that was held counts too",
    value: (row) => journeyOf(row).firstValueOn,
    reason: () => "first value has not been reached since the start",
  },
  {
    ...JOURNEY,
    name: "days_to_first_value",
    title: "days to first value",
    unit: "days",
    sense: "down-good",
    words: ["value", "first"],
    formula: "first value reached − start of the journey",
    value: (row) => daysToValue(journeyOf(row)),
    reason: () => "first value has not been reached, or the exports do not reach back to the start",
  },
  {
    ...JOURNEY,
    name: "days_to_value_so_far",
    title: "days to first value, or without it so far",
    unit: "days",
    sense: "down-good",
    words: ["value", "first"],
    formula: "first value reached (as-of where it has not been) − start of the journey",
    value: (row) => daysToValueSoFar(journeyOf(row)),
    reason: BEFORE,
  },
  {
    ...JOURNEY,
    name: "onboarding_open",
    title: "open steps of the implementation",
    unit: "count",
    sense: "down-good",
    words: ["onboarding", "implementation", "step", "open"],
    formula:
      "milestones of the account due within 45 days of the start and not reached; without such, of kickoff, first use, training, first value",
    value: (row) => openOnboarding(journeyOf(row))?.length ?? null,
    reason: BEFORE,
  },
  {
    ...JOURNEY,
    name: "onboarding_missing",
    title: "open steps of the implementation, by name",
    unit: "text",
    sense: "neutral",
    words: ["onboarding", "implementation", "missing"],
    formula: "names of the open steps of the implementation",
    value: (row) => openOnboarding(journeyOf(row))?.join(", ") || null,
    reason: () => "none is open, or the exports do not reach back to the account's start",
  },
  {
    ...PLAN,
    name: "success_plans",
    title: "success plans",
    unit: "count",
    sense: "up-good",
    words: ["plan"],
    formula: "success plans of the account",
    value: cell("plans"),
  },
  {
    ...PLAN,
    name: "plan_items",
    title: "items of the success plan",
    unit: "count",
    sense: "up-good",
    words: ["plan", "item"],
    formula: "of seven: objectives, success criteria, stakeholders still there, dated milestones, cadence, renewal strategy, expansion",
    value: planItems,
  },
  {
    ...PLAN,
    name: "plan_missing",
    title: "items the success plan lacks",
    unit: "text",
    sense: "neutral",
    words: ["plan", "item", "lack", "missing"],
    formula: "names of the items that no plan of the account holds",
    value: (row) => missingItems(row).join(", ") || null,
    reason: () => "the plan is complete",
  },
  ...(["objectives", "criteria", "stakeholders", "milestones", "cadences", "renewal_strategies", "expansions"] as const).map(
    (name): Metric => ({
      ...PLAN,
      name: `plan_${name}`,
      title: `${name.replace("_", " ")} in the success plan`,
      unit: "count",
      sense: "up-good",
      words: ["plan"],
      formula: PLAN_FORMULAS[name],
      value: cell(name),
    }),
  ),
];

function count(row: Cells, wanted: (milestone: ReturnType<typeof milestonesOf>[number]) => boolean): number | null {
  const milestones = milestonesOf(journeyOf(row));
  return milestones.length === 0 ? null : milestones.filter(wanted).length;
}

function names(row: Cells, wanted: (milestone: ReturnType<typeof milestonesOf>[number]) => boolean): string | null {
  return (
    milestonesOf(journeyOf(row))
      .filter(wanted)
      .map(({ name }) => name)
      .join(", ") || null
  );
}
