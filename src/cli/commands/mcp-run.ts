import process from "node:process";
import { UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { printResult, viewOf } from "../print-result.ts";
import { readLines } from "../read-lines.ts";
import { VERSION } from "../version.ts";
import { wire } from "../wire.ts";
import type { McpFlags } from "./mcp-flags.ts";
import { routerPlace } from "./route-place.ts";

/** Runs `mcp`: serves until the client hangs up or Ctrl-C. Standard output carries the protocol and nothing else. */
export async function runMcp(flags: McpFlags, io: Io): Promise<ExitCode> {
  const write = flags.write === true;
  if (flags.tools === true) {
    const [{ toolsFor }, { renderMcpTools }] = await Promise.all([import("../../mcp/server/tools.ts"), import("../render/render-mcp.ts")]);
    const tools = toolsFor(write).map(({ name, title, description, effect, inputSchema }) => ({
      name,
      title,
      description,
      effect,
      inputSchema,
    }));
    return printResult(tools, renderMcpTools(tools, write, viewOf(io)), flags, io);
  }
  requireHttp(flags);
  const deps = await wire(io, flags);
  const { serverContext } = await import("../../mcp/server/server-context.ts");
  const context = serverContext({ deps, write, version: VERSION, place: await routerPlace(io, flags) });
  if (flags.http === true) return (await import("./mcp-http-run.ts")).serveOverHttp(context, flags, io);
  if (io.stdinIsTerminal === true)
    io.stderr(
      "An MCP server: a program is to speak to it over standard input. `echo-cs mcp --help` tells how to register it; Ctrl-D ends it.\n",
    );
  const { serveLines } = await import("../../mcp/server/serve-lines.ts");
  await serveLines(context, { lines: readLines(io.stdin), write: io.stdout, drained: io.drained }, io.signal);
  // Interrupted while it waits for a line, the input would keep the process alive.
  if (io.signal.aborted) process.stdin.destroy();
  return EXIT.ok;
}

function requireHttp({ http, port, host, allowHost }: McpFlags): void {
  if (http === true || (port === undefined && host === undefined && allowHost.length === 0)) return;
  throw new UserError({
    code: "needs-http",
    message: "--port, --host and --allow-host are about --http.",
    fix: "Add --http, or leave them out.",
  });
}
