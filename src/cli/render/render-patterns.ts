import type { ChalkInstance } from "chalk";
import type { PatternsList } from "../../app/patterns.ts";
import type { PatternRow } from "../../app/patterns-row.ts";
import { clean, count } from "../../core/text.ts";
import { formatMoney } from "../../domain/facts/format-value.ts";
import { cleanScreen } from "./clean-screen.ts";
import { cut } from "./cut.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

export interface PatternsView {
  readonly paint: ChalkInstance;
  readonly width: number;
  /** Every pattern, not only the first. */
  readonly all: boolean;
}

const FEW = 15;
const INDENT = 2;

/** The patterns in their order: what, whom it touches, how it moves, what became of it, customers' words. */
export function renderPatterns(list: PatternsList, view: PatternsView): string {
  const { asOf, patterns, week } = list;
  const { paint, width } = view;
  if (patterns.length === 0)
    return clean(
      `${wrap(`No pattern in ${count(list.tickets, "ticket")} as of ${asOf}: nothing that ${list.bounds.min_accounts} accounts tell in like words. ${missing(list)}`, width)}\n`,
    );
  const { loud, shown } = shownPatterns(patterns, view.all);
  const more = patterns.length - loud.length - shown.length;
  const lines = [
    paint.bold(`What recurs across customers, ${week}`) + paint.dim(`  as of ${asOf}`),
    "",
    ...(loud.length === 0 ? ["Nothing is new or rises this week.", ""] : loud.flatMap((pattern) => [...renderPattern(pattern, view), ""])),
    ...(shown.length === 0 ? [] : [paint.underline("Known for longer, not rising"), "", othersTable(shown, width), ""]),
    wrap(summary(list), width),
    ...(more > 0
      ? [wrap(`${more} more, most of them gone quiet: --all lists them. \`echo-cs patterns file\` hands to product what is due.`, width)]
      : []),
    paint.dim(wrap(missing(list), width)),
  ];
  return `${cleanScreen(view.paint, lines.join("\n"))}\n`;
}

/** What is new or moves, and of the rest the first that are not gone; all of it where that was asked for. */
export function shownPatterns(
  patterns: readonly PatternRow[],
  all: boolean,
): { readonly loud: readonly PatternRow[]; readonly shown: readonly PatternRow[] } {
  const quiet = patterns.filter((pattern) => !isNews(pattern));
  return {
    loud: patterns.filter(isNews),
    shown: all ? quiet : quiet.filter(({ since_last_week: change }) => change !== "gone").slice(0, FEW),
  };
}

/** What a reader is to look at: it moves, or it is back. */
function isNews({ rising, since_last_week: change, status }: PatternRow): boolean {
  return status !== "closed" && (rising || change === "new" || status === "back");
}

const FIGURES_WIDE = 62;
const NARROWEST_TITLE = 22;

function othersTable(patterns: readonly PatternRow[], width: number): string {
  const room = Math.max(NARROWEST_TITLE, width - FIGURES_WIDE);
  return table(
    ["Pattern", "Accounts", "Tickets", "ARR", "Last week", "State", "Id"],
    patterns.map((pattern) => [
      cut(pattern.title, room),
      String(pattern.account_count),
      String(pattern.ticket_count),
      pattern.arr_minor > 0 ? formatMoney(pattern.arr_minor, pattern.currency) : "–",
      pattern.since_last_week,
      pattern.status,
      cut(pattern.id, 12),
    ]),
    [1, 2, 3],
  );
}

/** One pattern in full: every theme, every quote, every ticket. */
export function renderOnePattern(pattern: PatternRow, view: Omit<PatternsView, "all">): string {
  const tickets = wrap(`Tickets: ${pattern.tickets.join(", ")}`, view.width - INDENT, INDENT);
  const lines = [...renderPattern(pattern, view, ALL), `${" ".repeat(INDENT)}${tickets}`];
  return `${cleanScreen(view.paint, lines.join("\n"))}\n`;
}

const SOME = { themes: 4, quotes: 2 };
const ALL = { themes: Infinity, quotes: Infinity };

