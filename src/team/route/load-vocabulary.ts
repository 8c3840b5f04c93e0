import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { readTextIfAny } from "../../core/files.ts";
import { readBytesNow } from "../../core/files-now.ts";
import { isRecord } from "../../core/json.ts";
import type { LoadIssue } from "../load-issue.ts";
import { failureOf } from "../read-markdown.ts";
import { parseSafeYaml } from "../safe-yaml.ts";
import { textOf, textsOf } from "../settings-values.ts";
import { NO_VOCABULARY, type RoutingVocabulary } from "./vocabulary.ts";

/** The router's words, in a folder of references. */
const ROUTING_FILE = "routing.yaml";

/** The same, packed by the build: the package holds no other copy of them, since only a team of one's own needs them. */
const PACKED_ROUTING = join("dist", "routing.yaml.br");

/** The words of every `routing.yaml` in those folders; a later folder replaces an earlier one entry by entry. Odd files give warnings. */
export async function loadVocabulary(
  dirs: readonly string[],
): Promise<{ readonly vocabulary: RoutingVocabulary; readonly warnings: readonly LoadIssue[] }> {
  let vocabulary = NO_VOCABULARY;
  const warnings: LoadIssue[] = [];
  for (const dir of new Set(dirs)) {
    const path = join(dir, ROUTING_FILE);
    try {
      const text = (await readTextIfAny(path)) ?? packedBeside(dir);
      const yaml = text === undefined ? undefined : parseSafeYaml(text, path);
      if (yaml?.ok === true && isRecord(yaml.value)) vocabulary = over(vocabulary, yaml.value);
      else if (yaml?.ok === false) warnings.push({ path, line: yaml.line, reason: `not valid YAML (${yaml.reason}); not used` });
    } catch (error) {
      warnings.push(failureOf(error, path));
    }
  }
  return { vocabulary, warnings };
}

function packedBeside(references: string): string | undefined {
  const bytes = readBytesNow(join(references, "..", PACKED_ROUTING));
  return bytes === undefined ? undefined : brotliDecompressSync(bytes).toString();
}

function over(base: RoutingVocabulary, written: Readonly<Record<string, unknown>>): RoutingVocabulary {
  return {
    synonyms: { ...base.synonyms, ...listsOf(written["synonyms"]) },
    themes: { ...base.themes, ...listsOf(written["themes"]) },
    sayings: { ...base.sayings, ...listsOf(written["sayings"]) },
    business: [...base.business, ...(textsOf(written["business"]) ?? [])],
    outside: { ...base.outside, ...subjectsOf(written["outside"]) },
    files: { ...base.files, ...listsOf(written["files"]) },
    accountState: { ...base.accountState, ...namesOf(written["account_state"]) },
  };
}

function listsOf(value: unknown): Record<string, string[]> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.map(([key, list]) => [key, textsOf(list) ?? []]));
}

/** Subjects with their words; a plain list is one subject without a name. */
function subjectsOf(value: unknown): Record<string, string[]> {
  const texts = textsOf(value);
  return isRecord(value) || texts === undefined ? listsOf(value) : { other: texts };
}

function namesOf(value: unknown): Record<string, string> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.flatMap(([key, name]) => (textOf(name) === undefined ? [] : [[key, textOf(name) ?? ""] as const])));
}
