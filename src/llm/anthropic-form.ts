import { isRecord } from "../core/json.ts";
import type { OutputForm } from "./anthropic-shapes.ts";

/**
 * The SDK's own translation of a schema to what structured output takes. Its helper for zod does the same after moving every repeated part
 * behind a `$ref`, where the description of the part is lost; so the schema comes to it already as JSON.
 */
export async function loadForm(): Promise<OutputForm> {
  const { jsonSchemaOutputFormat } = await import("@anthropic-ai/sdk/helpers/json-schema");
  const known = new WeakMap<object, Record<string, unknown>>();
  return (schema) => {
    const made = known.get(schema) ?? jsonSchemaOutputFormat({ ...schema, type: "object" }).schema;
    if (isRecord(made)) known.set(schema, made);
    return { type: "json_schema", schema: { ...made } };
  };
}
