import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { MAIN } from "../../../scripts/built-program.ts";
import { demoFolder } from "../../../src/testing/demo-book.ts";
import {
  type ModelServer,
  type ModelServerOptions,
  type SentBody,
  type Served,
  startModelServer,
  toolCall,
} from "../../../src/testing/model-server.ts";
import { databaseOf, type TestDatabase, type TestPostgres } from "../../../src/testing/postgres.ts";
import { removeFolder } from "../../../src/testing/temp-workspace.ts";

export interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  /** What it has said on stderr so far. */
  readonly said: () => string;
  readonly ended: Promise<Ended>;
}

/** A database, a model server and a folder with the example book, for programs that are started as processes. */
export interface QueueRig {
  readonly folder: string;
  readonly database: TestDatabase;
  readonly server: ModelServer;
  start(args: readonly string[], more?: StartOptions): Started;
  run(args: readonly string[], more?: StartOptions): Promise<Ended>;
  close(): Promise<void>;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly node?: readonly string[];
  readonly cwd?: string;
}

export async function queueRig(
  postgres: TestPostgres,
  reply: Partial<ModelServerOptions> = {},
  main = process.env["ECHO_TEST_MAIN"] ?? MAIN,
): Promise<QueueRig> {
  const [database, folder, server] = [
    await databaseOf(postgres),
    await demoFolder(),
    await startModelServer({ reply: twoTurns, latencyMs: 20, ...reply }),
  ];
  const children: ChildProcess[] = [];
  const start = (args: readonly string[], { env = {}, node = [], cwd = folder }: StartOptions = {}): Started => {
    const child = spawn(process.execPath, [...node, main, ...args], {
      cwd,
      env: {
        PATH: process.env["PATH"],
        HOME: folder,
        NO_COLOR: "1",
        TZ: "UTC",
        ANTHROPIC_API_KEY: "sk-ant-loopback",
        ANTHROPIC_BASE_URL: server.url,
        ECHO_DATABASE_URL: database.url,
        ...env,
      },
    });
    children.push(child);
    const printed = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk: Buffer) => (printed.stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (printed.stderr += chunk.toString()));
    const ended = once(child, "close").then(([exit]: unknown[]) => ({ exit: exit as number | null, ...printed }));
    return { child, said: () => printed.stderr, ended };
  };
  return {
    folder,
    database,
    server,
    start,
    run: (args, more) => start(args, more).ended,
    close: async () => {
      for (const child of children) if (child.exitCode === null) child.kill("SIGKILL");
      await server.close();
      await database.drop();
      removeFolder(folder);
    },
  };
}

export const ACCOUNTS = [
  "Acme Corp",
  "Juniper Health",
  "Bluestem Utilities",
  "Marrowstone Bank",
  "Mossgate Energy",
  "Kestrel Outdoor",
  "Nimbleway Couriers",
  "Oxbow Insurance",
];

/** Writes jobs whose calls tell whose they are: `case-1`, `case-2`, …; every third without a model. Returns their ids. */
export function writeJobs(folder: string, count: number, { first = 1, analyst = 3 } = {}): string[] {
  const jobs = Array.from({ length: count }, (_, index) => ({
    id: `job-${first + index}`,
    question: `why is ${ACCOUNTS[index % ACCOUNTS.length] ?? ""} churning, case-${first + index}?`,
    args: index % analyst === analyst - 1 ? ["--no-model"] : [],
  }));
  writeFileSync(join(folder, "jobs.ndjson"), jobs.map((job) => `${JSON.stringify(job)}\n`).join(""));
  return jobs.map(({ id }) => id);
}

/** Lines of NDJSON, in an order that does not depend on which came first. */
export function sortedLines(text: string): string[] {
  return text.trim().split("\n").sort();
}

/** Which call of which job a request is: `case-3/2`. */
export function callOf(text: string): string {
  const { messages } = JSON.parse(text) as SentBody;
  return `${/case-\d+/.exec(JSON.stringify(messages[0]))?.[0] ?? "none"}/${(messages.length + 1) / 2}`;
}

/** A conversation of two calls: a tool, then the Brief. */
export function twoTurns({ messages }: SentBody): Served {
  if (messages.length < 2) return { content: [toolCall("facts", { metrics: ["logins_change_30d"] })] };
  return JSON.stringify({ headline: "The account needs a look.", findings: [], actions: [], references: [], unknowns: [] });
}

/** Waits until something is so; throws after half a minute. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; !(await isSo()); waited += 25) {
    if (waited > 60_000) throw new Error(`waited in vain until ${what}`);
    await wait(25);
  }
}
