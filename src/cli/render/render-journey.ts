import type { ChalkInstance } from "chalk";
import type { JourneyReport } from "../../app/journey.ts";
import type { Day } from "../../core/days.ts";
import { clean, count } from "../../core/text.ts";
import { PLAN_ITEMS } from "../../domain/success-plan/plan-items.ts";
import { cleanScreen } from "./clean-screen.ts";
import { cut } from "./cut.ts";
import { table } from "./table.ts";
import { columns, wrap } from "./wrap.ts";

/** Columns that a name keeps in a table that is too wide. */
const LEAST = 12;

export interface JourneyView {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly asOf: Day;
}

/** Every account in a row: where it stands, its milestones, the next one, first value and plan. */
export function renderJourneys(journeys: readonly JourneyReport[], { paint, width, asOf }: JourneyView): string {
  if (journeys.length === 0) return `No account is in its first 90 days as of ${asOf}.\n`;
  const withPlans = journeys.some(({ plan }) => plan !== null);
  const rows = journeys.map((journey) => [
    journey.name,
    journey.position ?? (journey.start === null ? "start not known" : "not started"),
    journey.day === null ? "–" : String(journey.day),
    milestonesText(journey),
    nextText(journey),
    valueText(journey),
    ...(withPlans ? [planText(journey)] : []),
  ]);
  const onboarding = journeys.filter(({ day }) => day !== null && day <= 90).length;
  const late = journeys.filter(({ milestones }) => milestones.some(({ state }) => state === "late")).length;
  const foot = `${count(journeys.length, "account")} as of ${asOf}: ${onboarding} in the first 90 days, ${late} with a milestone overdue. – where no use and no meetings are on record that reach back to the start.${withPlans ? "" : " No success plans in the exports."}`;
  const header = ["Account", "Position", "Day", "Milestones", "Next, due", "First value", ...(withPlans ? ["Plan"] : [])];
  const over = columns(table(header, rows, [2]).split("\n")[1] ?? "") - width;
  const longest = Math.max(LEAST, ...rows.map(([name = ""]) => columns(name))) - Math.max(0, over);
  const fitted = rows.map(([name = "", ...rest]) => [cut(clean(name), Math.max(LEAST, longest)), ...rest]);
  return `${table(header, fitted, [2])}\n\n${paint.dim(wrap(foot, width))}\n`;
}

/** One account with all its milestones. */
export function renderJourneyOf(journey: JourneyReport, { paint, width, asOf }: JourneyView): string {
  const { name, position, day, start, start_kind, touch, milestones, plan } = journey;
  const at =
    day === null ? "no start is recorded" : `${position ?? ""} (${day} days, counted from the ${start_kind ?? "start"} on ${start ?? ""})`;
  const rows = milestones.map((milestone) => [milestone.name, milestone.due, milestone.done ?? "–", stateText(milestone.state, paint)]);
  const sections = [
    `${paint.bold(name)}  ${at}${touch === null ? "" : ` · ${touch}`} · as of ${asOf}`,
    rows.length === 0
      ? wrap(`No milestone can be told: ${journey.untold ?? "no start is recorded"}.`, width)
      : table(["Milestone", "Due", "Reached", "State"], rows),
    `First value: ${valueText(journey)}`,
    wrap(plan === null ? "Success plan: no success plans in the exports." : fullPlanText(plan), width),
  ];
  return `${cleanScreen(paint, sections.join("\n\n"))}\n`;
}

function milestonesText({ milestones }: JourneyReport): string {
  if (milestones.length === 0) return "–";
  const late = milestones.filter(({ state }) => state === "late").length;
  return `${milestones.filter(({ done }) => done !== null).length}/${milestones.length}${late > 0 ? `, ${late} late` : ""}`;
}

function nextText({ milestones }: JourneyReport): string {
  const next = milestones.find(({ done }) => done === null);
  return next === undefined ? "–" : `${next.name} ${next.due}`;
}

function valueText(journey: JourneyReport): string {
  const { first_value_on: on, first_value_known: known, days_to_first_value: days, use_recorded_by: rhythm } = journey;
  if (on === null) return known ? "no" : "not known";
  if (days !== null && rhythm !== "day") return `${rhythm} of ${on}`;
  return days === null ? "yes" : `after ${count(days, "day")}`;
}

function planText({ plan }: JourneyReport): string {
  return plan === null ? "–" : `${plan.items}/${PLAN_ITEMS.length}`;
}

function fullPlanText({ plans, items, missing }: NonNullable<JourneyReport["plan"]>): string {
  if (plans === 0) return "Success plan: none.";
  return `Success plan: ${items} of ${PLAN_ITEMS.length} items${missing.length === 0 ? "" : `; missing: ${missing.join(", ")}`}.`;
}

function stateText(state: JourneyReport["milestones"][number]["state"], paint: ChalkInstance): string {
  return { done: paint.green, "done late": paint.yellow, open: paint.dim, late: paint.red }[state](state);
}
