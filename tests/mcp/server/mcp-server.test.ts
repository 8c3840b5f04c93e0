import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoFolder } from "../../../src/testing/demo-book.ts";
import { runJson } from "../../../src/testing/run-cli.ts";
import { removeFolder } from "../../../src/testing/temp-workspace.ts";
import { call, connectedClient, contextOf } from "./connect.ts";

const WRITERS = ["draft_message", "hand_on", "step_handoff", "remember", "finish_item", "close_task"];

let cwd = "";
let client: Client;
beforeAll(async () => {
  cwd = await demoFolder();
  client = await connectedClient(await contextOf({ cwd }));
});
afterAll(async () => {
  await client.close();
  removeFolder(cwd);
});

describe("a read-only server", () => {
  it("offers tools with schemas, all marked as reading only", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      "ask",
      "evidence",
      "route",
      "references",
      "health",
      "signals",
      "metrics",
      "renewals",
      "sql",
      "accounts",
      "search_tickets",
      "triage",
      "patterns",
      "list_tasks",
      "show_task",
      "handoffs",
    ]);
    for (const { name, description, inputSchema, annotations } of tools) {
      expect(annotations, name).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false });
      expect(inputSchema, name).toMatchObject({ type: "object", additionalProperties: false });
      expect(description?.length, name).toBeGreaterThan(40);
    }
    expect(client.getInstructions()).toContain("Read-only");
  });

  it("answers a question, leaves the workspace's files alone, and re-runs a Fact", async () => {
    const { data } = await call(client, "ask", { question: "why is Acme churning?" });
    expect(data).toMatchObject({ account: "acme", agent: "retention-specialist", as_of: "2026-11-20", unverified: [] });
    const facts = data["facts"] as { id: string; what: string; value: unknown }[];
    expect(data["headline"]).toContain("Acme Corp");
    expect(facts.length).toBeGreaterThan(10);
    for (const folder of ["tasks", "handoffs", "drafts"]) expect(existsSync(join(cwd, "echo-demo", folder)), folder).toBe(false);
    const [first] = facts;
    const evidence = await call(client, "evidence", { fact: first?.id, task: data["task"], limit: 2 });
    expect(evidence.data).toMatchObject({ matches: true, value: first?.value, fact: { id: first?.id } });
  });

  it("scores, warns and measures as the commands do", async () => {
    const run = <T>(...argv: string[]): Promise<T> => runJson<T>([...argv, "--demo"], { cwd });
    const health = await call(client, "health", { limit: 3, offset: 1 });
    const scores = await run<{ account: string; score: number }[]>("health", "--all");
    expect(health.data).toMatchObject({ total: scores.length, next_offset: 4 });
    expect((health.data["accounts"] as { account: string; score: number }[]).map(({ account, score }) => [account, score])).toEqual(
      scores.slice(1, 4).map(({ account, score }) => [account, score]),
    );
    const one = await call(client, "health", { account: "Acme" });
    expect((one.data["accounts"] as unknown[])[0]).toEqual(scores.find(({ account }) => account === "acme"));
    const signals = await call(client, "signals", { account: "acme", least: "high", limit: 100 });
    const listed = await run<{ severity: string }[]>("signals", "acme");
    expect(signals.data["signals"]).toEqual(listed.filter(({ severity }) => ["high", "critical"].includes(severity)));
    const metrics = await call(client, "metrics", { from: "2026-07-01", to: "2026-09-30" });
    expect(metrics.data).toEqual(await run("metrics", "--from", "2026-07-01", "--to", "2026-09-30"));
    const renewals = await call(client, "renewals", { days: 60 });
    expect(renewals.data["renewals"]).toEqual((await run<{ renewals: unknown[] }>("renewals", "--days", "60")).renewals);
  });

  it("looks back from the day it is given", async () => {
    const before = await call(client, "health", { account: "acme", as_of: "2026-06-30" });
    expect(before.data["as_of"]).toBe("2026-06-30");
    expect((await call(client, "health", { account: "acme", as_of: "June" })).text).toContain("YYYY-MM-DD");
  });

  it("runs SELECTs and nothing else", async () => {
    const counted = await call(client, "sql", { sql: "select count(*) as n from accounts" });
    expect(counted.data).toEqual({ columns: ["n"], rows: [[42]], more: false });
    for (const sql of [
      "delete from accounts",
      "select * from read_csv('/etc/passwd')",
      "copy accounts to '/tmp/x.csv'",
      "attach '/tmp/x.db'",
    ])
      expect((await call(client, "sql", { sql })).isError, sql).toBe(true);
    const typo = await call(client, "sql", { sql: "select * from acounts" });
    expect(typo.text).toContain("did you mean accounts?");
  });

  it("finds accounts, and reads their tickets as data", async () => {
    const found = await call(client, "accounts", { search: "acme" });
    expect(found.data).toMatchObject({ total: 1, accounts: [{ id: "acme", name: "Acme Corp", tier: "red" }] });
    const tickets = await call(client, "search_tickets", { account: "Acme", limit: 2 });
    const { n } = (
      await runJson<{ n: number }[]>(
        [
          "sql",
          "select count(*) as n from tickets where account = 'acme' and created_at > '2026-08-22' and created_at < '2026-11-21'",
          "--demo",
        ],
        { cwd },
      )
    )[0] ?? { n: -1 };
    expect(tickets.data).toMatchObject({ account: "acme", total: n, next_offset: 2 });
    for (const { text } of tickets.data["tickets"] as { text: string }[])
      expect(text).toMatch(/^<data source="ticket [^"]+">\n[\s\S]*\n<\/data>$/);
  });

  it("sorts tickets, with the account of the requester", async () => {
    const { data } = await call(client, "triage", {
      tickets: [
        {
          id: "a",
          subject: "SSO login fails for everyone",
          text: "Nobody can sign in with Okta since this morning. We are blocked!",
          email: "x@acme.example",
        },
        { text: "Thanks, the new dashboard is great." },
      ],
    });
    const [first, second] = data["tickets"] as Record<string, unknown>[];
    expect(first).toMatchObject({ id: "a", account: "acme" });
    expect(second).toMatchObject({ id: "2", account: null });
    expect(["p1", "p2"]).toContain(first?.["priority"]);
  });

  it("lists what recurs across customers as the command does", async () => {
    const { data } = await call(client, "patterns", { limit: 100 });
    expect(data["patterns"]).toEqual(await runJson(["patterns", "--demo"], { cwd }));
  });

  it("routes, and cites references", async () => {
    const routed = await call(client, "route", { request: "Acme wants to know if SSO works with Okta before they sign" });
    expect(routed.data).toMatchObject({ lane: "sales", agent: "sales-engineer" });
    const found = await call(client, "references", { text: "the champion left" });
    const [entry] = found.data["entries"] as { id: string }[];
    expect((await call(client, "references", { id: entry?.id })).data["entries"]).toHaveLength(1);
  });

  it("tells what is wrong with a call so that it can be put right", async () => {
    const unknown = await call(client, "health", { account: "Acmee" });
    expect(unknown).toMatchObject({ isError: true });
    expect(unknown.text).toContain("Acme Corp");
    expect(unknown.text).toContain("The tool accounts finds");
    const wrong = await call(client, "renewals", { days: "soon", acount: "x" });
    expect(wrong.text).toContain("days: ");
    expect(wrong.text).toContain("acount");
    // The keys of the level on which the mistake is, and the caller's own words.
    const nested = await call(client, "triage", { tickets: [{ id: "1", description: "down" }] });
    expect(nested.text).toMatch(/Allowed: id, .*\btext\b/);
    expect(nested.text).not.toMatch(/Allowed:.*(?:tickets|as_of)/);
    expect((await call(client, "metrics", { from: "2026-13-01" })).text).toContain("Fix: Correct `from`.");
    expect((await call(client, "show_task", { task: "../../etc/passwd" })).isError).toBe(true);
    await expect(client.callTool({ name: "healt" })).rejects.toThrow("Near ones: health");
    for (const name of WRITERS) await expect(client.callTool({ name, arguments: {} }), name).rejects.toThrow("without --write");
  });

  it("lists and reads resources, and nothing beside them", async () => {
    const first = await client.listResources();
    expect(first.resources.map(({ uri }) => uri)).toContain("echo://accounts/acme");
    const all =
      first.nextCursor === undefined
        ? first.resources
        : [...first.resources, ...(await client.listResources({ cursor: first.nextCursor })).resources];
    expect(new Set(all.map(({ uri }) => uri.split("/")[2]))).toEqual(new Set(["accounts", "references", "agents"]));
    const read = async (uri: string): Promise<string> => {
      const [content] = (await client.readResource({ uri })).contents;
      return content !== undefined && "text" in content ? content.text : "";
    };
    expect(JSON.parse(await read("echo://accounts/acme"))).toMatchObject({ health: { account: "acme", tier: "red" } });
    expect(await read("echo://references/playbooks/churn-diagnosis.md")).toContain("#");
    expect(await read("echo://agents/ECHO")).toContain("charter");
    for (const uri of [
      "echo://references/../package.json",
      "echo://references/%2e%2e%2fpackage.json",
      "echo://agents/nobody",
      "echo://nothing/x",
      "file:///etc/passwd",
    ])
      await expect(client.readResource({ uri }), uri).rejects.toThrow("There is no");
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toContain("echo://tasks/{task}");
  });

  it("has the agents as prompts, and completes account names", async () => {
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toContain("retention-specialist");
    const { messages } = await client.getPrompt({
      name: "retention-specialist",
      arguments: { question: "How do we keep them?", account: "Acme Corp" },
    });
    const [message] = messages;
    const text = message?.content.type === "text" ? message.content.text : "";
    expect(text).toContain("Account: Acme Corp\nQuestion: How do we keep them?");
    await expect(client.getPrompt({ name: "retention", arguments: { question: "x" } })).rejects.toThrow("retention-specialist");
    await expect(client.getPrompt({ name: "retention-specialist" })).rejects.toThrow("question");
    const complete = async (value: string) =>
      (await client.complete({ ref: { type: "ref/prompt", name: "retention-specialist" }, argument: { name: "account", value } }))
        .completion.values;
    expect(await complete("acm")).toEqual(["Acme Corp"]);
    const byAddress = await client.complete({
      ref: { type: "ref/resource", uri: "echo://accounts/{account}" },
      argument: { name: "account", value: "a" },
    });
    expect(byAddress.completion.values).toContain("acme");
    expect(byAddress.completion.values.every((one) => one.startsWith("a"))).toBe(true);
  });
});

