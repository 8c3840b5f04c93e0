import type { Day } from "../core/days.ts";
import { DataError } from "../core/errors.ts";
import type { Ending, Play } from "../domain/plays/play.ts";
import { escapeBlock, unescapeBlock, unescapeLine } from "./escape.ts";
import { choiceField, requireFrontmatter, SCHEMA, textField, type Frontmatter } from "./frontmatter.ts";
import { NONE, parseList, printList } from "./markdown-list.ts";
import { splitLines } from "./markdown-lines.ts";
import { parseTables, printTable } from "./markdown-table.ts";
import { mergeSealedFile, printSealedFile, type FieldRules, type MergedText, type SealedFile } from "./sealed-file.ts";
import { bodyOf, splitSections } from "./sections.ts";
import { endingFields, endingOf, PLAY_FIELDS, playFields, playOf } from "./play-fields.ts";

export const TASK_STATUSES = ["open", "closed"] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** What the head of `<task>-context.md` says. */
export interface TaskHead {
  readonly task: string;
  /** `churn/acme`: by it a later run finds the task again. */
  readonly key: string;
  readonly status: TaskStatus;
  /** The day the task was opened. */
  readonly opened: Day;
  /** The as-of date of the run that opened it. */
  readonly asOf: Day;
  /** The as-of date of the last run that changed it. */
  readonly updatedAsOf: Day;
  readonly agent: string;
  readonly lane: string;
  readonly snapshot: string;
  readonly stage: string;
  /** What a sweep keeps of the task; absent where no sweep looks after it. */
  readonly play?: Play;
  /** How it ended; absent while it is open, and where it was closed by hand without a word. */
  readonly ending?: Ending;
}

/** One account, or one group of accounts, that the task is about. */
export interface SegmentRow {
  readonly account: string;
  readonly segment: string;
  readonly touch: string;
  readonly arr: string;
  readonly renewal: string;
}

export interface HealthCriteria {
  readonly model: string;
  /** The present score with its tier: "38 (red)". */
  readonly score: string;
  readonly coverage: string;
  readonly bands: readonly { readonly tier: string; readonly scores: string }[];
  readonly inputs: readonly { readonly name: string; readonly weight: string }[];
}

/** Everything `<task>-context.md` holds. All values are text as it is to be read: whoever fills this in has rendered the numbers. */
export interface TaskContext extends TaskHead {
  readonly title: string;
  readonly goal: string;
  readonly segments: readonly SegmentRow[];
  /** Null where no health model has a part in the task. */
  readonly health: HealthCriteria | null;
  readonly question: string;
}

const RULES: FieldRules = { owned: ["updated_as_of", "snapshot"], sealed: ["agent", "lane", "stage"] };
const SEGMENTS = ["Account", "Segment", "Touch", "ARR", "Renewal"];
const BANDS = ["Tier", "Scores"];
const INPUTS = ["Input", "Weight"];

/** A new context file: head, sections, and the seals by which a person's edits are seen. */
export function printContext(context: TaskContext): string {
  return printSealedFile(toFile(context), rulesFor(context));
}

/** Reads a context file. Throws DataError with file and line for a head that is broken, incomplete or of a newer schema. */
export function parseContext(text: string, file: string): TaskContext {
  const front = requireFrontmatter(text, file);
  const sections = splitSections(splitLines(front.body));
  const body = (title: string) => bodyOf(sections.find((section) => section.title === title));
  const title = sections[0]?.lines.find((line) => line.text.startsWith("# "))?.text.slice(2) ?? "";
  return {
    ...headOf(front),
    title: unescapeLine(title),
    goal: unescapeBlock(body("Goal")),
    segments: tableOf(body("Segments and ARR"), SEGMENTS).map(([account = "", segment = "", touch = "", arr = "", renewal = ""]) => {
      return { account, segment, touch, arr, renewal };
    }),
    health: parseHealth(body("Health criteria")),
    question: unescapeBlock(body("Question")),
  };
}

/** Only the head, without a look at what stands below it. Throws like parseContext. */
export function parseHead(text: string, file: string): TaskHead {
  return headOf(requireFrontmatter(text, file));
}

