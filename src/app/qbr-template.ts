import { basename } from "node:path";
import { z } from "zod";
import { DataError } from "../core/errors.ts";
import { parseYaml } from "../core/parse-yaml.ts";
import { commaSeparated, nearest } from "../core/text.ts";
import type { Audience } from "../reports/document.ts";
import { type Entry, readOutline } from "../run/playbook/outline.ts";
import { splitFrontmatter } from "../team/split-frontmatter.ts";

/** A review's outline: references/qbr/<name>.md. */
export interface ReviewTemplate {
  readonly name: string;
  readonly title: string;
  readonly file: string;
  readonly stages: readonly TemplateStage[];
}

/** One timed part, or one section of a deck. */
export interface TemplateStage {
  readonly name: string;
  readonly minutes?: number;
  /** How many slides it may take. */
  readonly slides?: { readonly from: number; readonly to: number };
  readonly parts: readonly TemplatePart[];
}

export interface TemplatePart {
  readonly title: string;
  /** Names of blocks, in order. */
  readonly show: readonly string[];
  /** What the presenter says; internal use is up to who edits the file. */
  readonly say?: string;
  /** Questions to the customer, printed on the slide. */
  readonly ask: readonly string[];
  readonly audience: Audience;
  /** Left out where none of its blocks has anything to show. */
  readonly optional: boolean;
}

const headSchema = z.strictObject({ template: z.string().regex(/^[a-z0-9-]+$/), title: z.string().min(1) });
const FIELDS = ["show", "say", "ask", "audience", "optional"];

/** Parses a template. Throws DataError with file and line for one that names a block or a field that does not exist. */
export function parseReviewTemplate(text: string, file: string, blocks: readonly string[]): ReviewTemplate {
  const split = splitFrontmatter(text, file);
  const head = parseYaml("\n".repeat(split.blockLine - 1) + (split.block ?? ""), file, headSchema);
  if (head.template !== basename(file, ".md"))
    throw bad(file, 2, `the template is called "${head.template}" but its file "${basename(file)}"`, head.template);
  const stages = readOutline(split.body, split.bodyLine).map(({ title, line, entries }): TemplateStage => {
    const found = /^\d+\.\s+(?<name>[^(]+?)\s*(?:\((?<extent>[^)]*)\))?$/.exec(title)?.groups;
    const name = found?.["name"];
    if (name === undefined)
      throw bad(file, line, `"${title}" is no part: write "## 1. Recap (5 min)" or "## 2. Usage (2-3 slides)"`, title);
    return { name, ...extentOf(found?.["extent"] ?? "", file, line), parts: entries.map((entry) => partOf(entry, file, blocks)) };
  });
  if (stages.length === 0) throw bad(file, split.bodyLine, "the template has no part", "");
  return { name: head.template, title: head.title, file, stages };
}

function extentOf(extent: string, file: string, line: number): Pick<TemplateStage, "minutes" | "slides"> {
  if (extent === "") return {};
  const minutes = /(\d+)\s*min/.exec(extent)?.[1];
  const slides = /(\d+)(?:\s*[-–]\s*(\d+))?\s*slides?/.exec(extent);
  if (minutes === undefined && slides === null) throw bad(file, line, `"(${extent})" is neither minutes nor slides`, extent);
  return {
    ...(minutes === undefined ? {} : { minutes: Number(minutes) }),
    ...(slides === null ? {} : { slides: { from: Number(slides[1]), to: Number(slides[2] ?? slides[1]) } }),
  };
}

function partOf({ id, line, fields, repeated }: Entry, file: string, blocks: readonly string[]): TemplatePart {
  const unknown = [...fields].find(([key]) => !FIELDS.includes(key));
  if (unknown !== undefined) throw bad(file, unknown[1].line, `there is no field "${unknown[0]}"`, unknown[0], FIELDS);
  const [twice] = repeated;
  if (twice !== undefined) throw bad(file, twice.line, `"${twice.text}" is given twice`, twice.text);
  const text = (key: string): string | undefined => fields.get(key)?.text;
  const show = commaSeparated(text("show") ?? "");
  const missing = show.find((name) => !blocks.includes(name));
  if (missing !== undefined) {
    const near = nearest(missing, blocks);
    throw bad(file, fields.get("show")?.line ?? line, `there is no block "${missing}"`, missing, near.length > 0 ? near : blocks);
  }
  const audience = text("audience") ?? "customer";
  if (audience !== "customer" && audience !== "internal")
    throw bad(file, line, `"${audience}" is no audience`, audience, ["customer", "internal"]);
  const say = text("say");
  return {
    title: id,
    show,
    ...(say === undefined ? {} : { say }),
    ask: (text("ask") ?? "").split(/(?<=\?)\s+/).filter((question) => question !== ""),
    audience,
    optional: text("optional") === "yes",
  };
}

function bad(file: string, line: number, message: string, found: string, allowed?: readonly string[]): DataError {
  return new DataError({
    code: "bad-review-template",
    message: `${file}:${line}: ${message}.`,
    found,
    ...(allowed === undefined ? {} : { allowed }),
    fix: "Correct the line named here; docs/reports.md tells the form.",
    place: { file, line },
  });
}
