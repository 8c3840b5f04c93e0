import { measure } from "../book/measure.ts";
import { compareText } from "../core/compare-text.ts";
import { count, list } from "../core/text.ts";
import type { Measurement } from "../domain/facts/fact.ts";
import { formatFact } from "../domain/facts/format-value.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { listTasks } from "../tasks/find-task.ts";
import { listPackets } from "../tasks/list-packets.ts";
import type { MemoryLine } from "../tasks/memory.ts";
import type { Session } from "./open-session.ts";
import { outcomesOf } from "./play-outcomes.ts";
import { playsSummary } from "./play-summary.ts";

/** The eight lines that close a session, each under its fixed name. */
export const SUMMARY_LINES = [
  "Success Program Built",
  "Key Strategy Decision",
  "Retention Impact",
  "Customer Health",
  "Growth Achieved",
  "Feedback Integration",
  "Knowledge Captured",
  "Collaboration Needs",
] as const;
export type SummaryLine = (typeof SUMMARY_LINES)[number];
export type SessionSummary = Readonly<Record<SummaryLine, string>>;

interface Captured {
  readonly insights: readonly MemoryLine[];
  readonly project: readonly MemoryLine[];
  /** How many of them are new. */
  readonly added: number;
}

const FIGURES = ["grr_12m", "revenue_churn_12m", "nrr_12m", "accounts_green", "accounts_yellow", "accounts_red", "arr_at_risk", "book_arr"];

/** The session in eight lines, from the tasks, packets and memory of the workspace and the figures of the base. */
export async function sessionSummary(session: Session, { insights, project, added }: Captured): Promise<SessionSummary> {
  const { deps, asOf, book } = session;
  const figures = new Map((await measure(session.context(), { book: book.owner ?? "all" }, FIGURES)).map((one) => [one.metric, one]));
  const said = (metric: string): string => printed(figures.get(metric));
  const tasks = (await listTasks(deps.workspace.tasks, deps.log)).filter(({ opened }) => opened <= asOf);
  const packets = (await listPackets(deps.workspace.handoffs, deps.log))
    .map(({ packet }) => packet)
    .filter(({ created }) => created <= asOf);
  const outside = packets.filter(({ outside: out }) => out);
  const waiting = packets.filter(({ status }) => status === "open" || status === "acknowledged");
  const kinds = [...new Set(tasks.map(({ key }) => key.split("/")[0] ?? key))].sort();
  return {
    "Success Program Built":
      tasks.length === 0
        ? "no task on record yet"
        : `${count(tasks.filter(({ status }) => status === "open").length, "open task")} of ${tasks.length}, on ${list(kinds)}`,
    "Key Strategy Decision": newest(project) ?? "none on record",
    "Retention Impact": `gross revenue retention of 12 months ${said("grr_12m")}, revenue churn ${said("revenue_churn_12m")}; at risk ${said("arr_at_risk")} of ${said("book_arr")}`,
    "Customer Health": `${said("accounts_green")} green, ${said("accounts_yellow")} yellow, ${said("accounts_red")} red on ${asOf}; ${playsSummary(await outcomesOf(session))}`,
    "Growth Achieved": `net revenue retention of 12 months ${said("nrr_12m")}`,
    "Feedback Integration":
      outside.length === 0
        ? "nothing has gone to product or marketing"
        : `${outside.length} handed to product or marketing, ${outside.filter(({ status }) => status === "done").length} of them finished`,
    "Knowledge Captured": `${count(added, "new entry", "new entries")}, ${insights.length + project.length} in all${newest(insights) === undefined ? "" : `; last: ${newest(insights) ?? ""}`}`,
    "Collaboration Needs":
      waiting.length === 0
        ? "nothing waits for anybody"
        : `${count(waiting.length, "packet")} waiting at ${list([...new Set(waiting.map(({ to }) => to))].sort())}`,
  };
}

function printed(measurement: Measurement | undefined): string {
  if (measurement === undefined || measurement.value === null) return "unknown";
  const metric = METRICS.get(measurement.metric);
  return formatFact(measurement, undefined, metric?.change, metric?.decimals);
}

function newest(lines: readonly MemoryLine[]): string | undefined {
  return [...lines]
    .filter(({ date }) => date !== null)
    .sort((a, b) => compareText(a.date ?? "", b.date ?? ""))
    .at(-1)?.text;
}