/**
 * The existing file brought up to this run. What a person changed stays; so does all of it where the file already saw a later as-of date.
 * Throws DataError for a broken file and for one that belongs to another task.
 */
export function mergeContext(existing: string, wanted: TaskContext, file: string): MergedText {
  const front = requireFrontmatter(existing, file);
  const head = headOf(front);
  if (head.key !== wanted.key) {
    throw new DataError({
      code: "task-key-differs",
      message: "The file belongs to another task.",
      found: head.key,
      allowed: [wanted.key],
      fix: "Rename the file, or correct `key` in its head; nothing was written.",
      place: { file, line: 1 },
    });
  }
  if (wanted.updatedAsOf < head.updatedAsOf) return { text: existing, kept: [] };
  if (head.play === undefined || wanted.play !== undefined) return mergeSealedFile(front, toFile(wanted), rulesFor(wanted));
  // A sweep that looks after the task decides its stage, by what has been done, and what it is called; an answer does not set that back.
  const { title } = parseContext(existing, file);
  return mergeSealedFile(front, toFile({ ...wanted, title }), { ...RULES, sealed: ["agent", "lane"] });
}

function rulesFor({ play }: TaskContext): FieldRules {
  return play === undefined ? RULES : { ...RULES, sealed: [...RULES.sealed, ...PLAY_FIELDS] };
}

function toFile(context: TaskContext): SealedFile {
  const { task, key, status, opened, agent, lane, snapshot, stage } = context;
  const days = { opened, as_of: context.asOf, updated_as_of: context.updatedAsOf };
  return {
    fields: {
      schema: SCHEMA,
      task,
      key,
      status,
      ...days,
      agent,
      lane,
      snapshot,
      stage,
      ...playFields(context.play),
      ...endingFields(context.ending),
    },
    title: context.title,
    sections: [
      { title: "Goal", body: escapeBlock(context.goal) },
      { title: "Segments and ARR", body: printSegments(context.segments) },
      { title: "Health criteria", body: printHealth(context.health) },
      { title: "Question", body: escapeBlock(context.question) },
    ],
  };
}

function headOf(front: Frontmatter): TaskHead {
  const text = (name: string) => textField(front, name);
  const [play, ending] = [playOf(front), endingOf(front)];
  return {
    task: text("task"),
    key: text("key"),
    status: choiceField(front, "status", TASK_STATUSES),
    opened: text("opened"),
    asOf: text("as_of"),
    updatedAsOf: text("updated_as_of"),
    agent: text("agent"),
    lane: text("lane"),
    snapshot: text("snapshot"),
    stage: text("stage"),
    ...(play === undefined ? {} : { play }),
    ...(ending === undefined ? {} : { ending }),
  };
}

function printSegments(rows: readonly SegmentRow[]): string {
  if (rows.length === 0) return NONE;
  return printTable({ header: SEGMENTS, rows: rows.map((row) => [row.account, row.segment, row.touch, row.arr, row.renewal]) });
}

function printHealth(health: HealthCriteria | null): string {
  if (health === null) return NONE;
  return [
    printList([`Model: ${health.model}`, `Score: ${health.score}`, `Coverage: ${health.coverage}`]),
    printTable({ header: BANDS, rows: health.bands.map((band) => [band.tier, band.scores]) }),
    printTable({ header: INPUTS, rows: health.inputs.map((input) => [input.name, input.weight]) }),
  ].join("\n\n");
}

function parseHealth(body: string): HealthCriteria | null {
  const items = parseList(body);
  const item = (name: string) =>
    items
      .find((one) => one.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim();
  const model = item("Model");
  if (model === undefined) return null;
  return {
    model,
    score: item("Score") ?? "",
    coverage: item("Coverage") ?? "",
    bands: tableOf(body, BANDS).map(([tier = "", scores = ""]) => ({ tier, scores })),
    inputs: tableOf(body, INPUTS).map(([name = "", weight = ""]) => ({ name, weight })),
  };
}

function tableOf(body: string, header: readonly string[]): readonly (readonly string[])[] {
  return parseTables(body).find((table) => table.header.join("|") === header.join("|"))?.rows ?? [];
}
