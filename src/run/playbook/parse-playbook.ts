import { DataError } from "../../core/errors.ts";
import { nearest } from "../../core/text.ts";
import { FINDING_KINDS, type FindingKind, HANDOFF_MODES, ROOT_CAUSES, SEVERITIES } from "../../domain/brief/brief.ts";
import { type Expression, parseExpression } from "../../domain/expression/expression.ts";
import { FieldReader, type Scope } from "./field-reader.ts";
import { metricSlots, WORD_SLOTS } from "./metric-slots.ts";
import { type Entry, readOutline, type Section } from "./outline.ts";
import { BY_SEVERITY } from "./playbook.ts";
import type {
  EachRule,
  FindingRule,
  HandoffRule,
  HeadlineRule,
  ListRule,
  Playbook,
  SeverityRule,
  StepRule,
  UnknownRule,
} from "./playbook.ts";

/** The frontmatter of a playbook, already parsed. */
export interface PlaybookHead {
  readonly playbook: string;
  readonly title: string;
  readonly intent: string;
  readonly about: "account" | "book";
  readonly asks: readonly string[];
  readonly health?: string | undefined;
  readonly cites: readonly string[];
  readonly period?: string | undefined;
  readonly ahead?: boolean | undefined;
}

const SECTIONS = ["Headline", "Findings", "Each", "Steps", "Handoffs", "Unknowns", "Lists"] as const;
type SectionTitle = (typeof SECTIONS)[number];

/**
 * Reads a playbook's body. `bodyLine` is the line of the file on which the body starts. Prose and headings other than the known
 * sections are for people. Throws DataError with file, line, what was found and what is allowed.
 */
export function parsePlaybook(head: PlaybookHead, body: string, file: string, bodyLine: number): Playbook {
  const sections = readOutline(body, bodyLine);
  refuseMisspelt(sections, file);
  const perAccount = head.about === "account" || sections.some(({ title }) => title === "Each" || title === "Lists");
  const entries = (title: SectionTitle): readonly FieldReader[] =>
    distinctIds(
      entriesOf(sections, title).map((entry) => new FieldReader(entry, file, scopeOf(title, head.about === "account", perAccount))),
    );
  const each = entries("Each")[0];
  const findings = entries("Findings").map(findingRule);
  return {
    id: head.playbook,
    file,
    title: head.title,
    intent: head.intent,
    about: head.about,
    asks: head.asks,
    ...(head.health === undefined ? {} : { health: head.health }),
    ...(head.period === undefined ? {} : { period: head.period }),
    ...(head.ahead === undefined ? {} : { ahead: head.ahead }),
    cites: head.cites,
    headline: entries("Headline").map(headlineRule),
    findings,
    ...(each === undefined ? {} : { each: onlyEach(each) }),
    steps: entries("Steps").map((reader) => stepRule(reader, findings)),
    handoffs: entries("Handoffs").map(handoffRule),
    unknowns: entries("Unknowns").map(unknownRule),
  };
}

/** Before the findings are known nothing counts them; only the headline and the findings speak of the metric a question asks for. */
function scopeOf(title: SectionTitle, aboutAccount: boolean, perAccount: boolean): Scope {
  const asked = WORD_SLOTS.filter((word) => word !== "causes" && word !== "listed");
  const words = title === "Headline" ? WORD_SLOTS : title === "Findings" ? asked : [];
  const early = title === "Findings" || title === "Each" || title === "Lists";
  return { words, counts: !early, accounts: early ? perAccount : aboutAccount };
}

/** A heading that is almost one of the sections, over entries with fields, is a slip and not prose. */
function refuseMisspelt(sections: readonly Section[], file: string): void {
  for (const { title, line, entries } of sections) {
    if (SECTIONS.some((known) => known === title) || entries.every(({ fields }) => fields.size === 0)) continue;
    const near = nearest(title, SECTIONS);
    if (near.length > 0)
      throw new DataError({
        code: "bad-playbook",
        message: `${file}:${line}: there is no section "${title}".`,
        found: title,
        allowed: near,
        fix: "Correct the line named here.",
        place: { file, line },
      });
  }
}

function distinctIds(readers: readonly FieldReader[]): readonly FieldReader[] {
  for (const [index, reader] of readers.entries()) {
    if (readers.findIndex(({ id }) => id === reader.id) < index)
      throw reader.error(`"${reader.id}" is the name of an entry above`, reader.line, reader.id);
  }
  return readers;
}

function entriesOf(sections: readonly Section[], title: string): Entry[] {
  return sections.filter((section) => section.title === title).flatMap((section) => section.entries);
}

function headlineRule(reader: FieldReader): HeadlineRule {
  reader.only("when", "say");
  return { ...reader.optionalTest("when"), say: reader.sentence("say") };
}

function findingRule(reader: FieldReader): FindingRule {
  reader.only("kind", "cause", "when", "severity", "say", "short", "cite");
  const short = reader.has("short") ? { short: reader.sentence("short") } : {};
  const kind = reader.oneOf("kind", FINDING_KINDS);
  // Reasons are counted across accounts, so a cause always says which one it is.
  const cause = kind === "cause" || reader.has("cause") ? { cause: reader.oneOf("cause", ROOT_CAUSES) } : {};
  return {
    id: reader.id,
    kind,
    ...cause,
    when: reader.test("when"),
    severity: severityRules(reader),
    say: reader.sentence("say"),
    ...short,
    cites: reader.list("cite"),
  };
}

