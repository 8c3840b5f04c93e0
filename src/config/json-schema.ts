import { z } from "zod";
import { isRecord } from "../core/json.ts";
import { configSchema, OPEN_SECTIONS } from "./config-file.ts";
import { SETTINGS } from "./settings.ts";

type Json = Readonly<Record<string, unknown>>;

/** JSON Schema of echo.yaml: what editors complete and check by. What only code can tell (time zones, real days) it leaves open. */
export function configJsonSchema(): Json {
  const schema: Json = { ...z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any", target: "draft-7" }) };
  const defaults = new Map(SETTINGS.map(({ key, default: usual }) => [key, usual]));
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "ECHO's settings (echo.yaml)",
    ...closed(schema, "", defaults),
  };
}

/** Where editors know more than the schema that reads the file. */
const BETTER: Readonly<Record<string, (schema: Json) => Json>> = {
  as_of: (schema) => ({ ...schema, format: "date" }),
  // YAML writes these as words too.
  "privacy.mask": (schema) => {
    const { type: _, ...rest } = schema;
    return { ...rest, enum: [true, false, "on", "off", "yes", "no"] };
  },
};

/** A misspelt key is refused when the file is read: the editor says so before. */
function closed(schema: Json, key: string, defaults: ReadonlyMap<string, string | null>): Json {
  const { $schema: _, properties, maximum, ...known } = schema;
  // The largest whole number there is bounds nothing.
  const rest: Json = maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? known : { ...known, maximum };
  const usual = defaults.get(key) ?? null;
  const about = rest["description"];
  const told =
    usual === null || typeof about !== "string" || about.includes("default")
      ? rest
      : { ...rest, description: `${about} (default: ${usual})` };
  if (!isRecord(properties)) return (BETTER[key] ?? same)(told);
  const fields = Object.entries(properties).map(([name, field]) => [
    name,
    closed(isRecord(field) ? field : {}, key === "" ? name : `${key}.${name}`, defaults),
  ]);
  return { ...told, properties: Object.fromEntries(fields), additionalProperties: OPEN_SECTIONS.has(key) };
}

function same(schema: Json): Json {
  return schema;
}
