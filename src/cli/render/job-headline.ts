import type { JobResult } from "../../batch/job-result.ts";
import { isRecord } from "../../core/json.ts";
import { clean, count } from "../../core/text.ts";

/** What came of a job, in a line: what it answers or found, else why it failed. */
export function jobHeadline({ status, exit, result, error }: JobResult): string {
  if (status !== "ok") return clean(error === undefined ? `exit ${exit ?? "unknown"}` : error.message).replaceAll(/\s+/g, " ");
  const said = clean(isRecord(result) ? recordText(result) : Array.isArray(result) ? rowsText(result.filter(isRecord), result.length) : "");
  if (exit !== 2) return said === "" ? "done" : said;
  return said === "" ? "findings" : `findings: ${said}`;
}

type Row = Readonly<Record<string, unknown>>;

function recordText(result: Row): string {
  if (typeof result["headline"] === "string") return result["headline"];
  if (isAccountPage(result)) return pageText(result);
  const { counts } = result;
  if (isRecord(counts) && Array.isArray(result["findings"])) return severitiesText(counts);
  const [name, rows] = Object.entries(result).find(([key, value]) => NAMED.has(key) && Array.isArray(value)) ?? [];
  return name !== undefined && Array.isArray(rows) ? count(rows.length, name.slice(0, -1)) : "";
}

/** Lists that a command's result is about. */
const NAMED = new Set(["renewals", "reviews", "tasks", "steps", "patterns"]);

interface PageOfAccount {
  readonly name: string;
  readonly health: unknown;
  readonly open_tickets: readonly unknown[];
}

function isAccountPage(result: Row): result is Row & PageOfAccount {
  return typeof result["name"] === "string" && Array.isArray(result["open_tickets"]) && "health" in result;
}

/** "Acme Corp: health red at 48.0, 5 open tickets". */
function pageText({ name, health, open_tickets: tickets }: PageOfAccount): string {
  return `${name}: ${isRecord(health) ? healthText(health, "no health score") : "no health score"}, ${count(tickets.length, "open ticket")}`;
}

function healthText({ score, tier }: Row, none: string): string {
  return typeof score === "number" && typeof tier === "string" ? `health ${tier} at ${score.toFixed(1)}` : none;
}

const SEVERITIES = ["critical", "high", "medium", "low"] as const;

/** "4 high, 15 medium". */
function severitiesText(counts: Row): string {
  const found = SEVERITIES.flatMap((severity) => {
    const many = counts[severity];
    return typeof many === "number" && many > 0 ? [`${many} ${severity}`] : [];
  });
  return found.length === 0 ? "nothing found" : found.join(", ");
}

function rowsText(rows: readonly Row[], total: number): string {
  const [first] = rows;
  if (rows.length === 1 && first !== undefined && isScore(first))
    return `${String(first["name"])}: ${healthText(first, "no health score")}`;
  if (rows.length > 1 && rows.every(isScore)) return tiersText(rows);
  if (rows.length > 0 && rows.every((row) => typeof row["signal"] === "string" && typeof row["account"] === "string"))
    return `${count(total, "signal")} at ${count(new Set(rows.map((row) => row["account"])).size, "account")}`;
  return count(total, "row");
}

/** Whether a row is one of `health`. */
function isScore(row: Row): boolean {
  return typeof row["name"] === "string" && "score" in row && "tier" in row && "coverage" in row;
}

/** "36 accounts: 2 red, 7 yellow, 20 green, 7 without a score". */
function tiersText(rows: readonly Row[]): string {
  const parts = ["red", "yellow", "green", null].flatMap((tier) => {
    const many = rows.filter((row) => row["tier"] === tier).length;
    return many === 0 ? [] : [`${many} ${tier ?? "without a score"}`];
  });
  return `${count(rows.length, "account")}: ${parts.join(", ")}`;
}
