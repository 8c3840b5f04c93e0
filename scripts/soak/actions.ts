import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { EXIT } from "../../src/core/exit-codes.ts";
import { rootPath } from "../root.ts";
import type { CommandLine } from "./processes.ts";
import { drawAccount } from "./workspace.ts";

type Prepared = Omit<CommandLine, "name" | "exits"> & { readonly exits?: readonly number[] };

interface Action {
  readonly name: string;
  /** How often it comes, against the others. */
  readonly weight: number;
  /** Undefined where there is nothing to do it to. */
  prepare(chooser: Chooser): Prepared | undefined;
}

interface Chooser {
  readonly root: string;
  readonly chance: () => number;
  readonly modelUrl: string;
  account(): string;
  one<T>(list: readonly T[]): T | undefined;
}

const TICKETS = gunzipSync(readFileSync(rootPath("examples/northstar/exports/zendesk/tickets.json.gz"))).toString();
/** A person edits and other commands close, tick and answer at the same time: what a command was to work on may have changed. */
const MAY_BE_LATE = [EXIT.ok, EXIT.usage];

const ACTIONS: readonly Action[] = [
  { name: "ask", weight: 10, prepare: ({ account, one }) => ({ argv: ["ask", one(QUESTIONS)?.(account()) ?? ""] }) },
  { name: "ask by model", weight: 4, prepare: byModel },
  { name: "health", weight: 4, prepare: ({ account }) => ({ argv: ["health", account(), "--json"] }) },
  { name: "health --all", weight: 2, prepare: () => ({ argv: ["health", "--all", "--json"] }) },
  { name: "signals", weight: 2, prepare: () => ({ argv: ["signals", "--json"] }) },
  { name: "sweep", weight: 5, prepare: ({ one }) => ({ argv: ["sweep", ...(one([[], ["--json"], ["--ndjson"]]) ?? [])] }) },
  {
    name: "import",
    weight: 4,
    prepare: ({ one }) => ({ argv: ["import", ...(one([[], [], ["--force"], ["--fresh"], ["--json"]]) ?? [])] }),
  },
  { name: "tasks list", weight: 3, prepare: () => ({ argv: ["tasks", "list", "--json"] }) },
  { name: "tasks done", weight: 5, prepare: doneItem },
  {
    name: "tasks close",
    weight: 2,
    prepare: (chooser) => onTask(chooser, ["tasks", "close"], ["--outcome", "done", "--reason", "by the soak"]),
  },
  { name: "tasks resume", weight: 2, prepare: (chooser) => onTask(chooser, ["tasks", "resume"], []) },
  { name: "triage from a pipe", weight: 3, prepare: () => ({ argv: ["triage"], stdin: TICKETS }) },
  {
    name: "qbr",
    weight: 2,
    prepare: ({ account, one }) => ({ argv: ["qbr", "--account", account(), "--format", one(["pptx", "md", "html"]) ?? "md"] }),
  },
  {
    name: "plan",
    weight: 2,
    prepare: ({ account, one }) => ({ argv: ["plan", one(["recovery", "renewal", "success"]) ?? "", "--account", account()] }),
  },
  {
    name: "draft",
    weight: 2,
    prepare: ({ account, one }) => ({
      argv: ["draft", "--account", account(), "--play", one(["recovery", "renewal", "check-in"]) ?? ""],
      exits: MAY_BE_LATE,
    }),
  },
  {
    name: "memory add",
    weight: 2,
    prepare: ({ chance }) => ({ argv: ["memory", "add", `Calls in week ${Math.floor(chance() * 60)} brought two accounts back to green`] }),
  },
  { name: "memory update", weight: 2, prepare: () => ({ argv: ["memory", "update"] }) },
  { name: "memory show", weight: 1, prepare: () => ({ argv: ["memory", "show"] }) },
  { name: "handoffs new", weight: 2, prepare: newHandoff },
  { name: "handoffs list", weight: 1, prepare: () => ({ argv: ["handoffs", "list", "--json"] }) },
  { name: "handoffs ack", weight: 2, prepare: (chooser) => onPacket(chooser, ["handoffs", "ack"], []) },
  { name: "handoffs done", weight: 2, prepare: (chooser) => onPacket(chooser, ["handoffs", "done"], ["--answer", "ships in December"]) },
  { name: "handoffs digest", weight: 1, prepare: () => ({ argv: ["handoffs", "digest"] }) },
  { name: "patterns file", weight: 1, prepare: () => ({ argv: ["patterns", "file"] }) },
  { name: "check", weight: 2, prepare: () => ({ argv: ["check"], exits: [EXIT.ok, EXIT.findings] }) },
  { name: "renewals", weight: 1, prepare: () => ({ argv: ["renewals"] }) },
  { name: "account", weight: 1, prepare: ({ account }) => ({ argv: ["account", account()] }) },
  { name: "evidence", weight: 2, prepare: evidence },
  { name: "mcp", weight: 2, prepare: () => ({ argv: ["mcp"], stdin: MCP_LINES }) },
  { name: "sql", weight: 1, prepare: () => ({ argv: ["sql", "select count(*) from tickets"] }) },
  { name: "doctor", weight: 1, prepare: () => ({ argv: ["doctor"], exits: [EXIT.ok, EXIT.findings] }) },
];

