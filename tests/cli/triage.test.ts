import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TriageSummary } from "../../src/app/triage-summary.ts";
import type { TriagedTicket } from "../../src/domain/triage/triaged.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { type RunOptions, runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeAll(() => {
  cwd = tempFolder();
});
afterAll(() => removeFolder(cwd));

async function triage(stdin: RunOptions["stdin"], args: readonly string[] = [], exit = 0): Promise<TriagedTicket[]> {
  const ran = await runCli(["triage", ...args], { cwd, stdin: stdin ?? "" });
  expect(ran.exit, ran.stderr).toBe(exit);
  return ran.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as TriagedTicket);
}

const line = (ticket: Readonly<Record<string, unknown>>): string => `${JSON.stringify(ticket)}\n`;
const ONE = {
  id: "1",
  subject: "Okta SCIM stopped deprovisioning leavers",
  description: "Since Monday none of our leavers are deactivated. Please look into it by Friday.",
  created_at: "2026-11-18T09:00:00Z",
};

describe("triage", () => {
  it("prints one line of JSON a ticket in a pipe, with the keys that scripts rely on", async () => {
    const [ticket] = await triage(line(ONE));
    expect(ticket).toMatchObject({ id: "1", capability: "sso-and-provisioning", language: "en", account: null, duplicates_of: null });
    expect(ticket?.gap).toMatch(/^Customers cannot .*directory/);
    expect(ticket?.deadlines).toEqual([{ text: "by Friday", on: "2026-11-20" }]);
    expect(ticket?.reply_due).toBe("2026-11-18T13:00:00.000Z");
    for (const key of [
      "capability",
      "gap",
      "sentiment",
      "priority",
      "escalate",
      "reasons",
      "account",
      "lane",
      "agent",
      "confidence",
      "next_step",
      "rule",
    ])
      expect(ticket).toHaveProperty(key);
    expect(ticket?.sentiment.score).toBeGreaterThanOrEqual(-1);
    expect(ticket?.sentiment.score).toBeLessThanOrEqual(1);
  });

  it("hands on what is above support, by the rule that fired, and keeps the rest", async () => {
    const tickets = await triage(
      [
        {
          id: "a",
          subject: "Cancel our contract",
          description: "Please accept this as notice of termination of our contract at the end of December.",
        },
        {
          id: "b",
          subject: "ALL SITES DOWN",
          description: "Error 503 since 7:40 for all our users, 600 people at nine sites cannot work. Nobody can log in.",
        },
        { id: "c", subject: "How do I rename a tag?", description: "Just curious, no hurry." },
        {
          id: "d",
          subject: "Other customer's data visible",
          description: "Our user opened a report and sees invoices of another customer. This is a data breach.",
        },
      ]
        .map(line)
        .join(""),
    );
    expect(tickets.map(({ id, escalate, rule }) => [id, escalate, rule])).toEqual([
      ["a", true, "contract-end"],
      ["b", true, "outage"],
      ["c", false, null],
      ["d", true, "data-exposed"],
    ]);
    expect(tickets.map(({ lane, agent }) => [lane, agent])).toEqual([
      ["account-management", "retention-specialist"],
      ["partners", "product-engineer"],
      ["support", "customer-support"],
      ["partners", "product-engineer"],
    ]);
    expect(tickets[1]?.priority).toBe("p1");
    expect(tickets[2]?.priority).toBe("p4");
    expect(tickets[0]?.churn_intent).toBe(true);
  });

  it("follows a rule of the workspace's own authority", async () => {
    const workspace = tempFolder();
    try {
      writeFiles(workspace, {
        "echo.yaml": "company: { name: Northstar }\n",
        "references/triage/authority.yaml":
          "rules:\n  - { id: no-colours, limit: Support answers no questions about tags., capabilities: [tags-and-categories], least: 0, to: sales-engineer, step: Ask. }\n",
      });
      const ran = await runCli(["triage", "--no-accounts"], {
        cwd: workspace,
        stdin: line({ id: "c", subject: "How do I rename a tag or category?", description: "Tags and categories" }),
      });
      expect(JSON.parse(ran.stdout)).toMatchObject({ escalate: true, rule: "no-colours", agent: "sales-engineer", lane: "sales" });
    } finally {
      removeFolder(workspace);
    }
  });

  it("takes the feeling from the customer's last message and the matter from the first", async () => {
    const messages = (last: string): string =>
      line({
        id: 5,
        subject: "CSV export",
        messages: [
          { role: "customer", text: "How do I export to CSV with semicolons?" },
          { role: "agent", text: "Like this." },
          { role: "customer", text: last },
        ],
      });
    const [glad] = await triage(messages("Wonderful, thank you so much, you are brilliant! I love it."));
    const [angry] = await triage(messages("This is outrageous and unacceptable. Worst support ever, I am furious!"));
    expect([glad?.capability, angry?.capability]).toEqual(["data-export", "data-export"]);
    expect(glad?.sentiment.score).toBeGreaterThan(0.2);
    expect(angry?.sentiment.score).toBeLessThan(-0.5);
    expect(angry?.frustration).toBeGreaterThan(glad?.frustration ?? 1);
  });

  it("reports lines that cannot be read, goes on, and exits with 3", async () => {
    const ran = await runCli(["triage"], { cwd, stdin: `${line(ONE)}{"id":2,"subj\n${line({ ...ONE, id: "3" })}` });
    expect(ran.exit).toBe(3);
    expect(ran.stderr).toContain("line 2: not read: not valid JSON");
    expect(ran.stdout.trim().split("\n")).toHaveLength(2);
  });

  it("says that there is nothing in an empty stream, and what a file should be", async () => {
    const empty = await runCli(["triage"], { cwd, stdin: "" });
    expect([empty.exit, empty.stdout]).toEqual([1, ""]);
    expect(empty.stderr).toContain("the input is empty");
    expect((await runCli(["triage", "nowhere.csv"], { cwd })).stderr).toContain("There is no file nowhere.csv");
  });

  it("reads words that are names of every object, terminal escapes and one giant line", async () => {
    const tickets = await triage(
      line({ id: "__proto__", subject: "constructor __proto__ toString", description: "hasOwnProperty valueOf" }) +
        line({ id: "g", subject: "\u001b[31mred", description: "export ".repeat(300_000) }),
    );
    expect(tickets.map(({ id }) => id)).toEqual(["__proto__", "g"]);
  });

  it("gives the same bytes however the stream is cut, and from a packed file", async () => {
    const text = [ONE, { ...ONE, id: "2", subject: "Größe falsch" }, { ...ONE, id: "3", description: "Merci, c'est génial" }]
      .map(line)
      .join("");
    const whole = await runCli(["triage"], { cwd, stdin: text });
    const bytes = Buffer.from(text);
    const cut = await runCli(["triage"], { cwd, stdin: [bytes.subarray(0, 5), bytes.subarray(5, 201), bytes.subarray(201)] });
    expect(cut.stdout).toBe(whole.stdout);
    writeFiles(cwd, { "t.ndjson": text });
    expect((await runCli(["triage", "t.ndjson"], { cwd })).stdout).toBe(whole.stdout);
    const packed = await runCli(["triage"], { cwd, stdin: [gzipSync(text)] });
    expect(packed.stdout).toBe(whole.stdout);
  });

  it("tells duplicates, and says what an export of subjects loses", async () => {
    const ran = await runCli(["triage"], {
      cwd,
      stdin: "id,subject\n1,The Outlook calendar no longer syncs meetings\n2,The Outlook calendar no longer syncs meetings\n",
    });
    const tickets = ran.stdout
      .trim()
      .split("\n")
      .map((each) => JSON.parse(each) as TriagedTicket);
    expect(tickets.map(({ duplicates_of: of }) => of)).toEqual([null, "1"]);
    expect(tickets[1]?.next_step).toBe("Merge with 1 and answer once.");
    expect(ran.stderr).toContain("subject alone");
    expect(tickets[0]?.reasons).toContain("read by its subject alone");
  });

  it("exits with 2 for what --fail-on names", async () => {
    const [calm, grave] = [
      line({ id: 1, subject: "How do I rename a tag?" }),
      line({
        id: 2,
        subject: "Vulnerability: another customer's data exposed",
        description: "Security incident, unauthorised access to all users",
      }),
    ];
    expect(await triage(calm, ["--fail-on", "escalate"], 0)).toHaveLength(1);
    expect(await triage(grave, ["--fail-on", "escalate"], 2)).toHaveLength(1);
    expect(await triage(grave, ["--fail-on", "p1"], 2)).toHaveLength(1);
  });

  it("prints CSV with formulas disarmed", async () => {
    const ran = await runCli(["triage", "--csv"], {
      cwd,
      stdin: line({ id: "=1+1", subject: "=cmd|' /C calc'!A0", description: "export" }),
    });
    const [header, row] = ran.stdout.split("\r\n");
    expect(header).toMatch(/^id,priority,type,capability,gap,/);
    expect(row).toMatch(/^'=1\+1,/);
    expect(row).toMatch(/'=cmd\|/);
  });

  it("joins tickets to the book's accounts, with revenue and health, and sums them up", async () => {
    const folder = await demoFolder();
    try {
      const file = join(ROOT, "examples", "northstar", "exports", "zendesk", "tickets.json.gz");
      const summary = await runJson<TriageSummary>(["triage", file, "--demo", "--summary"], { cwd: folder });
      expect(summary.tickets).toBe(450);
      expect(summary.accounts_known).toBeGreaterThan(30);
      expect(summary.capabilities.reduce((sum, { tickets }) => sum + tickets, 0)).toBe(450);
      expect(summary.accounts.reduce((sum, { tickets }) => sum + tickets, summary.tickets_without_account)).toBe(450);
      const first = await runCli(["triage", file, "--demo"], { cwd: folder });
      const acme = first.stdout
        .trim()
        .split("\n")
        .map((each) => JSON.parse(each) as TriagedTicket)
        .find(({ account }) => account === "acme");
      expect(acme).toMatchObject({ health: "red", arr_minor: 11_880_000 });
      const again = await runCli(["triage", file, "--demo"], { cwd: folder });
      expect(again.stdout).toBe(first.stdout);
      const text = await runCli(["triage", file, "--demo", "--summary"], { cwd: folder });
      expect(text.stdout).toContain("450 tickets:");
    } finally {
      removeFolder(folder);
    }
  });
});