/** One pattern in a few lines. */
function renderPattern(pattern: PatternRow, { paint, width }: Omit<PatternsView, "all">, most = SOME): string[] {
  const inner = (text: string): string => `${" ".repeat(INDENT)}${wrap(text, width - INDENT).replaceAll("\n", `\n${" ".repeat(INDENT)}`)}`;
  const money = moneyOf(pattern);
  const head = [
    paint.bold(pattern.title),
    severityMark(pattern, paint),
    count(pattern.account_count, "account"),
    count(pattern.ticket_count, "ticket"),
    ...(money === undefined ? [] : [money]),
  ];
  const course = [moveOf(pattern), `${pattern.first_seen} to ${pattern.last_seen}`, pattern.capability ?? "capability unknown"];
  const themes = pattern.themes.slice(0, most.themes).map(({ title, tickets }) => `${title} (${tickets})`);
  return [
    wrap(head.join(" · "), width, INDENT),
    inner(course.join(" · ")),
    ...(pattern.gap === null ? [] : [inner(paint.dim(pattern.gap))]),
    ...(themes.length > 1 ? [inner(`As: ${themes.join("; ")}${pattern.themes.length > most.themes ? "; …" : ""}`)] : []),
    ...pattern.quotes
      .slice(0, most.quotes)
      .map(({ ticket, name, on, text }) => inner(`“${text}” ${paint.dim(`(ticket ${ticket}, ${name ?? "account unknown"}, ${on})`)}`)),
    inner(paint.dim(`${stateOf(pattern)} · ${pattern.id}`)),
  ];
}

/** How a pattern moves, with what it was held against. */
export function moveOf({
  rising,
  rise,
  since_last_week: change,
  this_week: now,
  last_week: before,
  adjusted_p_value: chance,
}: PatternRow): string {
  const weeks = `${now} this week, ${before} last`;
  if (!rising || rise === null || chance === null) return `${change}: ${weeks}`;
  const window = rise.weeks === 1 ? "this week" : `in ${rise.weeks} weeks`;
  return `${change === "new" ? "new and rising" : "rising"}: ${rise.counted} reports ${window} where ${expected(rise.expected)} were to be expected; ${weeks}`;
}

function expected(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

/** What became of a pattern: with product, closed, or with nobody yet. */
export function stateOf({ status, packet, closed, to }: PatternRow): string {
  if (closed !== null)
    return status === "back"
      ? `back since it was closed as ${closed.reason} on ${closed.on}`
      : `closed as ${closed.reason} on ${closed.on}`;
  if (packet === null) return status === "filed" ? "filed, its packet is gone" : `not filed; would go to ${to}`;
  return `with ${to} since ${packet.updated}, ${packet.status}`;
}

/** ARR of a pattern's accounts, each currency apart; undefined where none is known. */
export function moneyOf({
  arr_minor: minor,
  currency,
  arr_other: other,
  account_count: accounts,
  accounts_without_arr: without,
}: PatternRow): string | undefined {
  const sums = [...(minor > 0 ? [formatMoney(minor, currency)] : []), ...other.map((one) => formatMoney(one.arr_minor, one.currency))];
  if (sums.length === 0) return undefined;
  return `${sums.join(" + ")} a year${without > 0 ? ` from ${accounts - without} of them` : ""}`;
}

function severityMark({ severity }: PatternRow, paint: ChalkInstance): string {
  return { critical: paint.red.bold, high: paint.red, medium: paint.yellow, low: paint.green }[severity](severity);
}

/** How many of each kind, in a sentence. */
export function summary({ patterns, week }: PatternsList): string {
  const of = (change: string): number => patterns.filter(({ since_last_week: own }) => own === change).length;
  // What is new may be rising too, and is told as both.
  const rising = patterns.filter((pattern) => pattern.rising).length;
  const state = (status: string): number => patterns.filter((pattern) => pattern.status === status).length;
  const shipped = patterns.filter(({ closed }) => closed?.reason === "shipped").length;
  return `${count(patterns.length, "pattern")} in ${week}: ${of("new")} new, ${rising} rising, ${of("quieter")} quieter, ${of("gone")} gone, ${of("steady")} steady; ${state("filed")} filed, ${shipped} shipped.`;
}

/** What the list leaves out. */
export function missing({ tickets, alone, without_account: without, weeks }: PatternsList): string {
  return `${count(tickets, "ticket")} of ${weeks} weeks looked at; ${alone} of them are in no pattern${without > 0 ? `, and ${without} belong to no known account, so that they count for no account` : ""}.`;
}
