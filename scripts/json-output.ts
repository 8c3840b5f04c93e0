import type { JsonSchema } from "./type-schema.ts";

/** What one command prints with `--json`. */
export interface JsonOutput {
  /** File name of the schema, without its ending. */
  readonly name: string;
  /** As typed, without the program. */
  readonly command: string;
  readonly schema: JsonSchema;
}
