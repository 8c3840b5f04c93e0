import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSdkMcpServer, query, tool } from "@anthropic-ai/claude-agent-sdk";
import { z } from "zod";
import { check, FACT, readTask } from "./task.mjs";

/** Each run is a process of the vendor's own program; its tools are ours, behind MCP, and the only ones. */
export function start(url, bodyFile) {
  const { model, instructions, tools, question } = readTask(bodyFile);
  const made = tools.map(({ name, description, schema }) =>
    tool(name, description, z.fromJSONSchema(schema).shape ?? {}, async () => ({ content: [{ type: "text", text: FACT }] })),
  );
  // It keeps its sessions in the home folder.
  const HOME = mkdtempSync(join(tmpdir(), "echo-bench-"));
  const env = { PATH: process.env.PATH, HOME, ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: "k-0123456789" };
  const quiet = { DISABLE_TELEMETRY: "1", CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1" };
  return async () => {
    const servers = { echo: createSdkMcpServer({ name: "echo", version: "1.0.0", tools: made }) };
    const options = {
      model,
      systemPrompt: instructions,
      mcpServers: servers,
      tools: [],
      allowedTools: ["mcp__echo"],
      settingSources: [],
      maxTurns: 4,
      env: { ...env, ...quiet },
    };
    let answer = "";
    for await (const message of query({ prompt: question, options })) if (message.type === "result") answer = message.result ?? "";
    check(answer);
  };
}
