import { readTextIfAny } from "../../core/files.ts";
import { hash } from "../../core/ids.ts";
import { stableJson } from "../../core/json.ts";
import { type MappingInput } from "./load-mappings.ts";
import { type Override, parseOverrides } from "./overrides.ts";

/** What of a workspace, beside its exports, decides how they are read. */
export interface ImportShape {
  readonly overridesText: string | undefined;
  /** Changes with the mapping and the overrides; null where there are none. */
  readonly hash: string | null;
}

interface Sources {
  readonly mapping?: MappingInput | undefined;
  /** Absolute path of overrides.csv, which need not exist. */
  readonly overridesFile?: string | undefined;
}

/** Reads overrides.csv once, so that what is remembered of an import is what it worked with. */
export async function importShape({ mapping, overridesFile }: Sources): Promise<ImportShape> {
  const overridesText = overridesFile === undefined ? undefined : await readTextIfAny(overridesFile);
  const entries = mapping?.entries ?? [];
  const isPlain = entries.length === 0 && overridesText === undefined;
  return { overridesText, hash: isPlain ? null : hash(stableJson({ entries, overrides: overridesText ?? null }), 16) };
}

/** The corrections in overrides.csv; none where there is no such file. Throws DataError with line and column for a row that is not one. */
export function overridesOf(
  { overridesText }: ImportShape,
  { overridesFile = "overrides.csv" }: Sources,
): { readonly lines: readonly Override[]; readonly file: string } {
  return { lines: overridesText === undefined ? [] : parseOverrides(overridesText, overridesFile), file: overridesFile };
}
