import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { z } from "zod";

export interface HttpMcp {
  readonly host: string;
  readonly url: string;
  close(): void;
}

/** An MCP server over streamable HTTP on loopback, with one tool that gives back its input and the Authorization header it came with. */
export async function startHttpMcp(): Promise<HttpMcp> {
  const server = createServer((request, response) => {
    const mcp = new McpServer({ name: "http", version: "1" });
    mcp.registerTool("echo", { inputSchema: { text: z.string() }, annotations: { readOnlyHint: true } }, async ({ text }) => ({
      content: [{ type: "text", text: `${text} ${String(request.headers["authorization"])}` }],
    }));
    const transport = new StreamableHTTPServerTransport({});
    void mcp.connect(transport as Parameters<McpServer["connect"]>[0]).then(() => transport.handleRequest(request, response));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}/mcp`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
