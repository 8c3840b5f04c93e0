import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { compareText } from "../core/compare-text.ts";
import { isRecord } from "../core/json.ts";
import { clean } from "../core/text.ts";
import type { HttpServer, McpServerConfig, StdioServer } from "./mcp-config.ts";

/** A tool as its server describes it. */
export interface McpTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  /** True where the server says that it changes nothing. */
  readonly readOnly: boolean;
}

/** One server, connected. */
export interface McpConnection {
  readonly tools: readonly McpTool[];
  /** The texts of a result; `isError` where the tool says that it failed. Throws where the server is gone or takes too long. */
  call(tool: string, input: unknown): Promise<{ readonly text: string; readonly isError: boolean }>;
  close(): Promise<void>;
}

export interface McpTimes {
  /** To start, greet and list tools, in ms. */
  readonly connectMs: number;
  readonly callMs: number;
}

export const MCP_TIMES: McpTimes = { connectMs: 15_000, callMs: 30_000 };
const MOST_TOOLS = 100;
const LONGEST_DESCRIPTION = 600;

/** Connects to a server and lists its tools. The SDK is loaded here. Throws where the server does not answer in time. */
export async function connectMcp(config: McpServerConfig, version: string, times: McpTimes = MCP_TIMES): Promise<McpConnection> {
  const { Client: McpClient } = await import("@modelcontextprotocol/sdk/client/index.js");
  const client = new McpClient({ name: "echo-cs", version });
  const timeout = { timeout: times.connectMs };
  try {
    await client.connect("command" in config ? await stdioTransport(config) : await httpTransport(config), timeout);
    return {
      tools: await toolsOf(client, times.connectMs),
      call: async (name, input) => {
        const result = await client.callTool({ name, arguments: isRecord(input) ? input : {} }, undefined, { timeout: times.callMs });
        return { text: textOf(result.content), isError: result.isError === true };
      },
      close: () => client.close(),
    };
  } catch (error) {
    await client.close().catch(() => {});
    throw error;
  }
}

async function stdioTransport({ command, args, env }: StdioServer): Promise<Parameters<Client["connect"]>[0]> {
  const { StdioClientTransport } = await import("@modelcontextprotocol/sdk/client/stdio.js");
  // The server gets the few harmless variables that the SDK passes on and what its entry names, not our key.
  return new StdioClientTransport({ command, args, env, stderr: "ignore" });
}

async function httpTransport({ url, headers }: HttpServer): Promise<Parameters<Client["connect"]>[0]> {
  const { StreamableHTTPClientTransport } = await import("@modelcontextprotocol/sdk/client/streamableHttp.js");
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  return transport;
}

async function toolsOf(client: Client, timeout: number): Promise<McpTool[]> {
  const found: McpTool[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listTools(cursor === undefined ? {} : { cursor }, { timeout });
    for (const { name, description = "", inputSchema, annotations } of page.tools) {
      const about = clean(description).replaceAll(/\s+/gu, " ").slice(0, LONGEST_DESCRIPTION);
      found.push({ name, description: about, inputSchema, readOnly: annotations?.readOnlyHint === true });
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined && found.length < MOST_TOOLS);
  // Servers list in any order; the cached prefix must not change with it.
  return found.slice(0, MOST_TOOLS).sort((a, b) => compareText(a.name, b.name));
}

function textOf(content: unknown): string {
  const blocks: readonly unknown[] = Array.isArray(content) ? content : [];
  return blocks
    .map((block) => {
      if (!isRecord(block)) return "";
      if (block["type"] === "text" && typeof block["text"] === "string") return block["text"];
      const resource = block["resource"];
      if (isRecord(resource) && typeof resource["text"] === "string") return resource["text"];
      return `[${typeof block["type"] === "string" ? block["type"] : "content"} left out]`;
    })
    .join("\n");
}
