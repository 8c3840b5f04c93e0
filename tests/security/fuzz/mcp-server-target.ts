import { tmpdir } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { serveLines } from "../../../src/mcp/server/serve-lines.ts";
import type { ServerContext } from "../../../src/mcp/server/server-context.ts";
import { removeFolder, tempFolder, writeFiles } from "../../../src/testing/temp-workspace.ts";
import { contextOf } from "../../mcp/server/connect.ts";
import { mutateText } from "./mutate-text.ts";
import { pick, type Random, randomFrom, upTo } from "./random.ts";
import type { FuzzTarget } from "./target.ts";

export const GREETING = [
  {
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "t", version: "1" } },
  },
  { jsonrpc: "2.0", method: "notifications/initialized" },
];

const tool = (name: string, args: object): object => ({ method: "tools/call", params: { name, arguments: args } });
export const REQUESTS: readonly object[] = [
  { method: "tools/list" },
  { method: "resources/list", params: { cursor: "eyJ4IjoxfQ" } },
  { method: "resources/templates/list" },
  { method: "prompts/list" },
  { method: "ping" },
  ...[
    "echo://accounts/acme",
    "echo://tasks/x",
    "echo://references/patterns.md",
    "echo://agents/ECHO",
    "echo://agents/../../etc/passwd",
  ].map((uri) => ({
    method: "resources/read",
    params: { uri },
  })),
  { method: "prompts/get", params: { name: "account-review", arguments: { account: "acme" } } },
  {
    method: "completion/complete",
    params: { ref: { type: "ref/resource", uri: "echo://accounts/{account}" }, argument: { name: "account", value: "a" } },
  },
  tool("accounts", { search: "acme" }),
  tool("health", { account: "acme", as_of: "2026-11-02" }),
  tool("sql", { sql: "select count(*) as n from accounts" }),
  tool("metrics", { metrics: ["arr"] }),
  tool("route", { request: "why is Acme churning?" }),
  tool("triage", { subject: "Help", body: "The export fails." }),
  tool("search_tickets", { search: "export", limit: 5 }),
];
/** Said in between: what was asked is taken back, progress, roots. */
const ASIDES: readonly object[] = [
  { method: "notifications/cancelled", params: { requestId: 2, reason: "no" } },
  { method: "notifications/cancelled", params: { requestId: 3 } },
  { method: "notifications/progress", params: { progressToken: 1, progress: 1 } },
  { method: "notifications/roots/list_changed" },
  { id: 99, result: {} },
  { id: 98, error: { code: 1, message: "x" } },
];

export const JSON_WORDS = [
  '"id":null',
  '"id":1.5',
  '"id":"x"',
  '"id":{}',
  '"method":7',
  '"method":"tools/call"',
  '"params":[]',
  '"params":null',
  '"jsonrpc":"1.0"',
  '"arguments":null',
  '"arguments":"x"',
  '"name":""',
  '"name":"__proto__"',
  '"limit":-1',
  '"limit":1e9',
  '"as_of":"9999-99-99"',
  '"sql":"select * from read_csv(\'/etc/passwd\')"',
  '"uri":"file:///etc/passwd"',
  '"cursor":"x"',
  "null",
  "[]",
  "{}",
  "[[[[[[",
  '"\\ud800"',
  '"\\u0000"',
  "1e999",
  "-0",
  "{",
  "}",
  ",",
  ":",
  '"a":'.repeat(50),
  "\n",
  '{"jsonrpc":"2.0","id":2,"method":"ping"}',
];

const SHOWS_INSIDES = /is not a function|Cannot read propert|Cannot destructure|is not iterable|node_modules|\bat \w+ \(/u;

let shared: Promise<{ readonly folder: string; readonly context: ServerContext }> | undefined;

/** A small book, served read-only; made once. */
export async function servedBook(): Promise<ServerContext> {
  shared ??= (async () => {
    const folder = tempFolder();
    writeFiles(folder, {
      "exports/accounts.csv": "account,name,domain\n1,Acme,acme.example\n2,Birch,birch.example\n",
      "exports/usage.csv": "account,day,feature,events\n1,2026-11-01,login,3\n",
      "exports/tickets.csv": "id,account,subject,description,created\n9,1,Help,The export fails.,2026-11-01\n",
    });
    return { folder, context: await contextOf({ cwd: folder, dir: folder }) };
  })();
  return (await shared).context;
}

export async function closeServedBook(): Promise<void> {
  const made = await shared;
  shared = undefined;
  if (made !== undefined) removeFolder(made.folder);
}

/** The MCP server over standard input: broken lines, wrong types, what is asked twice or taken back, and an end at any moment. */
export const mcpServerTarget: FuzzTarget = {
  name: "mcp-server",
  about: "JSON-RPC over lines; about 1 500 cases a minute",
  make: (seed) => {
    const random = randomFrom(seed);
    return { name: "lines.ndjson", bytes: Buffer.from(conversation(random)) };
  },
  check: async ({ bytes }) => {
    const context = await servedBook();
    const written: string[] = [];
    const lines = bytes.toString("utf8").split("\n");
    const over = serveLines(context, { lines: read(lines), write: (text) => void written.push(text) }, new AbortController().signal).then(
      () => true,
    );
    if (!(await Promise.race([over, wait(60_000).then(() => false)]))) return "the server does not end when its input has ended";
    return written.map((text) => faultIn(text)).find((fault) => fault !== null) ?? unasked(lines, written);
  },
  close: closeServedBook,
};

function conversation(random: Random): string {
  const messages: object[] = [...GREETING];
  for (let left = 1 + upTo(4, random); left > 0; left -= 1) {
    messages.push({ jsonrpc: "2.0", id: messages.length, ...pick(REQUESTS, random) });
    if (random() < 0.3) messages.push({ jsonrpc: "2.0", ...pick(ASIDES, random) });
  }
  const lines = messages.map((message) => JSON.stringify(message));
  const at = upTo(lines.length, random);
  return random() < 0.1 ? lines.join("\n") : lines.with(at, mutateText(lines[at] ?? "", random, JSON_WORDS)).join("\n");
}

async function* read(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

/** What a line of the server's must not be. */
export function faultIn(text: string): string | null {
  for (const line of text.trimEnd().split("\n")) {
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      return `says what is no JSON: ${line.slice(0, 100)}`;
    }
    if (typeof message !== "object" || message === null || !("jsonrpc" in message)) return `says what is no message: ${line.slice(0, 100)}`;
    if (SHOWS_INSIDES.test(line) || line.includes(tmpdir() + "/echo-cs")) return `shows its insides: ${line.slice(0, 300)}`;
  }
  return null;
}

/** More answers to an id than requests with it. */
function unasked(lines: readonly string[], written: readonly string[]): string | null {
  const asked = new Map<string, number>();
  for (const line of lines) {
    for (const [, id] of line.matchAll(/"id"\s*:\s*("(?:[^"\\]|\\.)*"|[-\d.e+]+)/giu))
      asked.set(plain(id), (asked.get(plain(id)) ?? 0) + 1);
  }
  for (const text of written) {
    const { id } = JSON.parse(text) as { id?: unknown };
    if (id === null || id === undefined) continue;
    const left = (asked.get(plain(JSON.stringify(id))) ?? 0) - 1;
    if (left < 0) return `answers ${JSON.stringify(id)}, which was not asked`;
    asked.set(plain(JSON.stringify(id)), left);
  }
  return null;
}

function plain(id: string | undefined): string {
  try {
    return String(JSON.parse(id ?? ""));
  } catch {
    return id ?? "";
  }
}
