import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { table } from "./doc-tables.ts";
import { jsonOutputs } from "./json-outputs.ts";
import { rootPath } from "./root.ts";
import type { JsonSchema } from "./type-schema.ts";

const FOLDER = "docs/schemas";
const ENDING = ".schema.json";

/** Brings docs/schemas up to the types of the program, or only tells what is not. What differs in layout alone does not differ. */
export function updateSchemas(isCheck: boolean): string[] {
  const folder = rootPath(FOLDER);
  mkdirSync(folder, { recursive: true });
  const fresh = new Map(jsonOutputs().map(({ name, schema }) => [`${name}${ENDING}`, schema]));
  const changed = [...fresh].filter(([name, schema]) => {
    const path = join(folder, name);
    return !existsSync(path) || JSON.stringify(JSON.parse(readFileSync(path, "utf8"))) !== JSON.stringify(schema);
  });
  const left = readdirSync(folder).filter((name) => !fresh.has(name));
  if (!isCheck) {
    for (const [name, schema] of changed) writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`);
    for (const name of left) rmSync(join(folder, name));
    if (changed.length > 0) spawnSync(process.execPath, [rootPath("node_modules/oxfmt/bin/oxfmt"), folder], { stdio: "inherit" });
  }
  return [
    ...changed.map(([name]) => `${FOLDER}/${name} is not what the types say`),
    ...left.map((name) => `${FOLDER}/${name} is of no command`),
  ];
}

/** Every `--json` output with its top keys and its schema, as Markdown. */
export function jsonTable(): string {
  const names = readdirSync(rootPath(FOLDER)).sort();
  const rows = names.map((file) => {
    const schema = JSON.parse(readFileSync(rootPath(`${FOLDER}/${file}`), "utf8")) as JsonSchema;
    const title = typeof schema["title"] === "string" ? schema["title"] : "";
    const command = title.replace(/ --json.*$/, "");
    const isLines = title.includes("one line");
    const isList = schema["type"] === "array";
    const keys = keysOf(isList ? (schema["items"] as JsonSchema) : schema, schema);
    return [
      `\`${command}\``,
      isLines ? "lines" : isList ? "list" : "object",
      keys.map((key) => `\`${key}\``).join(" "),
      `[schema](schemas/${file})`,
    ];
  });
  return table(["Command", "Prints", "Keys", ""], rows);
}

function keysOf(schema: JsonSchema, root: JsonSchema): string[] {
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    const defs = (root["$defs"] ?? {}) as Readonly<Record<string, JsonSchema>>;
    return keysOf(defs[reference.replace("#/$defs/", "")] ?? {}, root);
  }
  const choices = schema["anyOf"];
  if (Array.isArray(choices)) return [...new Set(choices.flatMap((choice) => keysOf(choice as JsonSchema, root)))];
  return Object.keys(schema["properties"] ?? {});
}
