import { basename } from "node:path";
import { z } from "zod";
import { DataError } from "../core/errors.ts";
import { parseYaml } from "../core/parse-yaml.ts";
import { nearest } from "../core/text.ts";
import { type Expression, namesOf } from "../domain/expression/expression.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { anchorsOf, parsePlanDue, type PlanDue } from "../domain/plans/plan-due.ts";
import { FieldReader } from "../run/playbook/field-reader.ts";
import { metricSlots } from "../run/playbook/metric-slots.ts";
import { type Entry, readOutline } from "../run/playbook/outline.ts";
import { splitFrontmatter } from "../team/split-frontmatter.ts";

/** Blocks that a plan may show beside its steps; `competitor` plans are about the book. */
export const PLAN_BLOCKS = [
  "signals",
  "growth",
  "people",
  "whitespace",
  "success-plan",
  "problems",
  "renewal",
  "milestones",
  "words",
] as const;
export type PlanBlock = (typeof PLAN_BLOCKS)[number];

/** One step as the template writes it. */
export interface StepRule {
  readonly id: string;
  /** May hold slots of metrics. */
  readonly what: string;
  /** A role. */
  readonly owner: string;
  readonly due: PlanDue;
  /** The step belongs to the plan only where this holds. */
  readonly when?: Expression;
  /** The book shows the step as done where this holds. */
  readonly done?: Expression;
}

export interface PhaseRule {
  readonly title: string;
  readonly steps: readonly StepRule[];
}

/** What must hold of an account before a plan of this kind makes sense. */
export interface PlanNeed {
  readonly test: Expression;
  readonly says: string;
  /** What to do instead. */
  readonly instead: string;
  /** How to bring about what is needed; `{account}` and `{day}` stand for the account's name and as-of. */
  readonly way?: string | undefined;
  /** The charter's rule that says so. */
  readonly rule: string | undefined;
}

/** A kind of plan: references/plans/<kind>.md. */
export interface PlanTemplate {
  readonly kind: string;
  readonly title: string;
  readonly goal: string;
  readonly about: "account" | "competitor";
  readonly agent: string;
  readonly lane: string;
  /** The playbook whose findings say how things stand. */
  readonly playbook: string | undefined;
  /** Metrics on top of the plan. */
  readonly figures: readonly string[];
  readonly show: readonly PlanBlock[];
  readonly needs: readonly PlanNeed[];
  readonly phases: readonly PhaseRule[];
  readonly file: string;
}

const name = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "is no name: lower-case words with hyphens");
const headSchema = z.strictObject({
  plan: name,
  title: z.string().min(1),
  goal: z.string().min(1),
  about: z.enum(["account", "competitor"]).default("account"),
  agent: name,
  lane: name,
  playbook: name.optional(),
  figures: z.array(z.string()).default([]),
  show: z.array(z.enum(PLAN_BLOCKS)).default([]),
  needs: z
    .array(
      z.strictObject({ test: z.string(), says: z.string(), instead: z.string(), rule: z.string().optional(), way: z.string().optional() }),
    )
    .default([]),
});

/** Parses a plan's template. Throws DataError with file and line for what does not fit: a field, a metric, a test, a due date. */
export function parsePlanTemplate(text: string, file: string): PlanTemplate {
  const split = splitFrontmatter(text, file);
  const { plan, needs, playbook, figures, ...head } = parseYaml("\n".repeat(split.blockLine - 1) + (split.block ?? ""), file, headSchema);
  if (plan !== basename(file, ".md")) throw bad(file, 2, `the plan is called "${plan}" but its file "${basename(file)}"`, plan);
  const about = head.about === "account";
  for (const figure of figures) requireMetric(figure, about ? "account" : "book", file);
  const reader = new FieldReader({ id: "needs", line: 1, fields: new Map(), repeated: [] }, file, SCOPE);
  const phases = readOutline(split.body, split.bodyLine)
    .filter(({ entries }) => entries.length > 0)
    .map(({ title, entries }): PhaseRule => ({ title, steps: entries.map((entry) => stepOf(entry, file)) }));
  const ids = phases.flatMap(({ steps }) => steps.map(({ id }) => id));
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw bad(file, split.bodyLine, `two steps are called "${twice}"`, twice);
  if (ids.length === 0) throw bad(file, split.bodyLine, "the plan has no step");
  return {
    ...head,
    kind: plan,
    playbook,
    figures,
    needs: needs.map(({ test, rule, ...need }) => ({ ...need, rule, test: reader.parseTest(test, split.blockLine) })),
    phases,
    file,
  };
}

/** Every metric of an account that the template looks at, in its tests, sentences, dates and figures, each once. */
export function metricsOfPlan({ figures, needs, phases, about }: PlanTemplate): string[] {
  const steps = phases.flatMap((phase) => phase.steps);
  const tests = [...needs.map(({ test }) => test), ...steps.flatMap(({ when, done }) => [when, done])];
  const names = [
    ...(about === "account" ? figures : []),
    ...tests.flatMap((test) => (test === undefined ? [] : namesOf(test))),
    ...steps.flatMap(({ what, due }) => [...metricSlots(what).map(({ metric }) => metric), ...anchorsOf(due)]),
  ];
  return [...new Set(names)];
}

/** Sentences and tests speak of one account's metrics; nothing is counted. */
const SCOPE = { words: [], counts: false, accounts: true } as const;

function stepOf(entry: Entry, file: string): StepRule {
  const reader = new FieldReader(entry, file, SCOPE);
  reader.only("do", "owner", "due", "when", "done");
  return {
    id: reader.id,
    what: reader.sentence("do"),
    owner: reader.plain("owner"),
    due: dueOf(reader, entry, file),
    ...reader.optionalTest("when"),
    ...(reader.has("done") ? { done: reader.test("done") } : {}),
  };
}

function dueOf(reader: FieldReader, entry: Entry, file: string): PlanDue {
  const text = reader.text("due");
  const line = entry.fields.get("due")?.line ?? entry.line;
  const due = parsePlanDue(text);
  if (due === undefined) throw bad(file, line, `"${text}" is no due date`, text, ["today + 2 wd", "renewal_on - 90 d, else today + 7 d"]);
  for (const anchor of anchorsOf(due))
    if (METRICS.get(reader.metric(anchor, line))?.unit !== "date") throw bad(file, line, `"${anchor}" is no date to count from`, anchor);
  return due;
}

function requireMetric(metric: string, about: "account" | "book", file: string): void {
  const names = [...METRICS.values()].filter((one) => one.about === about).map((one) => one.name);
  if (!names.includes(metric))
    throw bad(file, 1, `there is no metric "${metric}" of ${about === "book" ? "the book" : "an account"}`, metric, nearest(metric, names));
}

function bad(file: string, line: number, message: string, found?: string, allowed?: readonly string[]): DataError {
  return new DataError({
    code: "bad-plan",
    message: `${file}:${line}: ${message}.`,
    found,
    allowed,
    fix: "Correct the line named here; docs/plans.md explains the fields.",
    place: { file, line },
  });
}
