import type { DataError } from "../core/errors.ts";
import { isRecord, parseJson } from "../core/json.ts";
import { eachRead } from "./each-read.ts";
import { fault, type JobDraft, toJobDraft } from "./job-draft.ts";

/** The jobs of NDJSON: one object a line; blank lines are passed over. A job that cannot be read is put to `faults`; throws DataError for a file that cannot be. */
export function jobsOfLines(text: string, file: string, faults: DataError[]): JobDraft[] {
  const lines = text.split("\n").map((line, index) => ({ line, index }));
  const written = lines.filter(({ line }) => line.trim() !== "");
  return eachRead(
    written,
    ({ line, index }) => {
      const parsed = parseJson(line);
      const at = { file, line: index + 1 };
      if (!parsed.ok)
        throw fault("job-json", `The line is no JSON: ${parsed.reason}.`, { ...at, column: parsed.column ?? 1 }, line.slice(0, 80));
      return toJobDraft(parsed.value, (key) => ({
        ...at,
        column: key === undefined || !isRecord(parsed.value) ? 1 : placeOfKey(line, key),
      }));
    },
    faults,
  );
}

function placeOfKey(line: string, key: string): number {
  return Math.max(0, line.indexOf(JSON.stringify(key))) + 1;
}
