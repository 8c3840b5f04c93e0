import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoFolder, ROOT } from "../../../src/testing/demo-book.ts";
import { runCli } from "../../../src/testing/run-cli.ts";
import { removeFolder } from "../../../src/testing/temp-workspace.ts";
import { call } from "./connect.ts";

let cwd = "";
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const GREETING = [
  {
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "t", version: "1" } },
  },
  { jsonrpc: "2.0", method: "notifications/initialized" },
];

describe("echo-cs mcp", () => {
  it("speaks to the official client over standard input and output of a process of its own", async () => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: ["--import", TSX, join(ROOT, "src/cli/main.ts"), "mcp", "--demo"],
      cwd,
      env: { PATH: process.env["PATH"] ?? "", HOME: cwd },
      stderr: "ignore",
    });
    const client = new Client({ name: "test", version: "1" });
    await client.connect(transport);
    try {
      expect(client.getServerVersion()).toMatchObject({ name: "echo-cs" });
      expect((await client.listTools()).tools.length).toBeGreaterThan(10);
      expect((await call(client, "route", { request: "renew the contract of a customer" })).data).toHaveProperty("agent");
    } finally {
      await client.close();
    }
  });

  it("answers what was asked before the input ended, and prints nothing but the protocol", async () => {
    const asked = { jsonrpc: "2.0", id: "q", method: "tools/call", params: { name: "health", arguments: { account: "acme" } } };
    const lines = [...GREETING, asked].map((message) => JSON.stringify(message));
    const { exit, stdout } = await runCli(["mcp", "--demo"], { cwd, stdin: `${[...lines, "", "{broken"].join("\n")}\n` });
    expect(exit).toBe(0);
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: unknown; error?: { code: number }; result?: object });
    expect(new Set(answers.map(({ id }) => id))).toEqual(new Set([1, null, "q"]));
    expect(answers).toHaveLength(3);
    expect(answers.find(({ id }) => id === null)?.error?.code).toBe(-32_700);
    expect(answers.find(({ id }) => id === "q")?.result).toMatchObject({ structuredContent: { total: 1 } });
  });

  it("lists its tools for people, and knows which options go together", async () => {
    const listed = await runCli(["mcp", "--tools"], { cwd });
    expect(listed.stdout).toContain("search_tickets");
    expect(listed.stdout).not.toContain("draft_message");
    expect((await runCli(["mcp", "--tools", "--write", "--json"], { cwd })).stdout).toContain('"draft_message"');
    expect((await runCli(["mcp", "--demo", "--port", "1"], { cwd })).stderr).toContain("Add --http");
  });
});
