import type { ChalkInstance } from "chalk";
import type { SurvivalGroup, SurvivalReport } from "../../app/survival.ts";
import { count } from "../../core/text.ts";
import { cleanScreen } from "./clean-screen.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

/** One line a group: how many, how many left, the median, and the share still here after half a year, one, two and three. */
export function renderSurvival(
  { as_of, by, definition, groups }: SurvivalReport,
  { paint, width }: { readonly paint: ChalkInstance; readonly width: number },
): string {
  const marks = [180, 365, 730, 1095];
  const rows = groups.map((group) => [
    group.group === "all" ? "all customers" : group.group,
    String(group.customers),
    String(group.left),
    medianText(group),
    ...marks.map((days) => shareText(group, days)),
  ]);
  const [all] = groups;
  const returned = all !== undefined && all.customers > all.accounts;
  const head = [
    by === null ? "" : capital(by),
    returned ? "Stays" : "Customers",
    "Left",
    "Median stay",
    "½ year %",
    "1 year %",
    "2 years %",
    "3 years %",
  ];
  const notes = [
    `Per cent still here after so long, with its 95 % interval; "–" where nobody has been here that long. Of ${count(all?.customers ?? 0, returned ? "stay" : "customer")}, ${all?.censored ?? 0} have not ${returned ? "ended" : "left"} and count for as long as they have been seen.`,
    `Stay: ${definition}.`,
    ...(returned ? [returnedNote(all)] : []),
    ...leftNote(all?.left ?? 0, returned),
  ];
  return `${cleanScreen(paint, table(head, rows, [1, 2]))}\n\n${notes.map((note) => paint.dim(wrap(note, width))).join("\n")}\n${paint.dim(`as of ${as_of}`)}\n`;
}

function medianText({ median_days, median_ci }: SurvivalGroup): string {
  if (median_days === null) return "not reached";
  const [low, high] = median_ci;
  return `${median_days} d (${low ?? "?"}–${high ?? "?"})`;
}

function shareText({ marks }: SurvivalGroup, days: number): string {
  const mark = marks.find((each) => each.days === days);
  if (mark === undefined || mark.survival === null || mark.low === null || mark.high === null) return "–";
  const percent = (share: number): string => String(Math.round(share * 100));
  // Where nobody has left yet the interval has no width, which would look like certainty.
  return mark.survival === 1 ? "100" : `${percent(mark.survival)} (${percent(mark.low)}–${percent(mark.high)})`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Without it, this and `churn reasons` would seem to count differently. */
function returnedNote({ customers, accounts, left, gone }: SurvivalGroup): string {
  return `These are ${customers} stays of ${count(accounts, "customer")}: who came back is counted once for each stay. ${count(left, "stay")} ended, and ${count(gone, "customer is", "customers are")} gone by now.`;
}

/** "Left" is what they did, not how many there are. */
function leftNote(left: number, returned: boolean): string[] {
  if (left >= 10) return [];
  return [
    left === 0
      ? "Nobody is on record as having left, so the curve cannot fall: if customers who left are missing from the export, it says nothing."
      : `Only ${returned ? count(left, "stay has ended", "stays have ended") : count(left, "customer has gone", "customers have gone")}: read the curve with the intervals.`,
  ];
}
