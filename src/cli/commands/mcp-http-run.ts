import { UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { randomIds } from "../../core/ids.ts";
import { isLoopback } from "../../mcp/server/guard-request.ts";
import { serveHttp } from "../../mcp/server/serve-http.ts";
import type { ServerContext } from "../../mcp/server/server-context.ts";
import { canAsk } from "../ask-which.ts";
import type { Io } from "../io.ts";
import { readLines } from "../read-lines.ts";
import { wholeNumber } from "../whole-number.ts";
import type { McpFlags } from "./mcp-flags.ts";

/** Serves over HTTP until Ctrl-C; address and token are told on stderr. */
export async function serveOverHttp(context: ServerContext, flags: McpFlags, io: Io): Promise<ExitCode> {
  const { host = "127.0.0.1", allowHost: hosts } = flags;
  const port = flags.port === undefined ? 0 : wholeNumber("--port", flags.port, { from: 0, to: 65_535 });
  const given = (io.env["ECHO_MCP_TOKEN"] ?? "").trim();
  const token = given === "" ? randomIds.unique() : given;
  if (!isLoopback(host)) await requireConsent(host, io);
  const serving = await serveHttp(context, { host, port, token, hosts, ids: randomIds });
  io.stderr(`Serving ${serving.url}${context.write ? ", with tools that write" : ", read-only"}. Ctrl-C ends it.\n`);
  io.stderr(given === "" ? `Token: ${token}\n` : "Token: that of ECHO_MCP_TOKEN.\n");
  if (!io.signal.aborted) await new Promise((resolve) => io.signal.addEventListener("abort", resolve, { once: true }));
  await serving.close();
  return EXIT.ok;
}

/** Serving customers' data beyond this machine is nothing to slip into. */
async function requireConsent(host: string, io: Io): Promise<void> {
  io.stderr(`warning: ${host} is reachable from other machines, and HTTP is not encrypted: put a proxy with TLS before it.\n`);
  if (io.yes === true) return;
  if (canAsk(io)) {
    io.stderr("Serve it there (y/N)? ");
    for await (const line of readLines(io.stdin)) {
      if (/^y(?:es)?$/i.test(line.trim())) return;
      break;
    }
  }
  throw new UserError({ code: "needs-consent", message: `${host} is not this machine alone.`, fix: "Leave --host out, or say --yes." });
}
