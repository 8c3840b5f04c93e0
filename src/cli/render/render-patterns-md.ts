import type { PatternsList } from "../../app/patterns.ts";
import type { PatternRow } from "../../app/patterns-row.ts";
import { markdownCell, markdownLine } from "../../core/markdown-text.ts";
import { clean } from "../../core/text.ts";
import { missing, shownPatterns, moneyOf, moveOf, stateOf, summary } from "./render-patterns.ts";

/** The patterns as a page of Markdown: a table, then each with its gap and customers' words. */
export function patternsMarkdown(list: PatternsList, all: boolean): string {
  const { week, asOf } = list;
  const { loud, shown } = shownPatterns(list.patterns, all || list.patterns.length === 1);
  const patterns = [...loud, ...shown];
  const lines = [
    `# What recurs across customers, ${week}`,
    "",
    `As of ${asOf}. ${summary(list)} ${missing(list)}`,
    ...(patterns.length === 0
      ? []
      : ["", "| Pattern | Accounts | Tickets | ARR | Severity | Since last week |", "| --- | ---: | ---: | --- | --- | --- |"]),
    ...patterns.map(
      (pattern) =>
        `| ${markdownCell(pattern.title)} | ${pattern.account_count} | ${pattern.ticket_count} | ${moneyOf(pattern) ?? "unknown"} | ${pattern.severity} | ${pattern.since_last_week} |`,
    ),
    ...patterns.flatMap(section),
  ];
  return `${clean(lines.join("\n"))}\n`;
}

function section(pattern: PatternRow): string[] {
  return [
    "",
    `## ${markdownLine(pattern.title)}`,
    "",
    `${pattern.gap === null ? "" : `${markdownLine(pattern.gap).replace(/\.$/, "")}. `}${moveOf(pattern)}. ${pattern.first_seen} to ${pattern.last_seen}. Capability: ${pattern.capability ?? "unknown"}. ${stateOf(pattern)}. Id: \`${pattern.id}\`.`,
    ...(pattern.themes.length > 1 ? ["", ...pattern.themes.map(({ title, tickets }) => `- ${markdownLine(title)} (${tickets})`)] : []),
    ...(pattern.quotes.length > 0 ? [""] : []),
    ...pattern.quotes.map(
      ({ ticket, name, on, text }) =>
        `> ${markdownLine(text)} (ticket ${markdownLine(ticket)}, ${markdownLine(name ?? "account unknown")}, ${on})\n>`,
    ),
  ];
}
