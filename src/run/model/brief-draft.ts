import { z } from "zod";
import { isRecord, parseJson, type Parsed } from "../../core/json.ts";
import { FINDING_KINDS, ROOT_CAUSES, SEVERITIES } from "../../domain/brief/brief.ts";
import type { JsonSchema } from "../../llm/model.ts";

const findingDraft = z.object({
  kind: z.enum(FINDING_KINDS),
  severity: z.enum(SEVERITIES),
  cause: z.enum(ROOT_CAUSES).nullable().default(null).describe("for kind cause: which of the known reasons; otherwise null"),
  statement: z.string().trim().min(1).describe("one sentence; every value cited as {F7|pct}"),
  facts: z.array(z.string()).describe("ids of the Facts it rests on"),
});

const actionDraft = z.object({
  what: z.string().trim().min(1).describe("one sentence, starts with a verb"),
  owner: z.string().trim().min(1).describe("name of the agent whose job it is"),
  due_in_days: z.number().nullable().default(null).describe("days after the as-of date; null where due is given"),
  due: z.string().nullable().default(null).describe("YYYY-MM-DD; null where due_in_days is given"),
  why: z.array(z.string()).describe("ids of the Facts that call for it"),
});

/** What a model returns: the parts of a Brief as templates, before any value is printed. */
export const briefDraft = z.object({
  headline: z.string().trim().min(1).describe("the answer in one sentence; every value cited as {F7|pct}"),
  findings: z.array(findingDraft),
  actions: z.array(actionDraft),
  references: z.array(z.string()).default([]).describe("ids of the reference entries that were used: PT-01"),
  unknowns: z
    .array(z.object({ what: z.string().trim().min(1), needs: z.string().nullable().default(null).describe("which export would tell") }))
    .default([])
    .describe("what the answer would need and nobody measured"),
});

export type BriefDraft = z.output<typeof briefDraft>;

const KEPT = ["type", "properties", "items", "required", "enum", "anyOf", "description", "additionalProperties"];

/** The schema for structured output: every property required, none besides, and no keyword that hosts do not take. */
export const BRIEF_SCHEMA: JsonSchema = plainSchema(z.toJSONSchema(briefDraft, { io: "output" }));

/** Reads a draft from a reply: bare JSON, JSON in a code fence, or JSON with talk around it. `reason` is for the model. */
export function parseDraft(text: string): Parsed<BriefDraft> {
  const candidates = [text, ...[...text.matchAll(/```(?:json)?\s*\n([\s\S]*?)```/gu)].map((match) => match[1] ?? ""), ...objectsIn(text)];
  let reason = "The reply holds no JSON object.";
  for (const candidate of candidates) {
    const parsed = parseJson(candidate.trim());
    if (!parsed.ok || !isRecord(parsed.value)) continue;
    const draft = briefDraft.safeParse(parsed.value);
    if (draft.success) return { ok: true, value: draft.data };
    reason = draft.error.issues
      .slice(0, 8)
      .map((issue) => `${issue.path.join(".") || "the object"}: ${issue.message}`)
      .join("; ");
  }
  return { ok: false, reason };
}

/** Each try may read the whole text; a reply of nothing but braces must not take minutes. */
const MOST_TRIES = 50;

/** The outermost balanced objects of a text, longest first; braces inside strings do not count. */
function objectsIn(text: string): string[] {
  const found: string[] = [];
  let tries = 0;
  for (let at = text.indexOf("{"); at >= 0 && tries < MOST_TRIES; tries += 1) {
    const end = endOfObject(text, at);
    if (end > at) found.push(text.slice(at, end));
    at = text.indexOf("{", end > at ? end : at + 1);
  }
  return found.sort((a, b) => b.length - a.length);
}

function endOfObject(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (inString && character === "\\") at += 1;
    else if (character === '"') inString = !inString;
    else if (!inString && character === "{") depth += 1;
    else if (!inString && character === "}" && (depth -= 1) === 0) return at + 1;
  }
  return -1;
}

function plainSchema(schema: unknown): JsonSchema {
  if (!isRecord(schema)) return {};
  const entries = Object.entries(schema).filter(([key]) => KEPT.includes(key));
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (key === "properties" && isRecord(value))
        return [key, Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainSchema(inner)]))];
      if (key === "items") return [key, plainSchema(value)];
      return [key, key === "anyOf" && Array.isArray(value) ? value.map(plainSchema) : value];
    }),
  );
}
