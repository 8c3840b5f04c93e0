import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { readEnvironment } from "../../../src/config/environment.ts";
import { findWorkspace } from "../../../src/config/workspace.ts";
import { fixedClock } from "../../../src/core/clock.ts";
import type { Log } from "../../../src/core/log.ts";
import { mcpServer } from "../../../src/mcp/server/mcp-server.ts";
import { serverContext, type ServerContext } from "../../../src/mcp/server/server-context.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";

export interface ContextInput {
  readonly cwd: string;
  readonly write?: boolean;
  /** A folder other than the example's. */
  readonly dir?: string;
  readonly log?: Log;
}

/** A server's context over the example book in `cwd`, or over the workspace in `dir`. */
export async function contextOf({ cwd, write = false, dir, log }: ContextInput): Promise<ServerContext> {
  const workspace = await findWorkspace({ cwd, packageRoot: ROOT, ...(dir === undefined ? { demo: true } : { dir }) });
  const deps = {
    workspace,
    environment: readEnvironment({}),
    clock: fixedClock("2026-11-22T09:00:00Z"),
    log: log ?? { info: () => {}, warn: () => {} },
  };
  const place = {
    packageRoot: ROOT,
    built: join(ROOT, "dist", "router.json.br"),
    workspace: { root: workspace.root, own: dir === undefined ? join(ROOT, "examples", "northstar") : workspace.root },
  };
  return serverContext({ deps, write, version: "0.0.0", place });
}

/** The official client, connected to a server in this process. */
export async function connectedClient(context: ServerContext): Promise<Client> {
  const [here, there] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "test", version: "1" });
  await mcpServer(context).connect(there);
  await client.connect(here);
  return client;
}

export interface Called {
  readonly data: Record<string, unknown>;
  readonly text: string;
  readonly isError: boolean;
}

/** Calls a tool; its text must be its data as JSON, unless it is an error. */
export async function call(client: Client, name: string, input: Record<string, unknown> = {}): Promise<Called> {
  const result = await client.callTool({ name, arguments: input });
  const [block] = result.content as { type: string; text: string }[];
  const data = (result.structuredContent ?? {}) as Record<string, unknown>;
  const text = block?.text ?? "";
  const isError = result.isError === true;
  if (!isError && JSON.stringify(JSON.parse(text)) !== JSON.stringify(data)) throw new Error(`${name}: text and data differ`);
  return { data, text, isError };
}