describe("a server that may write", () => {
  it("files answers, drafts, hands on, remembers and closes", async () => {
    const own = await demoFolder();
    const writing = await connectedClient(await contextOf({ cwd: own, write: true }));
    const root = join(own, "echo-demo");
    try {
      const { tools } = await writing.listTools();
      const writes = tools.filter(({ annotations }) => annotations?.readOnlyHint !== true).map(({ name }) => name);
      expect(writes).toEqual(["ask", ...WRITERS]);
      const answer = await call(writing, "ask", { question: "why is Acme churning?" });
      const task = String(answer.data["task"]);
      expect(answer.data["files"]).toContain(`tasks/${task}-todos.md`);
      const [listed] = (await call(writing, "list_tasks", { account: "acme" })).data["tasks"] as Record<string, unknown>[];
      expect(listed).toMatchObject({ id: task, status: "open", account: "acme" });
      expect((await call(writing, "show_task", { task })).data["text"]).toContain("Acme Corp");
      const draft = await call(writing, "draft_message", { account: "acme", play: "recovery" });
      expect(readFileSync(join(root, String(draft.data["file"])), "utf8")).toContain(String(draft.data["subject"]));
      const refused = await call(writing, "draft_message", { account: "acme", play: "recovry" });
      expect(refused.text).toContain("recovery");
      const [packet] = (await call(writing, "handoffs", {})).data["packets"] as { id: string }[];
      expect(packet).toBeDefined();
      // Both kinds of work are late by the day that is given.
      for (const tool of ["handoffs", "list_tasks"])
        expect((await call(writing, tool, { as_of: "2027-01-01" })).data["on"]).toBe("2027-01-01");
      expect((await call(writing, "step_handoff", { id: packet?.id, status: "acknowledged" })).data).toMatchObject({
        status: "acknowledged",
      });
      const work = { from: "customer-support", to: "product-engineer", reason: "the same fault at several customers", account: "acme" };
      const against = await call(writing, "hand_on", { ...work, mode: "consult" });
      expect(against.text).toContain("Refused (handoff-table)");
      const handed = await call(writing, "hand_on", { ...work, mode: "delegate", grounds: ["authority-data-loss"] });
      expect(handed.isError, handed.text).toBe(false);
      expect(readdirSync(join(root, "handoffs"))).toContain(`${String(handed.data["id"])}.md`);
      expect((await call(writing, "remember", { text: "A new sponsor was found.", kind: "retention" })).data).toMatchObject({
        is_new: true,
      });
      const state = (await call(writing, "show_task", { task })).data;
      const item = (state["open"] as { item: string }[])[0]?.item ?? "";
      expect((await call(writing, "finish_item", { task, item })).data).toMatchObject({ item: { item, status: "done" } });
      expect((await call(writing, "finish_item", { task, item: "no such item" })).isError).toBe(true);
      expect((await call(writing, "close_task", { task, outcome: "recovered" })).data).toMatchObject({ task: { status: "closed" } });
      expect((await call(writing, "list_tasks", { open: true, account: "acme" })).data["tasks"]).not.toContainEqual(
        expect.objectContaining({ id: task }),
      );
    } finally {
      await writing.close();
      removeFolder(own);
    }
  });
});
