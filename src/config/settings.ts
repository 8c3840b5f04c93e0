import { z } from "zod";
import { configSchema } from "./config-file.ts";
import { sectionOf } from "./section-of.ts";

/** One setting of echo.yaml: its key, what it does, and where else it may be given. */
export interface Setting {
  /** Dotted: `budget.turns`. */
  readonly key: string;
  readonly doc: string;
  /** What the value may be, in words: `text`, `number`, `on or off`, `one of …`. */
  readonly type: string;
  /** What holds where nothing is said; null where that is nothing at all. */
  readonly default: string | null;
  /** The variable that sets it for one call. */
  readonly env: string | null;
  /** The option that sets it for one command. */
  readonly flag: string | null;
}

/** What the schema does not say of a key. */
const ELSEWHERE: Readonly<Record<string, Partial<Pick<Setting, "default" | "env" | "flag">>>> = {
  timezone: { default: "UTC" },
  currency: { default: "the currency of the exports, else USD" },
  as_of: { default: "the last day with activity", flag: "--as-of" },
  me: { default: "everybody's accounts", flag: "--owner" },
  health: { default: "the answering agent's, else specialist", flag: "--health" },
  llm: { default: "the answering agent's", env: "ECHO_LLM", flag: "--llm" },
  model: { default: "on, where there is a key", flag: "--no-model" },
  tasks_dir: { default: "tasks" },
  "privacy.mask": { default: "on" },
  "budget.turns": { default: "12" },
  "budget.tokens": { default: "600000" },
  "budget.seconds": { default: "300" },
  "activation.within_days": { default: "30" },
  "support.first_reply_hours": { default: "4" },
  "check.fail_on": { default: "high", flag: "--fail-on" },
};

/** Every setting of echo.yaml, in the order of its schema; keys within a section are told one by one where their names are fixed. */
export const SETTINGS: readonly Setting[] = Object.entries(configSchema.shape).flatMap(([key, schema]) => {
  const { description = "" } = schema;
  const inner = sectionOf(schema);
  if (inner === undefined) return [settingOf(key, description, schema)];
  return Object.entries(inner.shape as Readonly<Record<string, z.ZodType>>).map(([name, field]) =>
    settingOf(`${key}.${name}`, fieldDoc(field) ?? description, field),
  );
});

/** Variables that no key of echo.yaml stands for. */
export const VARIABLES: readonly { readonly name: string; readonly doc: string; readonly secret: boolean }[] = [
  { name: "ANTHROPIC_API_KEY", doc: "key of the language model; without one the analyst answers, offline", secret: true },
  { name: "ANTHROPIC_AUTH_TOKEN", doc: "a bearer token instead of the key", secret: true },
  { name: "ANTHROPIC_BASE_URL", doc: "another server that speaks the same API", secret: false },
  { name: "ECHO_MCP_TOKEN", doc: "the token that requests to `echo-cs mcp --http` must carry", secret: true },
  { name: "OTEL_EXPORTER_OTLP_ENDPOINT", doc: "where spans of model runs are sent; unset: nowhere", secret: false },
  { name: "OTEL_EXPORTER_OTLP_HEADERS", doc: "what spans are sent with: name=value, with commas between", secret: true },
  { name: "NO_COLOR", doc: "set to anything: no colours", secret: false },
  { name: "FORCE_COLOR", doc: "1: colours also where the output is piped", secret: false },
  { name: "COLUMNS", doc: "the width to wrap at, 60 to 110", secret: false },
  { name: "PAGER", doc: "what shows output longer than the screen (default less -FRX; cat: nothing)", secret: false },
  { name: "ECHO_DEBUG", doc: "1: details of what is a bug in ECHO", secret: false },
];

/** Variables that hold a secret of ECHO's own: what a workspace's files name is never filled from them. */
export const OWN_SECRETS: ReadonlySet<string> = new Set(VARIABLES.filter(({ secret }) => secret).map(({ name }) => name));

function settingOf(key: string, doc: string, schema: z.ZodType): Setting {
  const { default: usual = null, env = null, flag = null } = ELSEWHERE[key] ?? {};
  return { key, doc, type: typeOf(schema), default: usual, env, flag };
}

function fieldDoc(field: z.ZodType): string | undefined {
  return field.description ?? (field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType).description : undefined);
}

function typeOf(schema: z.ZodType): string {
  const { enum: choices, const: only, type, anyOf } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  if (Array.isArray(choices)) return `one of ${choices.join(", ")}`;
  if (only !== undefined) return String(only);
  const names: Readonly<Record<string, string>> = {
    string: "text",
    number: "number",
    integer: "whole number",
    boolean: "on or off",
    array: "list",
    object: "table of names and values",
  };
  return (typeof type === "string" ? names[type] : undefined) ?? (anyOf === undefined ? "on or off" : "value");
}
