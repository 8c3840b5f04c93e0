import { join } from "node:path";
import { z } from "zod";
import { DataError } from "../../core/errors.ts";
import { readTextIfAny } from "../../core/files.ts";
import { parseYaml } from "../../core/parse-yaml.ts";
import { parsePlainYaml } from "../../core/plain-yaml.ts";
import type { TriageCapability } from "../../domain/triage/taxonomy.ts";

/** The one taxonomy, in every reference folder. */
export const CAPABILITIES_FILE = "triage/capabilities.yaml";

const words = z.array(z.coerce.string().min(1));
const capability = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  area: z.string().min(1).default("own"),
  gap: z.string().min(1),
  gaps: z
    .array(z.strictObject({ gap: z.string().min(1), phrases: words }))
    .max(64)
    .default([]),
  phrases: words,
  phrases_other: z.record(z.string(), words).default({}),
  sure: words.default([]),
  not: words.default([]),
});
const capabilitiesSchema = z.strictObject({ capabilities: z.array(capability).default([]), leave_out: words.default([]) });

/**
 * Reads the taxonomy of capabilities. An entry of a later folder takes the place of the entry of the same id, or is added; `leave_out` names
 * ids that are to play no part. Throws DataError with file, line and column for what does not fit the schema.
 */
export async function loadCapabilities(folders: readonly string[]): Promise<readonly TriageCapability[]> {
  const entries = new Map<string, TriageCapability>();
  for (const [place, folder] of folders.entries()) {
    const path = join(folder, CAPABILITIES_FILE);
    const text = await readTextIfAny(path);
    if (place > 0) await refuseFormerFile(folder);
    if (text === undefined) continue;
    const parsed = capabilitiesSchema.safeParse(parsePlainYaml(text));
    const { capabilities, leave_out: dropped } = parsed.success ? parsed.data : parseYaml(text, path, capabilitiesSchema);
    for (const entry of capabilities) entries.set(entry.id, capabilityOf(entry));
    for (const id of dropped) entries.delete(id);
  }
  return [...entries.values()];
}

function capabilityOf({ phrases, phrases_other: other, ...rest }: z.infer<typeof capability>): TriageCapability {
  return { ...rest, phrases: [...phrases, ...Object.values(other).flat()] };
}

/** A list that is read no more must not be left lying there as if it were. */
async function refuseFormerFile(folder: string): Promise<void> {
  const path = join(folder, "capabilities.yaml");
  if ((await readTextIfAny(path)) === undefined) return;
  throw new DataError({
    code: "moved-reference",
    message: "The list of capabilities is read from triage/capabilities.yaml.",
    place: { file: path },
    fix: `Move its entries to ${join(folder, CAPABILITIES_FILE)}: id, name, gap, phrases. They are laid over the shipped ones by id.`,
  });
}
