import { isRecord } from "../core/json.ts";
import { HANDOFF_MODES, type HandoffMode } from "../domain/brief/brief.ts";
import { bulletText, sectionsOf } from "./body-sections.ts";
import { type Frontmatter, parseFrontmatter } from "./frontmatter.ts";
import type { LoadIssue } from "./load-issue.ts";
import { textOf, textsOf } from "./settings-values.ts";

export interface Lane {
  readonly id: string;
  readonly purpose: string;
  readonly agents: readonly string[];
}

export const RULE_SECTIONS = ["practice", "do", "dont", "limit", "condition", "standard", "authority", "everyone"] as const;
export type RuleSection = (typeof RULE_SECTIONS)[number];

export interface CharterRule {
  readonly id: string;
  readonly text: string;
  readonly section: RuleSection;
  /** For support's authority: whether the rule says what must be escalated; false for what support decides alone. */
  readonly escalate: boolean;
  /** Whose job it is by this rule; the first leads. Empty where the rule places no work. */
  readonly owners: readonly string[];
  /** How the work reaches the owner; undefined where the rule leaves that open. */
  readonly mode: HandoffMode | undefined;
  /** Phrases of a request that this rule is about. */
  readonly heardAs: readonly string[];
  /** Line in the file. */
  readonly line: number;
}

/** How the team works together: lanes, and rules with ids that code enforces. */
export interface Charter {
  readonly name: string;
  readonly lanes: readonly Lane[];
  readonly rules: readonly CharterRule[];
  /** Who takes what, from the body's table of requests: words a person would use, and the agent. */
  readonly takes: readonly { readonly request: string; readonly agent: string }[];
  readonly body: string;
  readonly path: string;
}

/** True for the file that is the team's charter: frontmatter `kind: charter`. */
export function isCharter(matter: Frontmatter): boolean {
  return textOf(matter.data["kind"])?.toLowerCase() === "charter";
}

/** The charter from its Markdown. Throws DataError for a frontmatter that is refused. */
export function parseCharter(text: string, path: string): { readonly charter: Charter; readonly warnings: readonly LoadIssue[] } {
  return charterFrom(parseFrontmatter(text, path), path);
}

/** As parseCharter, from a frontmatter that is already parsed. */
export function charterFrom(matter: Frontmatter, path: string): { readonly charter: Charter; readonly warnings: readonly LoadIssue[] } {
  const rules = rulesOf(matter);
  const seen = new Set<string>();
  const doubled = rules.filter((rule) => seen.has(rule.id) || !seen.add(rule.id));
  const charter: Charter = {
    name: textOf(matter.data["name"]) ?? "charter",
    lanes: lanesOf(matter.data["lanes"]),
    rules: rules.filter((rule) => !doubled.includes(rule)),
    takes: takesOf(matter.body),
    body: withoutCues(matter.body).trim(),
    path,
  };
  const warnings = doubled.map((rule) => ({ path, line: rule.line, reason: `rule “${rule.id}” stands twice: the first one counts` }));
  return { charter, warnings: [...matter.warnings, ...warnings] };
}

/** The lane an agent works in by the charter, or undefined. */
export function laneOf(charter: Charter | undefined, agent: string): string | undefined {
  return charter?.lanes.find((lane) => lane.agents.includes(agent))?.id;
}

function lanesOf(value: unknown): Lane[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.flatMap((item) => {
    const id = isRecord(item) ? textOf(item["id"]) : undefined;
    return isRecord(item) && id !== undefined
      ? [{ id, purpose: textOf(item["purpose"]) ?? "", agents: textsOf(item["agents"]) ?? [] }]
      : [];
  });
}

/** The rule of that id, or undefined where the charter at hand does not carry it: then nothing of it is enforced. */
export function ruleOf(charter: Charter | undefined, id: string): CharterRule | undefined {
  return charter?.rules.find((rule) => rule.id === id);
}

/**
 * Bullets `- **[rule-id]** text`; the heading above says what sort of rule, a line ending in "must escalate:" what goes up. Below a rule,
 * indented, may stand `- Owner: agent, agent (mode)` and `- Heard as: phrase | phrase`.
 */
function rulesOf(matter: Frontmatter): CharterRule[] {
  const rules: CharterRule[] = [];
  let section: RuleSection = "practice";
  let escalate = false;
  const headings = new Map(sectionsOf(matter.body).map(({ line, title }) => [line, title]));
  for (const [index, line] of matter.body.split("\n").entries()) {
    const heading = headings.get(index + 1);
    if (heading !== undefined) section = sectionOf(heading);
    if (heading !== undefined) escalate = false;
    if (/:\s*$/.test(line) && bulletText(line) === undefined) escalate = /\bescalate\s*:/i.test(line);
    const [, id, text] = /^\[([a-z0-9-]+)\]\s*(.*)$/.exec(bulletText(line) ?? "") ?? [];
    const last = rules.at(-1);
    if (id !== undefined && text !== undefined)
      rules.push({ id, text, section, escalate: section === "authority" && escalate, ...NO_DETAIL, line: matter.bodyLine + index });
    else if (last !== undefined && /^\s+[-*+]/.test(line)) rules[rules.length - 1] = { ...last, ...detailOf(bulletText(line) ?? "") };
  }
  return rules;
}

const NO_DETAIL = { owners: [], mode: undefined, heardAs: [] };

function detailOf(text: string): Partial<CharterRule> {
  const [, owners, mode] = /^Owner:\s*([^()]*?)\s*(?:\(([a-z]+)\))?$/i.exec(text) ?? [];
  if (owners !== undefined) return { owners: textsOf(owners) ?? [], mode: HANDOFF_MODES.find((known) => known === mode) };
  const heard = CUES.exec(text)?.[1];
  return heard === undefined ? {} : { heardAs: heard.split("|").flatMap((phrase) => textOf(phrase) ?? []) };
}

const CUES = /^Heard as:\s*(.+)$/i;

/** The cues are for the program: a model needs no list of phrases. */
function withoutCues(body: string): string {
  return body
    .split("\n")
    .filter((line) => !CUES.test(bulletText(line) ?? ""))
    .join("\n");
}

const SECTION_HEADINGS: readonly (readonly [RegExp, RuleSection])[] = [
  [/authority/i, "authority"],
  [/^limits?\b|restriction/i, "limit"],
  [/handoff condition/i, "condition"],
  [/standard|non-negotiable/i, "standard"],
  [/everyone/i, "everyone"],
];

function sectionOf(heading: string): RuleSection {
  if (/^don['’]?t/i.test(heading)) return "dont";
  if (/^do['’]?s?\b/i.test(heading)) return "do";
  const named = SECTION_HEADINGS.find(([pattern]) => pattern.test(heading));
  return named === undefined ? "practice" : named[1];
}

/** The rows of a two-column table whose second column names an agent: `| a wish, the roadmap | product-owner |`. */
function takesOf(body: string): { request: string; agent: string }[] {
  return body.split("\n").flatMap((line) => {
    const [, request, agent] = /^\|\s*([^|]+?)\s*\|\s*([a-z][a-z0-9-]*)\s*\|\s*$/.exec(line) ?? [];
    return request === undefined || agent === undefined ? [] : [{ request, agent }];
  });
}
