import { basename } from "node:path";
import { yamlPlace } from "../../core/parse-yaml.ts";
import { DataError } from "../../core/errors.ts";
import { capitalised, list, nearest } from "../../core/text.ts";

/** echo.yaml, kept to say where in it a fault stands. */
export interface ConfigText {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
}

/** What is wrong with a mapping. */
export interface MappingFault {
  readonly code: string;
  readonly message: string;
  /** Keys that lead to the faulty place, from the top of echo.yaml. */
  readonly path: readonly (string | number)[];
  readonly at: "key" | "value";
  readonly found?: string;
  /** What would have been right; near ones are offered where there are any. */
  readonly allowed?: readonly string[];
  /** Those that may have been meant, best first; without this, those spelled nearly so. */
  readonly near?: readonly string[];
  readonly fix?: string;
}

/** The fault as an error that names line and column. */
export function mappingError(fault: MappingFault, config: ConfigText): DataError {
  const { code, message, found, fix } = fault;
  const place = yamlPlace(config.text, config.file, fault.path, fault.at);
  return new DataError({
    code,
    message: `${capitalised(message)}.`,
    found,
    allowed: offered(fault),
    fix: fix ?? "Correct the line named here.",
    place,
  });
}

/** The fault in one line, for the note of a file that it keeps from being read. */
export function mappingNote(fault: MappingFault, config: ConfigText): string {
  const { line = 1, column = 1 } = yamlPlace(config.text, config.file, fault.path, fault.at);
  const near = nearOf(fault);
  const hint =
    near.length > 0
      ? `; did you mean ${list(
          near.map((one) => `"${one}"`),
          "or",
        )}?`
      : "";
  return `${basename(config.file)}:${line}:${column}: ${fault.message}${hint}`;
}

function offered(fault: MappingFault): readonly string[] {
  const near = nearOf(fault);
  return near.length > 0 ? near.map((one) => `did you mean ${one}?`) : (fault.allowed ?? []);
}

function nearOf({ found, allowed = [], near }: MappingFault): readonly string[] {
  return near ?? (found === undefined ? [] : nearest(found, allowed));
}
