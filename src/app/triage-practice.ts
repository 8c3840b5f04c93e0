import { join } from "node:path";
import { z } from "zod";
import { DataError } from "../core/errors.ts";
import { readTextIfAny } from "../core/files.ts";
import { parseYaml } from "../core/parse-yaml.ts";
import { parsePlainYaml } from "../core/plain-yaml.ts";
import { PRIORITIES } from "../domain/triage/triaged.ts";
import type { AuthorityRule, TriageKnowledge } from "../domain/triage/taxonomy.ts";
import { CAPABILITIES_FILE, loadCapabilities } from "../team/knowledge/load-capabilities.ts";

const words = z.array(z.coerce.string().min(1));
const cuesSchema = z.record(z.string(), words);
const sentimentSchema = z.strictObject({
  words: z.record(z.string(), words),
  negations: words.default([]),
  intensifiers: words.default([]),
  softeners: words.default([]),
  turns: words.default([]),
  neutral: words.default([]),
  sarcasm: words.default([]),
});
const authoritySchema = z.strictObject({
  rules: z.array(
    z.strictObject({
      id: z.string().min(1),
      limit: z.string().min(1),
      cues: words.optional(),
      types: words.optional(),
      priorities: words.optional(),
      capabilities: words.optional(),
      amount_above: z.number().optional(),
      users_above: z.number().optional(),
      least: z.number().min(0).max(1).optional(),
      outright: z.array(words).optional(),
      outright_type: z.string().min(1).optional(),
      outright_priority: z.enum(PRIORITIES).optional(),
      to: z.string().min(1),
      step: z.string().min(1),
    }),
  ),
});

/**
 * Reads the editable words and rules of triage from reference folders. Capabilities of a later folder are laid over those of an earlier one
 * by id, lists of cues by name; of sentiment.yaml and authority.yaml the last counts whole. Throws DataError with file, line and column for
 * one that does not fit its schema, and where one is nowhere.
 */
export async function loadTriageKnowledge(folders: readonly string[]): Promise<TriageKnowledge> {
  const [capabilities, cues, [sentiment], [authority]] = await Promise.all([
    loadCapabilities(folders),
    allOf(folders, "triage/cues.yaml", cuesSchema),
    allOf(folders, "triage/sentiment.yaml", sentimentSchema),
    allOf(folders, "triage/authority.yaml", authoritySchema),
  ]);
  if (capabilities.length === 0) throw missing(CAPABILITIES_FILE);
  return {
    capabilities,
    cues: new Map(cues.toReversed().flatMap((lists) => Object.entries(lists))),
    sentiment: { ...sentiment, words: new Map(Object.entries(sentiment.words).map(([strength, texts]) => [Number(strength), texts])) },
    authority: authority.rules.map(({ outright_type: outrightType, outright_priority: outrightPriority, ...rule }): AuthorityRule => {
      const { amount_above: amountAbove, users_above: usersAbove, ...rest } = rule;
      return { ...rest, amountAbove, usersAbove, outrightType, outrightPriority };
    }),
  };
}

/** What the folders hold under a name, the last folder's first. */
async function allOf<T>(folders: readonly string[], name: string, schema: z.ZodType<T>): Promise<readonly [T, ...T[]]> {
  const found: T[] = [];
  for (const folder of folders.toReversed()) {
    const path = join(folder, name);
    const text = await readTextIfAny(path);
    if (text === undefined) continue;
    const known = schema.safeParse(parsePlainYaml(text));
    found.push(known.success ? known.data : parseYaml(text, path, schema));
  }
  const [first, ...rest] = found;
  if (first === undefined) throw missing(name);
  return [first, ...rest];
}

function missing(name: string): DataError {
  return new DataError({
    code: "no-reference",
    message: `There is no ${name} in the references.`,
    fix: "Install ECHO again, or put the file back.",
  });
}
