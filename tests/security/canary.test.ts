import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../../src/testing/demo-book.ts";
import { type ModelServer, type SentBody, type Served, startModelServer, toolCall } from "../../src/testing/model-server.ts";
import { type Ran, runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import { type HttpMcp, startHttpMcp } from "../mcp/http-server.ts";

/** Secrets as they are planted. None has the form by which a key is known, and none is part of another. */
const CANARIES = {
  ANTHROPIC_API_KEY: "canary+key/7f3a==",
  OTEL: "canary otel 5b21",
  WEB_TOKEN: "canary-web-91c4",
  DOCS_TOKEN: "canary-docs-33e8",
  ARG_TOKEN: "canary-arg-70d2",
  ECHO_MCP_TOKEN: "canary-serve-e552",
  DATABASE: "canary-database-18ff",
  URL_USER: "canary-user-4a4a",
  URL_TOKEN: "canary-query-c0de",
} as const;

/** Ways in which a program writes the same secret. */
const FORMS = Object.values(CANARIES).flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  Buffer.from(secret).toString("hex"),
]);

const BRIEF = JSON.stringify({
  headline: `The key is ${CANARIES.ANTHROPIC_API_KEY}.`,
  findings: [],
  actions: [],
  references: [],
  unknowns: [{ what: `whether ${CANARIES.ANTHROPIC_API_KEY} is right`, needs: null }],
});

let server: ModelServer;
let web: HttpMcp;
let traces: { readonly url: string; readonly seen: string[]; close(): void };
let cwd = "";
let reply: (body: SentBody) => Served;
const said: string[] = [];
const seen: string[] = [];

beforeAll(async () => {
  server = await startModelServer({
    reply: (body) => reply(body),
    other: ({ headers }) => ({
      status: 200,
      json: { data: [{ id: `claude-${Object.values(headers).join(" ")}`, type: "model" }], has_more: false },
    }),
  });
  web = await startHttpMcp();
  traces = await traceServer();
  cwd = tempFolder();
  writeFiles(cwd, {
    "echo.yaml": "company:\n  name: Northstar\n",
    "exports/accounts.csv": "account,name,domain\n1,Acme,acme.example\n2,Birch,birch.example\n",
    "exports/usage.csv": "account,day,feature,events\n1,2026-11-01,login,3\n2,2026-11-02,login,5\n",
    "exports/tickets.csv": "id,account,subject,description,created\n9,1,Help,The export fails every night.,2026-11-03\n",
    "agents/retention-specialist.md":
      "---\nname: retention-specialist\ndescription: Finds out why an account is leaving.\nlane: account-management\ntools: Read, mcp__docs, mcp__web, mcp__down\nhandoffs:\n  - { to: customer-support, mode: consult, when: a fault }\n---\nFind out.\n",
    ".mcp.json": JSON.stringify({
      mcpServers: {
        docs: {
          command: process.execPath,
          args: [join(ROOT, "tests/fixtures/mcp/server.mjs"), "--api-token", "${ARG_TOKEN}"],
          env: { TOKEN: "${DOCS_TOKEN}" },
        },
        web: { type: "http", url: web.url, headers: { Authorization: "Bearer ${WEB_TOKEN}" } },
        down: { type: "http", url: `http://${CANARIES.URL_USER}@127.0.0.1:9/mcp?token=${CANARIES.URL_TOKEN}` },
      },
    }),
    "jobs.ndjson": '{"id":"a","question":"why is Acme churning?"}\n{"id":"b","command":"health","args":["acme"]}\n',
  });
});
afterAll(async () => {
  await server.close();
  web.close();
  traces.close();
  removeFolder(cwd);
});

function env(): Record<string, string> {
  return {
    ANTHROPIC_API_KEY: CANARIES.ANTHROPIC_API_KEY,
    ANTHROPIC_BASE_URL: server.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: traces.url,
    OTEL_EXPORTER_OTLP_HEADERS: `authorization=${encodeURIComponent(CANARIES.OTEL)}`,
    WEB_TOKEN: CANARIES.WEB_TOKEN,
    DOCS_TOKEN: CANARIES.DOCS_TOKEN,
    ARG_TOKEN: CANARIES.ARG_TOKEN,
    ECHO_MCP_TOKEN: CANARIES.ECHO_MCP_TOKEN,
    ECHO_DATABASE_URL: `postgresql://echo:${CANARIES.DATABASE}@127.0.0.1:9/echo`,
    ECHO_DEBUG: "1",
  };
}

/** Runs a command with every secret in its environment; what it says is kept to be searched. */
async function run(argv: readonly string[], more: Readonly<Record<string, string>> = {}, stdin = ""): Promise<Ran> {
  const ran = await runCli(argv, { cwd, env: { ...env(), ...more }, stdin });
  said.push(`${argv.join(" ")}\n${ran.stdout}\n${ran.stderr}`);
  seen.push(`${argv[0] ?? ""} ${ran.exit}`);
  return ran;
}

const ASK = ["ask", "why is Acme churning?", "--agent", "retention-specialist"];
const calls = [
  toolCall("mcp__web__echo", { text: CANARIES.ANTHROPIC_API_KEY }, "a"),
  toolCall("mcp__docs__environment", {}, "b"),
  toolCall(`no-such-${CANARIES.ANTHROPIC_API_KEY}`, {}, "c"),
  toolCall(
    "handoff",
    {
      to: "customer-support",
      mode: "consult",
      reason: `with ${CANARIES.ANTHROPIC_API_KEY}`,
      ask: `try ${CANARIES.ANTHROPIC_API_KEY}`,
      facts: [],
    },
    "d",
  ),
];
/** A server that repeats the key it was called with: in a reply, in what it has called, in refusals. */
const repeats = ({ messages }: SentBody): Served => (messages.length === 1 ? { content: calls } : BRIEF);