/** `critical when days_to_renewal <= 30; high when …; medium` */
function severityRules(reader: FieldReader): SeverityRule[] {
  return reader.parts("severity", ";").map((part) => {
    const [level = "", ...test] = part.text.split(/\s+when\s+/);
    const severity = reader.choose(level.trim(), SEVERITIES, part.line);
    return test.length === 0 ? { severity } : { severity, when: reader.parseTest(test.join(" when "), part.line) };
  });
}

function onlyEach(reader: FieldReader): EachRule {
  reader.only("where", "order", "limit");
  return eachRule(reader);
}

function eachRule(reader: FieldReader): EachRule {
  const order = reader.parts("order", ",").map((part) => {
    const [metric = "", direction = "asc"] = part.text.split(/\s+/);
    return {
      metric: metric === BY_SEVERITY ? metric : reader.metric(metric, part.line),
      descending: reader.choose(direction, ["asc", "desc"] as const, part.line) === "desc",
    };
  });
  return { where: reader.test("where"), order, limit: reader.whole("limit") };
}

/** The lists of a playbook, each a playbook of its own that shares the head, the steps and the unknowns. */
export function listsOf(playbook: Playbook, body: string, bodyLine: number): Playbook[] {
  const entries = distinctIds(
    entriesOf(readOutline(body, bodyLine), "Lists").map((entry) => new FieldReader(entry, playbook.file, scopeOf("Lists", false, true))),
  );
  return entries.map(listRule).map(({ id, title, asks, each, kind, say, otherwise, none, days, cites }): Playbook => ({
    ...playbook,
    id: `list-${id}`,
    title,
    asks,
    each,
    cites,
    task: id,
    ...(days === undefined ? {} : { days }),
    headline: [{ when: parseExpression("listed >= 1"), say: `${title}: {listed}.` }, { say: none }],
    findings: linesOf(id, kind, each.where, say, otherwise ?? LESS),
  }));
}

/**
 * The line about an account, by what is known of it: `say`, else `say` without the revenue, else `otherwise`, else that without the revenue, else
 * that less is known. The account is on the list all the same.
 */
function linesOf(id: string, kind: FindingKind, where: Expression, say: string, otherwise: string): FindingRule[] {
  const lines = [
    lineOf(id, kind, where, say),
    lineOf(`${id}-unpriced`, kind, where, unpriced(say)),
    lineOf(`${id}-less`, "gap", where, otherwise),
    lineOf(`${id}-less-unpriced`, "gap", where, unpriced(otherwise)),
    lineOf(`${id}-least`, "gap", where, LESS),
  ];
  const said = lines.filter((line, index) => lines.findIndex((other) => other.say === line.say) === index);
  return said.map((line, index) => {
    const before = said.slice(0, index).map((other): Expression => ({ kind: "not", inner: allKnown(other.say) }));
    const own = index === said.length - 1 ? [] : [allKnown(line.say)];
    return { ...line, when: [...before, ...own].reduce(both, where) };
  });
}

/** A line without what it says of revenue, which a book without contracts tells of nobody. */
function unpriced(say: string): string {
  return say.replace(/[,;] \{arr\|money\} of ARR/, "");
}

const LESS = "{account_name|text}: less is on record than this list tells of the others.";

function lineOf(id: string, kind: FindingKind, when: Expression, say: string): FindingRule {
  return { id, kind, when, severity: [{ severity: "low" }], say, short: "{account_name|text}", cites: [] };
}

function both(left: Expression, right: Expression): Expression {
  return { kind: "and", left, right };
}

/** Holds where every value that a sentence prints is known. */
function allKnown(say: string): Expression {
  return metricSlots(say)
    .map(({ metric }): Expression => ({ kind: "known", name: metric }))
    .reduce(both);
}

function listRule(reader: FieldReader): ListRule {
  reader.only("title", "asks", "kind", "where", "order", "limit", "say", "else", "none", "days", "cite");
  return {
    id: reader.id,
    title: reader.plain("title"),
    asks: reader.list("asks"),
    each: eachRule(reader),
    kind: reader.has("kind") ? reader.oneOf("kind", FINDING_KINDS) : "risk",
    say: reader.sentence("say"),
    ...(reader.has("else") ? { otherwise: reader.sentence("else") } : {}),
    none: reader.plain("none"),
    ...(reader.has("days") ? { days: reader.whole("days") } : {}),
    cites: reader.list("cite"),
  };
}

function stepRule(reader: FieldReader, findings: readonly FindingRule[]): StepRule {
  reader.only("do", "owner", "due", "when", "for", "why");
  return {
    id: reader.id,
    what: reader.sentence("do"),
    owner: reader.text("owner"),
    due: reader.due("due"),
    ...reader.optionalTest("when"),
    forFindings: reader.names(
      "for",
      findings.map(({ id }) => id),
      "finding",
    ),
    why: reader.metrics("why"),
  };
}

function handoffRule(reader: FieldReader): HandoffRule {
  reader.only("to", "mode", "rule", "when", "reason", "ask", "due", "playbook", "facts");
  const rule = reader.has("rule") ? { rule: reader.text("rule") } : {};
  const playbook = reader.has("playbook") ? { playbook: reader.text("playbook") } : {};
  return {
    to: reader.has("to") ? reader.text("to") : reader.id,
    mode: reader.oneOf("mode", HANDOFF_MODES),
    when: reader.test("when"),
    reason: reader.sentence("reason"),
    ask: reader.sentence("ask"),
    due: reader.due("due"),
    ...rule,
    ...playbook,
    facts: reader.metrics("facts"),
  };
}

function unknownRule(reader: FieldReader): UnknownRule {
  reader.only("when", "what", "needs");
  const needs = reader.has("needs") ? { needs: reader.text("needs") } : {};
  return { ...reader.optionalTest("when"), what: reader.plain("what"), ...needs };
}
