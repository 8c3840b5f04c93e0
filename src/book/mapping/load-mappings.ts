import type { MappingEntry } from "../../config/mapping-section.ts";
import { readTextIfAny } from "../../core/files.ts";
import { type FileMapping, fileMappings } from "./file-mapping.ts";

/** `mapping` of echo.yaml, and the file that it stands in. */
export interface MappingInput {
  readonly entries: readonly MappingEntry[];
  /** Absolute path of echo.yaml. */
  readonly file: string;
}

/** The mappings with their names checked; none where echo.yaml has none. Throws DataError with line and column. */
export async function loadMappings(input: MappingInput | undefined): Promise<readonly FileMapping[]> {
  if (input === undefined || input.entries.length === 0) return [];
  return fileMappings(input.entries, { file: input.file, text: (await readTextIfAny(input.file)) ?? "" });
}
