import type { Day } from "../core/days.ts";
import { escapeLine, idText, unescapeLine } from "./escape.ts";
import { parseFrontmatter, printFrontmatter, SCHEMA } from "./frontmatter.ts";
import { joinLines, splitLines, type Line } from "./markdown-lines.ts";
import { appendToSection, headingOf } from "./sections.ts";

export const INSIGHT_SECTIONS = ["At-risk customers and reasons", "Expansion opportunities", "Playbook improvements"] as const;
export type InsightSection = (typeof INSIGHT_SECTIONS)[number];

/** A finding worth keeping beyond the run that made it. */
export interface Insight {
  readonly section: InsightSection;
  /** The same for the same finding in every run, such as `acme/usage-down`: it is written down once. */
  readonly key: string;
  readonly date: Day;
  readonly text: string;
  /** Ids of the Facts it rests on. */
  readonly facts: readonly string[];
}

const ENTRY = /^\s*[-*+]\s+(\d{4}-\d{2}-\d{2}): (.*) \(facts: ([^()]*)\) <!-- echo: (\S+) -->\s*$/;
const NO_FACTS = "none";

/** A file with its headings and no finding yet. */
export function emptyInsights(task: string, title: string): string {
  const sections = INSIGHT_SECTIONS.map((section) => `\n## ${section}\n`);
  return `${printFrontmatter({ schema: SCHEMA, task })}\n# Insights: ${escapeLine(title)}\n${sections.join("")}`;
}

/** The findings that ECHO wrote and nobody reworded beyond recognition. Throws DataError for a broken or newer head. */
export function parseInsights(text: string, file: string): Insight[] {
  let section: string | undefined;
  return splitLines(parseFrontmatter(text, file)?.body ?? text).flatMap((line) => {
    section = headingOf(line) ?? section;
    const known = INSIGHT_SECTIONS.find((one) => one === section);
    const insight = known === undefined || line.fenced ? undefined : parseEntry(line.text, known);
    return insight === undefined ? [] : [insight];
  });
}

/**
 * The file with the findings added that it does not hold yet, each at the end of its section. Every line that was there stays as it was.
 * Throws DataError for a broken or newer head.
 */
export function mergeInsights(existing: string, wanted: readonly Insight[], file: string): string {
  const front = parseFrontmatter(existing, file);
  const known = new Set(existing.match(/<!-- echo: \S+ -->/g));
  const missing = wanted.filter((insight) => {
    const isNew = !known.has(mark(insight.key));
    known.add(mark(insight.key));
    return isNew;
  });
  const lines = INSIGHT_SECTIONS.reduce<readonly Line[]>(
    (all, section) => appendToSection(all, section, missing.filter((insight) => insight.section === section).map(printEntry)),
    splitLines(front?.body ?? existing),
  );
  return (front === undefined ? "" : front.open + front.yaml + front.close) + joinLines(lines);
}

function printEntry(insight: Insight): string {
  const facts = insight.facts.length === 0 ? NO_FACTS : insight.facts.map(idText).join(", ");
  return `- ${insight.date}: ${escapeLine(insight.text)} (facts: ${facts}) ${mark(insight.key)}`;
}

function parseEntry(line: string, section: InsightSection): Insight | undefined {
  const [, date, text, facts, key] = ENTRY.exec(line) ?? [];
  if (date === undefined || text === undefined || facts === undefined || key === undefined) return undefined;
  const ids = facts === NO_FACTS ? [] : facts.split(",").map((id) => id.trim());
  return { section, key, date, text: unescapeLine(text), facts: ids };
}

function mark(key: string): string {
  return `<!-- echo: ${idText(key)} -->`;
}
