import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Brief, ROOT_CAUSES } from "../../src/domain/brief/brief.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { type Ran, runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

const WHY = "why is Acme churning?";
const key = JSON.parse(readFileSync(join(ROOT, "examples/northstar/answer-key.json"), "utf8")) as {
  stories: { acme: { champion: { name: string; left_on: string }; logins: { last30: number; prior30: number } } };
};

describe("ask", () => {
  let cwd: string;
  beforeEach(async () => {
    cwd = await demoFolder();
  });
  afterEach(() => removeFolder(cwd));

  const ask = (question: string, ...flags: string[]): Promise<Ran> => runCli(["ask", question, "--demo", ...flags], { cwd });
  const brief = (question: string, ...flags: string[]): Promise<Brief> => runJson<Brief>(["ask", question, "--demo", ...flags], { cwd });

  it("follows what is to be done today with the open tasks, the answer's own left out", async () => {
    expect((await ask("what do I do first today?")).stdout).not.toContain("Open tasks");
    await ask(WHY);
    const { exit, stdout } = await ask("what do I do first today?");
    expect(exit).toBe(0);
    const [, tasks = ""] = stdout.split("Open tasks");
    expect(tasks).toContain("churn-acme-2026w47");
    expect(tasks).not.toContain("portfolio-book");
    expect((await ask("which accounts are at risk?")).stdout).not.toContain("Open tasks");
  });

  it("points to the command that makes what an answer cannot hold", async () => {
    const { exit, stdout } = await ask("what changed since last week?");
    expect(exit).toBe(0);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("`echo-cs diff 2026-11-08 2026-11-20`");
    const { unknowns } = await brief("prepare my QBR with Acme");
    expect(unknowns[0]?.needs).toBe("`echo-cs qbr --account acme`");
  });

  it("names the planted causes of Acme's churn, each resting on Facts", async () => {
    const { findings, facts, verification, ...rest } = await brief(WHY);
    const { champion, logins } = key.stories.acme;
    const causes = findings.filter(({ kind }) => kind === "cause");
    expect(new Set(causes.map(({ cause }) => cause))).toEqual(
      new Set(["champion", "adoption", "product-fit", "service", "billing", "competition"]),
    );
    expect(causes.every(({ cause }) => ROOT_CAUSES.some((known) => known === cause))).toBe(true);
    const said = findings.map(({ statement }) => statement).join("\n");
    expect(said).toContain(`${champion.name} (VP Operations), left on ${champion.left_on}`);
    expect(said).toContain(`from ${logins.prior30} to ${logins.last30} logins`);
    expect(said).toContain("user provisioning (SSO and SCIM)");
    expect(said).toContain("$14,850 on invoices has been past due since 2026-10-15");
    expect(said).toContain("renews on 2026-12-14, in 24 days");
    const ids = new Set(facts.map(({ id }) => id));
    expect(findings.every((finding) => finding.facts.length > 0 && finding.facts.every((id) => ids.has(id)))).toBe(true);
    expect(verification.unverified).toEqual([]);
    expect(rest).toMatchObject({
      schema: 1,
      question: WHY,
      lane: "account-management",
      agent: "retention-specialist",
      account: "acme",
      mode: "analyst",
      asOf: "2026-11-20",
      task: "churn-acme-2026w47",
    });
  });

  it("sets the intervention on its clock: a call at once, assessed in 24 h, reached in 48 h", async () => {
    const { actions } = await brief(WHY);
    const due = (step: string): string | undefined => actions.find((action) => action.step === step)?.due;
    expect([due("call-requested"), due("assess"), due("reach-out")]).toEqual(["2026-11-20", "2026-11-21", "2026-11-22"]);
    expect(actions.find(({ step }) => step === "reach-out")).toMatchObject({
      owner: "customer-success-manager",
      owner_name: "Hannah Lindqvist",
    });
    expect(actions.every(({ why }) => Array.isArray(why))).toBe(true);
  });

  it("hands on by the charter and leaves packets; product gets no names of the customer's people", async () => {
    const { handoffs } = await brief(WHY);
    expect(handoffs.map(({ from, to, mode, status }) => [from, to, mode, status])).toEqual([
      ["retention-specialist", "customer-support", "consult", "answered"],
      ["customer-support", "product-engineer", "delegate", "answered"],
      ["retention-specialist", "account-executive", "collaborate", "answered"],
    ]);
    const packets = handoffs.map(({ packet }) => readFileSync(join(cwd, "echo-demo", packet ?? ""), "utf8"));
    expect(packets[1]).toContain("rule: patterns-to-product-weekly");
    expect(packets[1]).toContain("Marrowstone Bank");
    expect(packets[1]).not.toContain(key.stories.acme.champion.name);
  });

  it("names the packet of a pattern where it lies, also when another question filed it first", async () => {
    const product = ({ handoffs }: Brief): string | null | undefined => handoffs.find(({ to }) => to === "product-engineer")?.packet;
    const [first, second] = [
      product(await brief(WHY)),
      product(await brief("Acme's SSO login fails, what is going on with their tickets?")),
    ];
    expect(second).toBe(first);
    expect(readdirSync(join(cwd, "echo-demo/handoffs"))).toContain(first?.replace("handoffs/", ""));
  });

  it("keeps three tracking files a task, and writes nothing new the second time", async () => {
    const first = await ask(WHY);
    const files = (): Record<string, string> =>
      Object.fromEntries(
        readdirSync(join(cwd, "echo-demo/tasks"))
          .sort()
          .map((name) => [name, readFileSync(join(cwd, "echo-demo/tasks", name), "utf8")]),
      );
    const written = files();
    expect(Object.keys(written)).toEqual(["context", "insights", "todos"].map((kind) => `churn-acme-2026w47-${kind}.md`));
    expect(written["churn-acme-2026w47-context.md"]).toMatch(
      /## Goal[\s\S]*## Segments and ARR[\s\S]*\$118,800[\s\S]*## Health criteria[\s\S]*below 50/,
    );
    expect(written["churn-acme-2026w47-todos.md"]).toMatch(/- \[ \] Assess the situation.*due: 2026-11-21/);
    const second = await ask(WHY);
    expect(second.stdout).toBe(first.stdout);
    expect(files()).toEqual(written);
  });

  it("gives the same bytes for the same exports and day, wherever it runs", async () => {
    const other = await demoFolder();
    try {
      const [here, there] = [
        await ask(WHY, "--json"),
        await runCli(["ask", WHY, "--demo", "--json"], { cwd: other, now: "2027-03-01T00:00:00Z" }),
      ];
      expect(there.stdout).toBe(here.stdout);
    } finally {
      removeFolder(other);
    }
  });

  it("fits the causes on a screen, and prints everything with --full", async () => {
    const [short, full] = [await ask(WHY), await ask(WHY, "--full")];
    expect(short.stdout.split("\n").length).toBeLessThan(75);
    expect(short.stdout).toContain("more (--full)");
    expect(full.stdout).not.toContain("(--full");
    expect(full.stdout.length).toBeGreaterThan(short.stdout.length);
    expect(short.stdout + full.stdout).not.toContain("\u001b");
    expect(short.stderr).toContain("No ANTHROPIC_API_KEY: the analyst answers, offline.");
  });

  it.each([
    ["which accounts are at risk?", "portfolio", null, /red accounts: 1, yellow accounts: 4/i],
    ["what is our NRR?", "metric", null, /99\.9 %.*Defined as: Σ end \/ Σ start/],
    ["how many logins did Acme have?", "metric", "acme", /171/],
    ["prepare Brightloom's renewal", "renewal", "brightloom", /\$57,600 of ARR on 2027-04-22/],
    ["is Brightloom ready to expand?", "expansion", "brightloom", /ready to grow/],
    ["where does Cobalt Freight's onboarding stand?", "onboarding", "cobalt-freight", /stuck/],
    ["how is Driftwood doing?", "overview", "driftwood-analytics", /yellow/],
    ["is Fernhill Labs at risk?", "churn", "fernhill-labs", /too little data/],
    ["why did Harbor & Pine leave?", "churn", "harbor-pine", /churned on 2026-09-18/],
    ["how do we improve onboarding?", "guidance", null, /references say/],
  ])("answers %s", async (question, intent, account, headline) => {
    const answer = await brief(question);
    expect(answer).toMatchObject({ intent, account, headline: expect.stringMatching(headline) });
    expect(answer.verification.unverified).toEqual([]);
  });

  it("corrects a request that goes against the references, by the entry's id", async () => {
    const { references } = await brief("should we send the same email to everyone?");
    expect(references[0]).toMatchObject({ id: "PT-01", contradicts: true, text: expect.any(String) });
  });

  it("looks back from an earlier day, before the champion left", async () => {
    const { asOf, findings, task } = await brief(WHY, "--as-of", "2026-10-10");
    expect([asOf, task]).toEqual(["2026-10-10", "churn-acme-2026w41"]);
    expect(findings.some(({ id }) => id === "champion-gone")).toBe(false);
  });

  it("refuses what is none of the team's business, and says what is", async () => {
    const ran = await ask("what should I cook tonight?");
    expect([ran.exit, ran.stdout]).toEqual([1, ""]);
    expect(ran.stderr).toContain("customer-success: onboarding");
  });

  it("tells an unknown account in JSON too", async () => {
    const ran = await ask("why is Zyxel churning?", "--json");
    expect(ran.exit).toBe(1);
    const told: unknown = JSON.parse(ran.stdout);
    expect(told).toMatchObject({ error: { code: "unknown-account", exit: 1, found: "Zyxel" } });
    // Of a long book the first few names, and how many there are beside them.
    expect(told).toHaveProperty("error.allowed.8", expect.stringMatching(/^and \d+ more$/));
    expect(told).toHaveProperty("error.allowed.length", 9);
  });
});
