import { z } from "zod";
import { DataError } from "../core/errors.ts";
import { readTextIfAny } from "../core/files.ts";
import { parseJson } from "../core/json.ts";

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
 * environment. Throws DataError for a file that is none.
 */
export async function readMcpConfig(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Map<string, McpServerConfig>> {
  const text = await readTextIfAny(path);
  if (text === undefined) return new Map();
  const parsed = parseJson(text);
  const checked = file.safeParse(parsed.ok ? filled(parsed.value, env) : undefined);
  if (checked.success) return new Map(Object.entries(checked.data.mcpServers).sort(([a], [b]) => (a < b ? -1 : 1)));
  throw new DataError({
    code: "mcp-config",
    message: "The list of MCP servers cannot be read.",
    found: parsed.ok ? checked.error.issues.map(({ path: at, message }) => `${at.join(".")}: ${message}`).join("; ") : parsed.reason,
    allowed: [
      '{"mcpServers": {"name": {"command": "npx", "args": ["-y", "package"]}}}',
      '{"mcpServers": {"name": {"type": "http", "url": "https://…"}}}',
    ],
    fix: "Correct the file.",
    place: { file: path },
  });
}

function filled(value: unknown, env: Readonly<Record<string, string | undefined>>): unknown {
  if (typeof value === "string")
    return value.replaceAll(
      /\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/gu,
      (_whole, name: string, other: string | undefined) => env[name] ?? other ?? "",
    );
  if (Array.isArray(value)) return value.map((inner) => filled(inner, env));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, env)]));
}
