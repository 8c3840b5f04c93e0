import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { DataError } from "../core/errors.ts";
import { readTextIfAny } from "../core/files.ts";
import { isRecord, parseJson } from "../core/json.ts";
import { parseYaml } from "../core/parse-yaml.ts";
import type { AuthorityRule, TriageCapability, TriageKnowledge } from "../domain/triage/taxonomy.ts";

const words = z.array(z.coerce.string().min(1));
const capability = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  area: z.string().min(1),
  gap: z.string().min(1),
  gaps: z
    .array(z.strictObject({ gap: z.string().min(1), phrases: words }))
    .max(64)
    .default([]),
  phrases: words,
  phrases_other: z.record(z.string(), words).default({}),
  not: words.default([]),
});
const capabilitiesSchema = z.strictObject({ capabilities: z.array(capability).min(1) });
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
      to: z.string().min(1),
      step: z.string().min(1),
    }),
  ),
});

/**
 * Reads the editable words and rules of triage from reference folders; a file of a later folder replaces that of an earlier one. Throws
 * DataError with file, line and column for one that does not fit its schema, and where one is nowhere.
 */
export async function loadTriageKnowledge(folders: readonly string[]): Promise<TriageKnowledge> {
  const packed = await packedIn(folders[0] ?? "");
  const [capabilities, cues, sentiment, authority] = await Promise.all([
    lastOf(folders, packed, "triage/capabilities.yaml", capabilitiesSchema),
    lastOf(folders, packed, "triage/cues.yaml", cuesSchema),
    lastOf(folders, packed, "triage/sentiment.yaml", sentimentSchema),
    lastOf(folders, packed, "triage/authority.yaml", authoritySchema),
  ]);
  return {
    capabilities: capabilities.capabilities.map(capabilityOf),
    cues: new Map(Object.entries(cues)),
    sentiment: { ...sentiment, words: new Map(Object.entries(sentiment.words).map(([strength, texts]) => [Number(strength), texts])) },
    authority: authority.rules.map(({ amount_above: amountAbove, users_above: usersAbove, ...rule }): AuthorityRule => ({
      ...rule,
      amountAbove,
      usersAbove,
    })),
  };
}

function capabilityOf({ phrases, phrases_other: other, ...rest }: z.infer<typeof capability>): TriageCapability {
  return { ...rest, phrases: [...phrases, ...Object.values(other).flat()] };
}

/** What the shipped files hold, already parsed, by the hash of their text: parsing the YAML takes longer than all the rest of the start. */
type Packed = ReadonlyMap<string, unknown>;

const PACKED_FILE = "triage/parsed.json";

async function packedIn(folder: string): Promise<Packed> {
  const text = await readTextIfAny(join(folder, PACKED_FILE));
  const parsed = text === undefined ? undefined : parseJson(text);
  return new Map(parsed?.ok === true && isRecord(parsed.value) ? Object.entries(parsed.value) : []);
}

/** The text of triage/parsed.json for the files of a folder: written when the weights are trained, and not needed to be right. */
export async function packTriageKnowledge(folder: string): Promise<string> {
  const entries = await Promise.all(
    (["capabilities", "cues", "sentiment", "authority"] as const).map(async (name) => {
      const path = join(folder, "triage", `${name}.yaml`);
      const text = (await readTextIfAny(path)) ?? "";
      return [hashOf(text), parseYaml(text, path, z.unknown())] as const;
    }),
  );
  return `${JSON.stringify(Object.fromEntries(entries))}\n`;
}

async function lastOf<T>(folders: readonly string[], packed: Packed, name: string, schema: z.ZodType<T>): Promise<T> {
  for (const folder of [...folders].reverse()) {
    const path = join(folder, name);
    const text = await readTextIfAny(path);
    if (text === undefined) continue;
    const known = schema.safeParse(packed.get(hashOf(text)));
    return known.success ? known.data : parseYaml(text, path, schema);
  }
  throw new DataError({
    code: "no-reference",
    message: `There is no ${name} in the references.`,
    fix: "Install ECHO again, or put the file back.",
  });
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
