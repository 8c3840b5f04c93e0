import { z } from "zod";
import { OWN_SECRETS } from "../config/settings.ts";
import { compareText } from "../core/compare-text.ts";
import { DataError } from "../core/errors.ts";
import { readTextIfAny } from "../core/files.ts";
import { jsonPlace, parseJson } from "../core/json.ts";
import { secretsOfUrl } from "../core/secrets.ts";

const texts = z.record(z.string(), z.string());
const stdio = z.object({
  type: z.literal("stdio").optional(),
  command: z.string().min(1),
  args: z.array(z.string()).default([]),
  env: texts.default({}),
});
const http = z.object({
  type: z.enum(["http", "streamable-http"]).default("http"),
  url: z.url({ protocol: /^https?$/ }),
  headers: texts.default({}),
});
const file = z.object({ mcpServers: z.record(z.string().regex(/^[A-Za-z0-9_.-]{1,40}$/), z.union([stdio, http])) });

export type StdioServer = z.output<typeof stdio>;
export type HttpServer = z.output<typeof http>;
export type McpServerConfig = StdioServer | HttpServer;

/**
 * The servers of an .mcp.json, in the order of their names; none where there is no file. `${NAME}` and `${NAME:-other}` are filled from the
 * environment, ECHO's own secrets never: the file may come from somebody else, and names who gets them. Throws DataError for a file that is
 * none, or that asks for a secret.
 */
export async function readMcpConfig(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Map<string, McpServerConfig>> {
  const text = await readTextIfAny(path);
  if (text === undefined) return new Map();
  const parsed = parseJson(text);
  const checked = file.safeParse(parsed.ok ? filled(parsed.value, env, path) : undefined);
  if (checked.success) return new Map(Object.entries(checked.data.mcpServers).sort(([a], [b]) => compareText(a, b)));
  throw new DataError({
    code: "mcp-config",
    message: "The list of MCP servers cannot be read.",
    found: parsed.ok ? checked.error.issues.map(({ path: at, message }) => `${at.join(".")}: ${message}`).join("; ") : parsed.reason,
    allowed: [
      '{"mcpServers": {"name": {"command": "npx", "args": ["-y", "package"]}}}',
      '{"mcpServers": {"name": {"type": "http", "url": "https://…"}}}',
    ],
    fix: "Correct the file.",
    place: { file: path, ...jsonPlace(parsed) },
  });
}

/** What an entry's server is given that nobody else is to read: tokens, passwords, and whatever else its headers and variables are called. */
export function secretsOf(config: McpServerConfig): readonly string[] {
  if ("url" in config) return [...secretsOfUrl(config.url), ...Object.values(config.headers).map(tokenIn)];
  const named = Object.entries(config.env).flatMap(([name, value]) => (SECRET_NAME.test(name) ? [value] : []));
  return [...named, ...config.args.flatMap((arg, index) => argSecrets(arg, config.args[index - 1])), ...config.args.flatMap(secretsOfUrl)];
}

const SECRET_NAME = /key|token|secret|passw|pwd|auth|credential|cookie|session|dsn|_url$|_uri$/iu;

/** `Bearer abc` holds `abc`. */
function tokenIn(header: string): string {
  return header.replace(/^\w+ +/u, "");
}

/** `--token=abc`, and `abc` behind `--token`. */
function argSecrets(arg: string, before = ""): readonly string[] {
  const [, name = "", value = ""] = /^(-{1,2}[\w-]+)=(.+)$/u.exec(arg) ?? [];
  if (SECRET_NAME.test(name)) return [value];
  return before.startsWith("-") && !before.includes("=") && SECRET_NAME.test(before) ? [arg] : [];
}

function asksForSecret(name: string, path: string): DataError {
  return new DataError({
    code: "mcp-secret",
    message: `.mcp.json asks for ${name}, which is for ECHO alone.`,
    found: `\${${name}}`,
    fix: "Give that server a token of its own, in a variable of its own.",
    place: { file: path },
  });
}

function filled(value: unknown, env: Readonly<Record<string, string | undefined>>, path: string): unknown {
  if (typeof value === "string")
    return value.replaceAll(/\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/gu, (_whole, name: string, other: string | undefined) => {
      if (OWN_SECRETS.has(name)) throw asksForSecret(name, path);
      return env[name] ?? other ?? "";
    });
  if (Array.isArray(value)) return value.map((inner) => filled(inner, env, path));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, env, path)]));
}
