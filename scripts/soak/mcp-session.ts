import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { rootPath } from "../root.ts";
import type { Sample } from "./fit.ts";
import { footprint } from "./pace.ts";
import type { Violations } from "./violations.ts";
import { drawAccount } from "./workspace.ts";

/** One server that lives as long as the soak, asked by the official client. */
export interface McpSession {
  readonly pid: number;
  /** Calls one tool and waits for its answer. */
  call(): Promise<void>;
  /** Has it collect its garbage, and takes down its memory, what of it is held by JavaScript and its open files. */
  sample(): Promise<void>;
  readonly counts: { calls: number; refused: number; readonly tools: Map<string, number> };
  readonly memory: readonly Sample[];
  readonly held: readonly Sample[];
  readonly files: readonly Sample[];
  close(): Promise<void>;
}

const LONGEST_MS = 120_000;

/** glibc keeps what is freed in an arena a thread, up to a hundred megabytes more or less from one call to the next. So it gives it back. */
const GIVING_BACK = { MALLOC_ARENA_MAX: "1", MALLOC_TRIM_THRESHOLD_: "131072" };

export async function openMcpSession(
  place: { readonly main: string; readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  chance: () => number,
  seat: { readonly violations: Violations; readonly seconds: () => number; readonly heard: (text: string) => void },
): Promise<McpSession> {
  const { violations, seconds, heard } = seat;
  const probe = join(place.cwd, "../mcp-probe.json");
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ["--expose-gc", "--import", rootPath("scripts/soak/mcp-probe.mjs"), place.main, "mcp", "--write"],
    cwd: place.cwd,
    env: { ...place.env, ...GIVING_BACK, SOAK_PROBE: probe },
    stderr: "ignore",
  });
  const client = new Client({ name: "soak", version: "1" });
  await client.connect(transport);
  const pid = transport.pid ?? 0;
  const [memory, held, files]: [Sample[], Sample[], Sample[]] = [[], [], []];
  const counts = { calls: 0, refused: 0, tools: new Map<string, number>() };
  return {
    pid,
    counts,
    memory,
    held,
    files,
    call: async () => {
      const [name, input] = toolCall(chance);
      counts.calls += 1;
      counts.tools.set(name, (counts.tools.get(name) ?? 0) + 1);
      try {
        const answer = await client.callTool({ name, arguments: input }, undefined, { timeout: LONGEST_MS });
        heard(JSON.stringify(answer));
        if (answer.isError === true) counts.refused += 1;
        const text = JSON.stringify(answer.content);
        if (answer.isError === true && !WELCOME_REFUSALS.has(name))
          violations.add("the MCP server answers", `${name}: ${text.slice(0, 600)}`);
      } catch (error) {
        violations.add("the MCP server answers", `${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    sample: async () => {
      const left = await probed(pid, probe);
      const now = footprint(pid, (folder) => readdirSync(folder).length);
      if (now === undefined) {
        violations.add("the MCP server lives", `process ${pid} is gone`);
        return;
      }
      if (left !== undefined) held.push({ at: seconds(), value: left });
      memory.push({ at: seconds(), value: now.rss });
      files.push({ at: seconds(), value: now.files });
    },
    close: () => client.close(),
  };
}

/** Bytes that JavaScript holds after a collection; undefined where the server is too busy to tell. */
async function probed(pid: number, file: string): Promise<number | undefined> {
  const read = (): { readonly asked: number; readonly held: number } | undefined => {
    try {
      return JSON.parse(readFileSync(file, "utf8")) as { asked: number; held: number };
    } catch {
      return undefined;
    }
  };
  const before = read()?.asked ?? 0;
  try {
    process.kill(pid, "SIGUSR2");
  } catch {
    return undefined;
  }
  for (let waits = 0; waits < 100; waits += 1) {
    await wait(50);
    const now = read();
    if (now !== undefined && now.asked > before) return now.held;
  }
  return undefined;
}

/** Whose refusal is an answer: an item that is done, a packet that is not there, a rule of the charter. */
const WELCOME_REFUSALS = new Set(["hand_on", "draft_message", "show_task"]);

function toolCall(chance: () => number): [name: string, input: Record<string, unknown>] {
  const one = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const account = drawAccount(chance);
  return one<[string, Record<string, unknown>]>([
    ["ask", { question: `why is ${account} churning?` }],
    ["ask", { question: "which accounts are at risk?" }],
    ["route", { request: "renew the contract of a customer" }],
    ["references", { text: "onboarding", limit: 3 }],
    ["health", { account }],
    ["health", { tier: "red" }],
    ["signals", { limit: 20 }],
    ["metrics", {}],
    ["renewals", { days: 120 }],
    ["sql", { sql: "select account, count(*) from tickets group by all order by all" }],
    ["accounts", { search: account.slice(0, 4) }],
    ["search_tickets", { account, days: 365 }],
    ["triage", { tickets: [{ id: "1", text: "SSO is down for all of us since this morning, we cannot work" }] }],
    ["patterns", { limit: 5 }],
    ["list_tasks", { open: true }],
    ["handoffs", {}],
    ["draft_message", { account, play: "check-in" }],
    ["hand_on", { from: "customer-success", to: "account-executive", mode: "delegate", reason: "wants 40 more seats", account }],
    ["remember", { text: `Calls with ${account} brought use back`, kind: "retention" }],
  ]);
}
