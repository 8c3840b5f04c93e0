import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { UserError } from "../../core/errors.ts";
import { hasCode } from "../../core/files.ts";
import type { Ids } from "../../core/ids.ts";
import { type Guard, hostNames, refusalOf } from "./guard-request.ts";
import { mcpServer } from "./mcp-server.ts";
import type { ServerContext } from "./server-context.ts";

export interface HttpInput {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly token: string;
  /** Further names by which the server is called, behind a proxy for instance. */
  readonly hosts: readonly string[];
  readonly ids: Ids;
}

export interface HttpServing {
  readonly url: string;
  close(): Promise<void>;
}

export const MCP_PATH = "/mcp";
const MOST_BODY_BYTES = 1024 * 1024;
const MOST_SESSIONS = 64;

/** Serves the protocol over streamable HTTP. Throws UserError where the address cannot be used. */
export async function serveHttp(context: ServerContext, input: HttpInput): Promise<HttpServing> {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  let guard: Guard = { token: input.token, hosts: new Set() };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      context.deps.log.warn(`a request failed: ${error instanceof Error ? error.message : String(error)}`);
      if (!response.headersSent) refuse(response, 500, "The request failed.");
      else response.destroy();
    });
  });
  // Slow and silent connections are let go; an open stream of a session is not one.
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request, guard);
    if (refusal !== undefined) return refuse(response, refusal.status, refusal.message);
    if ((request.url ?? "").replace(/\?.*$/, "") !== MCP_PATH) return refuse(response, 404, `The only path is ${MCP_PATH}.`);
    const id = request.headers["mcp-session-id"];
    const known = typeof id === "string" ? sessions.get(id) : undefined;
    if (typeof id === "string" && known === undefined) return refuse(response, 404, "There is no such session: initialize a new one.");
    if (known === undefined && request.method !== "POST") return refuse(response, 400, "Initialize a session first.");
    if (known !== undefined && typeof id === "string") {
      // The one used last is the last to be given up.
      sessions.delete(id);
      sessions.set(id, known);
    }
    await (known ?? (await opened())).handleRequest(request, response);
  }

  async function opened(): Promise<StreamableHTTPServerTransport> {
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => input.ids.unique(),
      maxRequestBodySize: MOST_BODY_BYTES,
      onsessioninitialized: (id) => {
        sessions.set(id, transport);
        const [oldest] = sessions;
        if (sessions.size > MOST_SESSIONS && oldest !== undefined) {
          sessions.delete(oldest[0]);
          void oldest[1].close();
        }
      },
    });
    transport.onclose = () => void (transport.sessionId !== undefined && sessions.delete(transport.sessionId));
    await mcpServer(context).connect(transport);
    return transport;
  }

  const port = await listen(server, input.host, input.port);
  guard = { ...guard, hosts: hostNames(input.host, port, input.hosts) };
  return {
    url: `http://${input.host.includes(":") ? `[${input.host}]` : input.host}:${port}${MCP_PATH}`,
    close: async () => {
      await Promise.all([...sessions.values()].map((transport) => transport.close()));
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await context.calls.close();
    },
  };
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, {
    "content-type": "application/json",
    "cache-control": "no-store",
    ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    // What is still being sent of a refused request is not waited for.
    connection: "close",
  });
  response.end(`${JSON.stringify({ jsonrpc: "2.0", id: null, error: { code: -32_000, message } })}\n`);
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    const taken = hasCode(error, "EADDRINUSE");
    if (!taken && !hasCode(error, "EACCES", "EADDRNOTAVAIL", "ENOTFOUND")) throw error;
    throw new UserError({
      code: "cannot-listen",
      message: taken ? `Port ${port} of ${host} is in use.` : `${host}:${port} cannot be listened on.`,
      found: `${host}:${port}`,
      fix: "Choose another with --port, or leave --port out for any that is free.",
      cause: error,
    });
  }
  return (server.address() as AddressInfo).port;
}
