import { lineTransport, type LineStreams } from "./line-transport.ts";
import { mcpServer } from "./mcp-server.ts";
import type { ServerContext } from "./server-context.ts";

/** Serves one client over standard input and output until it hangs up or `signal` ends it. */
export async function serveLines(context: ServerContext, streams: LineStreams, signal: AbortSignal): Promise<void> {
  const mcp = mcpServer(context);
  const over = new Promise<void>((resolve) => {
    mcp.server.onclose = () => resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await mcp.connect(lineTransport(streams));
  await over;
  await mcp.close();
  await context.calls.close();
}
