import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LLMock } from "@copilotkit/aimock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Brief } from "../../src/domain/brief/brief.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { type Ran, runCli } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

type Reply = { content: string } | { toolCalls: { name: string; arguments: string; id: string }[] };
interface Body {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
}

const call = (name: string, input: object, id: string): Reply => ({ toolCalls: [{ name, arguments: JSON.stringify(input), id }] });
const brief = (headline: string, findings: readonly object[] = [], more: object = {}): Reply => ({
  content: JSON.stringify({ headline, findings, actions: [], references: [], unknowns: [], ...more }),
});
const cause = (statement: string, facts: readonly string[]): object => ({
  kind: "cause",
  severity: "high",
  cause: "adoption",
  statement,
  facts,
});
const action = (what: string, owner: string): object => ({ what, owner, due_in_days: 2, due: null, why: [] });

/** The id under which the conversation so far gave the model a metric of the account. */
function idOf(metric: string, body: Body): string {
  const line = new RegExp(`\\{(F\\d+)[^}]*\\}[^{]*\\(${metric}\\)`).exec(JSON.stringify(body.messages));
  if (line?.[1] === undefined) throw new Error(`the model was given no ${metric}`);
  return line[1];
}

describe("ask by model, over HTTP", () => {
  let server: LLMock;
  let cwd: string;

  beforeEach(async () => {
    server = new LLMock({ port: 0 });
    await server.start();
    cwd = await demoFolder();
  });
  afterEach(async () => {
    await server.stop();
    removeFolder(cwd);
  });

  function script(...turns: ((body: Body) => Reply)[]): void {
    server.on({ endpoint: "chat" }, (request) => {
      const turn = turns.shift();
      return turn === undefined ? { content: "one call too many" } : turn(request);
    });
  }

  const ask = (question: string, ...flags: string[]): Promise<Ran> =>
    runCli(["ask", question, "--demo", ...flags], { cwd, env: { ANTHROPIC_API_KEY: "sk-ant-canary-77", ANTHROPIC_BASE_URL: server.url } });

  it("measures with a tool, hands on to the account executive, and files the same brief as the analyst", async () => {
    script(
      () => call("facts", { metrics: ["logins_change_30d", "overdue_amount"] }, "t1"),
      (body) =>
        call(
          "handoff",
          {
            to: "account-executive",
            mode: "collaborate",
            reason: "the renewal needs terms",
            ask: "what stands in the way?",
            facts: [idOf("arr", body)],
          },
          "t2",
        ),
      (body) =>
        brief(
          "The invoice comes first.",
          [{ ...cause(`{${idOf("arr", body)}|money} of ARR is up for renewal.`, []), kind: "risk", cause: null }],
          { actions: [action("Call accounts payable.", "account-executive")] },
        ),
      (body) =>
        brief("Acme Corp is leaving.", [cause(`Logins fell {${idOf("logins_change_30d", body)}|pct}.`, [])], {
          references: ["SE-01"],
          actions: [action("Ask the decision maker for a call.", "customer-success-manager")],
        }),
    );
    const ran = await ask("prepare Acme's renewal", "--json");
    expect(ran.stderr).toContain("Sending to 127.0.0.1");
    expect(ran.exit).toBe(0);
    const answer = JSON.parse(ran.stdout) as Brief;
    expect(answer).toMatchObject({ mode: "model", agent: "customer-success-manager", account: "acme", task: "renewal-acme-2026w47" });
    expect(answer.findings.map(({ statement, agent }) => [statement, agent])).toEqual([
      ["Logins fell 50 %.", undefined],
      ["$118,800 of ARR is up for renewal.", "account-executive"],
    ]);
    expect(answer.actions.map(({ owner, owner_name, due }) => [owner, owner_name, due])).toEqual([
      ["customer-success-manager", "Hannah Lindqvist", "2026-11-22"],
      ["account-executive", "Joel Okafor", "2026-11-22"],
    ]);
    expect(answer.handoffs).toMatchObject([
      { from: "customer-success-manager", to: "account-executive", mode: "collaborate", status: "answered" },
    ]);
    const packet = readFileSync(join(cwd, "echo-demo", answer.handoffs[0]?.packet ?? ""), "utf8");
    expect(packet).toContain("The invoice comes first.");
    expect(packet).toContain("$118,800");
    expect(readFileSync(join(cwd, "echo-demo/tasks/renewal-acme-2026w47-insights.md"), "utf8")).toContain("Logins fell 50 %.");
  });

  it("lets support hand a recurring fault to product, two steps from the question", async () => {
    script(
      () =>
        call(
          "handoff",
          { to: "customer-support", mode: "consult", reason: "tickets may be the cause", ask: "what is behind the tickets?", facts: [] },
          "t1",
        ),
      () => call("facts", { metrics: ["gap_accounts", "gap_capability"] }, "t2"),
      (body) =>
        call(
          "handoff",
          {
            to: "product-engineer",
            mode: "delegate",
            reason: "the same fault at several accounts",
            ask: "take it into the weekly review",
            facts: [idOf("gap_accounts", body)],
          },
          "t3",
        ),
      (body) =>
        brief("A gap of the product.", [
          { ...cause(`The gap reaches {${idOf("gap_accounts", body)}|num} accounts.`, []), kind: "gap", cause: null },
        ]),
      () => brief("It is a pattern."),
      () => brief("A gap of the product drives Acme Corp away."),
    );
    const ran = await ask("why is Acme churning?", "--json");
    expect(ran.exit, ran.stderr).toBe(0);
    const { handoffs } = JSON.parse(ran.stdout) as Brief;
    expect(handoffs.map(({ from, to, status }) => [from, to, status])).toEqual([
      ["retention-specialist", "customer-support", "answered"],
      ["customer-support", "product-engineer", "answered"],
    ]);
    const product = handoffs[1]?.packet ?? "";
    expect(readFileSync(join(cwd, "echo-demo", product), "utf8")).toMatch(
      /## Issue body[\s\S]*The gap reaches 6 accounts\.|The gap reaches 6 accounts\.[\s\S]*## Issue body/,
    );
  });

  it("sends a wrong number back once, marks it when it stays, and exits with 2", async () => {
    const wrong = (): Reply => brief("Acme Corp is leaving.", [cause("Logins fell 64 % in the last 30 days.", ["F1"])]);
    script(wrong, wrong);
    const ran = await ask("why is Acme churning?");
    expect(ran.exit).toBe(2);
    expect(ran.stdout).toMatch(/\(unverified\) Logins fell 64 %/);
    expect(ran.stdout).toContain("Not verified: do not repeat these");
    const repair = JSON.stringify(server.getLastRequest()?.body);
    expect(repair).toContain("not backed by Facts");
    expect(readFileSync(join(cwd, "echo-demo/tasks/churn-acme-2026w47-insights.md"), "utf8")).not.toContain("64 %");
  });

  it("refuses a handoff that the agent's table does not hold, and says so in the brief", async () => {
    script(
      () => call("handoff", { to: "marketing-manager", mode: "delegate", reason: "a story", ask: "write one", facts: [] }, "t1"),
      () => brief("Acme Corp is leaving."),
    );
    const { handoffs } = JSON.parse((await ask("why is Acme churning?", "--json")).stdout) as Brief;
    expect(handoffs).toMatchObject([{ to: "marketing-manager", status: "refused", reason: expect.stringContaining("handoff-table") }]);
    expect(readdirSync(join(cwd, "echo-demo")).includes("handoffs")).toBe(false);
  });

  it("sends people as tokens and keeps the key out of every file it writes", async () => {
    script(
      () => call("tickets_search", { account: "acme", words: [], days: 90 }, "t1"),
      () => brief("Acme Corp is leaving."),
    );
    const ran = await ask("why is Acme churning?");
    const sent = JSON.stringify(server.getRequests().map(({ body }) => body));
    expect(sent).toContain("[person-");
    expect(sent).not.toContain("Marisol Vega");
    expect(sent).not.toMatch(/[\w.]+@acme\.example/);
    const written = readdirSync(join(cwd, "echo-demo"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.includes("duckdb"))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
    expect([...written, ran.stdout, ran.stderr].join("\n")).not.toContain("sk-ant-canary-77");
  });

  it("tells a refused key and a dead address on one screen with exit 5, and leaves the tracking files alone", async () => {
    await runCli(["ask", "why is Acme churning?", "--demo", "--no-model"], { cwd });
    const context = (): string => readFileSync(join(cwd, "echo-demo/tasks/churn-acme-2026w47-context.md"), "utf8");
    const before = context();
    server.nextRequestError(401, { message: "invalid x-api-key" });
    const refused = await ask("why is Acme churning?");
    expect([refused.exit, refused.stdout]).toEqual([5, ""]);
    expect(refused.stderr).toMatch(/key/i);
    const dead = await runCli(["ask", "why is Acme churning?", "--demo"], {
      cwd,
      env: { ANTHROPIC_API_KEY: "sk-ant-canary-77", ANTHROPIC_BASE_URL: "http://127.0.0.1:9" },
    });
    expect(dead.exit).toBe(5);
    expect(dead.stderr).toContain("127.0.0.1");
    for (const { stderr } of [refused, dead]) {
      expect(stderr).not.toMatch(/\n\s+at /);
      expect(stderr.split("\n").length).toBeLessThan(25);
      expect(stderr).not.toContain("sk-ant-canary-77");
    }
    expect(context()).toBe(before);
  });

  it("stops at the turn limit with what there is, and exits with 4", async () => {
    server.on({ endpoint: "chat" }, () => call("facts", { metrics: ["arr"] }, "again"));
    const ran = await ask("why is Acme churning?");
    expect(ran.exit).toBe(4);
    expect(ran.stderr).toMatch(/stopped at its limit of .* (?:used|spent)[^]*raise budget\.\w+ in echo\.yaml/);
  });
});
