import type { ChalkInstance } from "chalk";
import type { ServiceGroup, ServiceReport } from "../../app/service.ts";
import { capitalised, clean, count } from "../../core/text.ts";
import { cleanScreen } from "./clean-screen.ts";
import { cut } from "./cut.ts";
import { percent } from "./percent.ts";
import { table } from "./table.ts";
import { columns, wrap } from "./wrap.ts";

interface View {
  readonly paint: ChalkInstance;
  readonly width: number;
}

const LISTED = 25;
const LONGEST_NAME = 22;

/** The figures of all tickets as sentences with their denominators, then a line for each group. */
export function renderService(report: Omit<ServiceReport, "age">, { paint, width }: View): string {
  const { all, by, groups, from, as_of: asOf } = report;
  if (all.tickets === 0 && all.open === 0) return clean(`No tickets of ${all.name} from ${from} to ${asOf}, and none open.\n`);
  const head = `${paint.bold(capitalised(all.name))}: ${count(all.tickets, "ticket")} opened from ${from} to ${asOf}`;
  const lines = [wrap(head, width), ...facts(report).map(([title, text]) => `  ${title.padEnd(13)}${wrap(text, width - 15, 15)}`)];
  const parts = [lines.join("\n")];
  if (by !== null && groups.length > 0) {
    parts.push(groupTable(groups, by, width));
    const more = groups.length > LISTED ? [`… and ${groups.length - LISTED} more (--json lists all)`] : [];
    parts.push(
      paint.dim(
        [
          ...more,
          wrap(
            `In time: of those whose first reply is judged. Reply and solved: half are done by then, those still waiting counted. Mood: -1 to 1.`,
            width,
          ),
        ].join("\n"),
      ),
    );
  }
  return `${cleanScreen(paint, parts.join("\n\n"))}\n`;
}

function facts(report: Omit<ServiceReport, "age">): (readonly [string, string])[] {
  const { all, first_reply_hours: promise, working_hours: hours, replies_known: replies, escalations_known: escalations } = report;
  const settled = all.in_time + all.late + all.overdue;
  const reply = !replies
    ? "no export records first replies, so none can be judged"
    : `${share(all.in_time_share)} within ${promise} h${hours === null ? "" : ` of working time (${hours})`}: ${all.in_time} of ${settled}; ${all.late} late, ${all.overdue} over the promise without a reply, ${all.waiting} still in time. Half ${within(all.first_reply_median_hours)}, 90 % ${within(all.first_reply_p90_hours)}`;
  const unjudged = all.tickets - all.judged;
  return [
    ["First reply", replies && unjudged > 0 ? `${reply}. ${count(unjudged, "ticket")} solved without a recorded reply left out` : reply],
    [
      "Resolution",
      `${all.solved} of ${all.tickets} solved${undatedText(all)}; half ${within(all.resolution_median_hours)}, 90 % ${within(all.resolution_p90_hours)}, by the calendar`,
    ],
    ["Reopened", all.reopens_known === 0 ? "no export tells" : `${all.reopened} of ${all.reopens_known}, as the export has it today`],
    [
      "Backlog",
      all.open === 0
        ? "nothing open"
        : `${count(all.open, "ticket")} open, whenever opened; half older than ${count(all.backlog_median_days ?? 0, "day")}, the oldest ${count(all.backlog_oldest_days ?? 0, "day")}`,
    ],
    [
      "Escalation",
      escalations
        ? `${all.escalated ?? 0} of ${all.tickets} tagged as escalated, ${all.escalated_needlessly ?? 0} of them within support's own authority; ${all.kept_though_above ?? 0} above it were not tagged`
        : `${all.above_support} of ${all.tickets} are above support's written authority; no export tags what was escalated`,
    ],
    ["Ratings", all.rated === 0 ? "none" : `${all.rated_bad} of ${all.rated} rated bad`],
    [
      "Mood",
      all.sentiment === null
        ? "no ticket was read"
        : `${signed(all.sentiment)} on average (-1 to 1) over ${count(all.sentiment_n, "ticket")}; in as many days before ${all.sentiment_before === null ? "none" : signed(all.sentiment_before)}`,
    ],
  ];
}

/** What the status says over and no day tells of: said, for it is in no time and in no backlog. */
function undatedText({ solved_undated: undated }: ServiceGroup): string {
  return undated === 0 ? "" : ` on a day that is told, ${undated} more by their status without a day (not open, and in no time to solve)`;
}

function groupTable(groups: readonly ServiceGroup[], by: string, width: number): string {
  const rows = groups
    .slice(0, LISTED)
    .map((group) => [
      cut(group.name, LONGEST_NAME),
      String(group.tickets),
      share(group.in_time_share),
      String(group.judged),
      time(group.first_reply_median_hours),
      time(group.resolution_median_hours),
      String(group.open),
      String(group.above_support),
      mood(group),
    ]);
  const header = [capitalised(by), "Tickets", "In time", "Judged", "Reply", "Solved", "Open", "Above", "Mood"];
  const right = [1, 2, 3, 4, 5, 6, 7];
  const full = table(header, rows, right);
  if (fits(full, width)) return full;
  const pick = (row: readonly string[]): string[] => [0, 1, 2, 4, 6, 8].map((at) => row[at] ?? "");
  const fewer = table(pick(header), rows.map(pick), [1, 2, 3, 4]);
  if (fits(fewer, width)) return fewer;
  return table(
    pick(header),
    rows.map(pick).map((row) => row.map((cell) => cell.replace(/ \(before.*$/, ""))),
    [1, 2, 3, 4],
  );
}

function fits(text: string, width: number): boolean {
  return text.split("\n").every((line) => columns(line) <= width);
}

function mood({ sentiment, sentiment_before: before }: ServiceGroup): string {
  if (sentiment === null) return "–";
  return before === null ? signed(sentiment) : `${signed(sentiment)} (before ${signed(before)})`;
}

function within(hours: number | null): string {
  return hours === null ? "not yet" : `within ${time(hours)}`;
}

function share(value: number | null): string {
  return value === null ? "–" : percent(value);
}

function time(hours: number | null): string {
  if (hours === null) return "not yet";
  return hours < 48 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} d`;
}

function signed(value: number): string {
  return `${value > 0 ? "+" : ""}${value.toFixed(2)}`;
}
