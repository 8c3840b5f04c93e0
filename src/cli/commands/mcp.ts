import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples, withWorkspace } from "../options.ts";
import type { McpFlags } from "./mcp-flags.ts";

/** Declares `echo-cs mcp`; what it does is loaded when it runs. */
export function mcpCommand(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("mcp"))
    .summary("serve the book to other programs, as an MCP server")
    .description(
      "Serves questions, health, signals, metrics, renewals, accounts, tickets, triage, SQL and tasks to programs that speak the Model Context Protocol (Claude Code, Claude Desktop, editors), over standard input and output or HTTP. Reads only, unless --write. No model is called and nothing leaves this machine but the answers.",
    )
    .option("--write", "also offer tools that change the workspace's files: drafts, handoffs, tasks, memory; answers are filed")
    .option("--http", "serve over HTTP, on this machine only; every request must carry the token")
    .option("--port <port>", "port of --http (default: any that is free)")
    .option("--host <address>", "address of --http to listen on (default 127.0.0.1)")
    .option(
      "--allow-host <name>",
      "a further name by which --http is called (repeatable)",
      (name: string, all: string[]) => [...all, name],
      [],
    )
    .option("--tools", "list the tools that would be offered, and serve nothing")
    .action(async (flags: McpFlags) => {
      const { runMcp } = await import("./mcp-run.ts");
      setExit(await runMcp(flags, io));
    });
  return withExamples(
    command,
    "claude mcp add echo -- npx echo-cs mcp -C my-book",
    "echo-cs mcp --tools",
    "ECHO_MCP_TOKEN=… echo-cs mcp --http --port 8765",
  );
}