/** A short visit to the MCP server: hello, one question, good-bye. */
const MCP_LINES = [
  { id: 1, method: "initialize", params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "soak", version: "1" } } },
  { method: "notifications/initialized" },
  { id: 2, method: "tools/call", params: { name: "ask", arguments: { question: "which accounts are at risk?" } } },
]
  .map((message) => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`)
  .join("");

const QUESTIONS: readonly ((account: string) => string)[] = [
  (account) => `why is ${account} churning?`,
  (account) => `prepare the renewal of ${account}`,
  (account) => `how is ${account} doing?`,
  (account) => `where could ${account} grow?`,
  () => "which accounts are at risk?",
  () => "what is our NRR?",
];

/** The next command line, drawn by weight; what there is nothing to do for is drawn again. */
export function nextCommand(root: string, chance: () => number, modelUrl: string): CommandLine {
  const chooser: Chooser = {
    root,
    chance,
    modelUrl,
    account: () => drawAccount(chance),
    one: (list) => list[Math.floor(chance() * list.length)],
  };
  const sum = ACTIONS.reduce((total, { weight }) => total + weight, 0);
  for (;;) {
    let left = chance() * sum;
    const action = ACTIONS.find(({ weight }) => (left -= weight) < 0);
    const prepared = action?.prepare(chooser);
    if (action !== undefined && prepared !== undefined) return { name: action.name, exits: [EXIT.ok], ...prepared };
  }
}

/** What a process needs to reach the loopback server. */
export function modelEnvironment(url: string): Readonly<Record<string, string>> {
  return { ANTHROPIC_API_KEY: "sk-ant-loopback", ANTHROPIC_BASE_URL: url };
}

function byModel({ account, modelUrl }: Chooser): Prepared {
  return {
    argv: ["ask", `why is ${account()} churning?`],
    env: modelEnvironment(modelUrl),
    // The server fails now and then; and one run of a question at a time is a rule, not a fault.
    exits: [EXIT.ok, EXIT.usage, EXIT.findings, EXIT.model],
  };
}

function doneItem(chooser: Chooser): Prepared | undefined {
  const task = taskOf(chooser);
  if (task === undefined) return undefined;
  const ids = [...readFileSync(join(chooser.root, "tasks", `${task}-todos.md`), "utf8").matchAll(/^- \[ \] .*\bid: ([^\s)]+)\)\s*$/gm)];
  const id = chooser.one(ids)?.[1];
  return id === undefined ? undefined : { argv: ["tasks", "done", task, id], exits: MAY_BE_LATE };
}

function onTask(chooser: Chooser, before: readonly string[], after: readonly string[]): Prepared | undefined {
  const task = taskOf(chooser);
  return task === undefined ? undefined : { argv: [...before, task, ...after], exits: MAY_BE_LATE };
}

function taskOf({ root, one }: Chooser): string | undefined {
  const folder = join(root, "tasks");
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith("-todos.md")) : [];
  return one(names.sort())?.replace(/-todos\.md$/, "");
}

function onPacket({ root, one }: Chooser, before: readonly string[], after: readonly string[]): Prepared | undefined {
  const folder = join(root, "handoffs");
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^[^.].*\.md$/.test(name)) : [];
  const packet = one(names.sort())?.replace(/\.md$/, "");
  return packet === undefined ? undefined : { argv: [...before, packet, ...after], exits: MAY_BE_LATE };
}

function newHandoff({ account }: Chooser): Prepared {
  const reason = "needs a formal sales process: 40 more seats";
  return {
    argv: ["handoffs", "new", "--from", "customer-success", "--to", "account-exec", "--account", account(), "--reason", reason],
    // The charter refuses it while the account is in trouble.
    exits: MAY_BE_LATE,
  };
}

function evidence({ root, chance, one }: Chooser): Prepared | undefined {
  const runs = join(root, ".echo/runs");
  const tasks = existsSync(runs) ? readdirSync(runs).filter((task) => existsSync(join(runs, task, "facts.ndjson"))) : [];
  const task = one(tasks.sort());
  if (task === undefined) return undefined;
  // A ledger begins with F1; higher ids may not be there.
  const fact = `F${1 + Math.floor(chance() * 8)}`;
  return { argv: ["evidence", fact, "--task", task], exits: [EXIT.ok, EXIT.usage, EXIT.findings] };
}