describe("secrets in the environment", () => {
  it("reach who they are for", async () => {
    reply = repeats;
    const ran = await run([...ASK, "--json"]);
    expect(ran.stderr).toContain("does not answer");
    expect(server.requests.map(({ headers }) => Object.values(headers).join()).join()).toContain(CANARIES.ANTHROPIC_API_KEY);
    expect(traces.seen).toContain(CANARIES.OTEL);
    // That the MCP servers were asked shows in what went back to the model.
    expect(server.requests.map(({ text }) => text).join()).toContain("Bearer [secret]");
  }, 60_000);

  it("are in nothing that any command says or writes, whatever servers repeat", async () => {
    reply = repeats;
    await run([...ASK, "--log-level", "debug"]);
    await run([...ASK, "--record", join(cwd, "tape")]);
    await run([...ASK, "--replay", join(cwd, "tape")]);
    await run([...ASK, "--dry-run"]);
    await run([...ASK, "--estimate"]);
    await run(["batch", "jobs.ndjson", "--out", "results.ndjson", "--junit", "report.xml"]);
    for (const [status, words] of [
      [401, "invalid x-api-key: "],
      [500, "worker crashed with key "],
      [404, "no model for "],
      [400, "bad request, auth "],
    ] as const) {
      reply = () => ({ status, error: `${words}${CANARIES.ANTHROPIC_API_KEY}`, headers: { "retry-after-ms": "1" } });
      const ran = await run([...ASK, "--log-level", "debug"]);
      expect(ran.exit).toBe(5);
      await run([...ASK, "--json"]);
      await run([...ASK, "--record", join(cwd, `tape-${status}`)]);
    }
    reply = () => ({ status: 200, body: `{"type":"message","content":"${CANARIES.ANTHROPIC_API_KEY}"}` });
    await run(ASK);
    reply = repeats;
    await run(["ask", "--resume", "churn-acme-2026w45"]);
    await run(["run", "show", "churn-acme-2026w45", "--json"]);
    await run(["run", "list"]);
    await run(["triage", "--assist", "exports/tickets.csv"]);
    await run(["route", "why is Acme churning?"]);
    await run(["qbr", "--account", "acme", "--polish"]);
    await run(["patterns", "--assist"]);
    await run(["handoffs"]);
    await run(["handoffs", "digest"]);
    await run(["tasks", "list", "--json"]);
    for (const key of ["llm", "budget.turns", "privacy.mask"]) await run(["config", "explain", key]);
    await run(["config", "list"]);
    await run(["config", "list", "--json"]);
    await run(["doctor"]);
    await run(["doctor", "--online", "--json"]);
    await run(["mcp"], {}, `${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" })}\n`);
    await run(["import", "--json"]);
    await run(["health", "--all"]);
    await run(["ask", "why is Acme churning?", "--no-model"]);
  }, 240_000);

  it("nor with other ways of giving them", async () => {
    const address = new URL(server.url);
    reply = repeats;
    await run(ASK, { ANTHROPIC_API_KEY: "", ANTHROPIC_AUTH_TOKEN: CANARIES.ANTHROPIC_API_KEY });
    const secretive = `http://${CANARIES.URL_USER}:${CANARIES.DATABASE}@${address.host}`;
    for (const url of [secretive, `${server.url}?token=${CANARIES.URL_TOKEN}`, `https//${CANARIES.URL_USER}@nowhere`]) {
      const more = {
        ANTHROPIC_BASE_URL: url,
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://${CANARIES.URL_USER}:x@127.0.0.1:9/${"x?y="}${CANARIES.URL_TOKEN}`,
      };
      for (const argv of [ASK, ["config", "list"], ["config", "list", "--json"], ["doctor"], ["doctor", "--online"]])
        expect((await run(argv, more)).stderr).not.toContain("this is a bug");
    }
  }, 120_000);

  it("were looked for in enough places to mean something", () => {
    const files = everyFile(cwd).map((path) => path.slice(cwd.length + 1));
    const classes = [
      /^tasks\//,
      /transcript-\d+\.ndjson$/,
      /facts\.ndjson$/,
      /brief\.json$/,
      /^tape\/.*\.json$/,
      /^results\.ndjson/,
      /^report\.xml$/,
      /^handoffs\//,
      /book\.duckdb$/,
    ];
    for (const kind of classes)
      expect(
        files.filter((file) => kind.test(file)),
        String(kind),
      ).not.toEqual([]);
    expect(seen.length).toBeGreaterThan(45);
    expect(seen.filter((line) => line.endsWith(" 70"))).toEqual([]);
  });

  it("stand in no byte of what was said and written", () => {
    const held = [
      ...said.map((text): [string, string] => [text.split("\n")[0] ?? "", text]),
      ...everyFile(cwd).map((path): [string, string] => [path, readFileSync(path, "latin1")]),
    ];
    const leaks = held.flatMap(([place, text]) =>
      FORMS.filter((form) => text.includes(form) && !(place.endsWith(".mcp.json") && form.startsWith("canary"))).map(
        (form) => `${place}: ${form}`,
      ),
    );
    expect(leaks).toEqual([]);
  });
});

function everyFile(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile());
}

/** Takes spans, and remembers the headers they came with. */
async function traceServer(): Promise<typeof traces> {
  const headers: string[] = [];
  const http = createServer((request, response) => {
    headers.push(String(request.headers["authorization"]));
    request.resume();
    response.end("{}");
  });
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  const close = (): void => {
    http.closeAllConnections();
    http.close();
  };
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, seen: headers, close };
}
