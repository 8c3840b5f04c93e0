import { join } from "node:path";
import { readTextIfAny } from "../../core/files.ts";
import { isRecord } from "../../core/json.ts";
import type { LoadIssue } from "../load-issue.ts";
import { failureOf } from "../read-markdown.ts";
import { parseSafeYaml } from "../safe-yaml.ts";
import { textOf, textsOf } from "../settings-values.ts";
import { NO_VOCABULARY, type RoutingVocabulary } from "./vocabulary.ts";

/** The words of every `routing.yaml` in those folders; a later folder replaces an earlier one entry by entry. Odd files give warnings. */
export async function loadVocabulary(
  dirs: readonly string[],
): Promise<{ readonly vocabulary: RoutingVocabulary; readonly warnings: readonly LoadIssue[] }> {
  let vocabulary = NO_VOCABULARY;
  const warnings: LoadIssue[] = [];
  for (const path of new Set(dirs.map((dir) => join(dir, "routing.yaml")))) {
    try {
      const text = await readTextIfAny(path);
      const yaml = text === undefined ? undefined : parseSafeYaml(text, path);
      if (yaml?.ok === true && isRecord(yaml.value)) vocabulary = over(vocabulary, yaml.value);
      else if (yaml?.ok === false) warnings.push({ path, line: yaml.line, reason: `not valid YAML (${yaml.reason}); not used` });
    } catch (error) {
      warnings.push(failureOf(error, path));
    }
  }
  return { vocabulary, warnings };
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
