import { join } from "node:path";
import { z } from "zod";
import { DataError } from "../../core/errors.ts";
import { namesIn, readTextIfAny } from "../../core/files.ts";
import type { HealthModel } from "../../domain/health/health-model.ts";
import type { Capability, Knowledge } from "../../domain/knowledge/knowledge.ts";
import { parseHealthModel } from "./parse-health-model.ts";
import { parseYaml } from "../../core/parse-yaml.ts";
import type { TriageCapability } from "../../domain/triage/taxonomy.ts";
import { loadCapabilities } from "./load-capabilities.ts";

const words = z.array(z.coerce.string().min(1));
const cuesSchema = z.record(z.string(), words);

/**
 * Reads the editable knowledge from reference folders; what a later folder holds replaces the same name or id of an earlier one.
 * Throws DataError with file, line and column for a file that does not fit its schema; a health model that does not is told of in `brokenModels`.
 */
export async function loadKnowledge(folders: readonly string[]): Promise<Knowledge> {
  const healthModels = new Map<string, HealthModel>();
  const brokenModels = new Map<string, DataError>();
  let cues: Record<string, readonly string[]> = {};
  for (const folder of folders) {
    for (const { name, model } of await healthModelsIn(join(folder, "health"))) {
      healthModels.delete(name);
      brokenModels.delete(name);
      if (model instanceof DataError) brokenModels.set(name, model);
      else healthModels.set(name, model);
    }
    cues = { ...cues, ...(await readYaml(join(folder, "cues.yaml"), cuesSchema)) };
  }
  const capabilities = (await loadCapabilities(folders)).map(inSentences);
  const { login_events: loginEvents = [], first_value_events: firstValueEvents = [], ...lists } = cues;
  return {
    healthModels,
    ...(brokenModels.size === 0 ? {} : { brokenModels }),
    capabilities,
    cues: new Map(Object.entries(lists)),
    loginEvents,
    firstValueEvents,
  };
}

/** Names and gaps are written as titles and sentences; a statement has them in its middle. */
function inSentences({ id, name, gap }: TriageCapability): Capability {
  return { id, title: uncapitalised(name), gap: uncapitalised(gap).replace(/\.$/, "") };
}

function uncapitalised(text: string): string {
  return /^\p{Lu}\p{Ll}|^A /u.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

/** The models of a folder, each with its name; one that cannot be read as what is wrong with it, under the name that it gives itself. */
async function healthModelsIn(folder: string): Promise<{ readonly name: string; readonly model: HealthModel | DataError }[]> {
  const files = (await namesIn(folder)).filter((name) => /\.ya?ml$/.test(name));
  const texts = await Promise.all(files.map((name) => readTextIfAny(join(folder, name))));
  return files.map((file, index) => {
    const text = texts[index] ?? "";
    try {
      const model = parseHealthModel(text, join(folder, file));
      return { name: model.name, model };
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      return { name: /^name:\s*["']?([a-z0-9-]+)/m.exec(text)?.[1] ?? file.replace(/\.ya?ml$/, ""), model: error };
    }
  });
}

async function readYaml<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await readTextIfAny(file);
  return text === undefined ? undefined : parseYaml(text, file, schema);
}
