import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DataError } from "../../../src/core/errors.ts";
import { loadPlaybooks, readPlaybook } from "../../../src/run/playbook/load-playbooks.ts";
import { removeFolder, tempFolder } from "../../../src/testing/temp-workspace.ts";

const FILE = "references/playbooks/mini.md";
const LINES = [
  "---", // 1
  "playbook: mini",
  "title: A small one",
  "intent: churn",
  "about: account",
  "asks: [why, 404]",
  "---", // 7
  "# Mini",
  "## Headline", // 9
  "### one",
  "- when: causes >= 1",
  "- say: {account_name|text}: {causes}.",
  "## Findings", // 13
  "### usage-down",
  "- kind: cause",
  "- cause: adoption",
  "- when: logins_change_30d <= -30% and missing(churned_on)",
  "- severity: critical when days_to_renewal <= 30; high",
  "- say: Logins fell {logins_change_30d|pct}.",
  "- short: logins fell",
  "- cite: PT-01, SE-02",
  "## Steps", // 22
  "### call",
  "- do: Call {decider_name|text}",
  "- owner: customer-success-manager",
  "- due: renewal_on - 30 d, else 48 h",
  "- when: risks >= 1",
  "- for: usage-down",
  "- why: arr, health_score",
  "## Handoffs", // 30
  "### customer-support",
  "- mode: consult",
  "- when: gap_tickets >= 3",
  "- reason: {gap_tickets|num} tickets",
  "- ask: What is behind them?",
  "- due: 48 h",
  "- facts: gap_tickets",
  "- playbook: support-review",
  "## Unknowns", // 39
  "### view",
  "- what: what they think",
  "- needs: an interview",
];

function changed(line: number, text: string): string {
  return LINES.map((known, index) => (index === line - 1 ? text : known)).join("\n");
}

function problem(text: string, file = FILE): DataError["detail"] {
  try {
    readPlaybook(text, file);
  } catch (error) {
    if (error instanceof DataError) return error.detail;
    throw error;
  }
  throw new Error("it was accepted");
}

describe("a playbook", () => {
  it("is read whole", () => {
    const playbook = readPlaybook(LINES.join("\n"), FILE);
    expect(playbook).toMatchObject({ id: "mini", intent: "churn", about: "account", asks: ["why", "404"], cites: [] });
    expect(playbook.findings).toMatchObject([
      {
        id: "usage-down",
        kind: "cause",
        cause: "adoption",
        cites: ["PT-01", "SE-02"],
        severity: [{ severity: "critical" }, { severity: "high" }],
      },
    ]);
    // 30% reads as 0.3.
    expect(playbook.findings[0]?.when).toMatchObject({ left: { name: "logins_change_30d", comparison: "<=", value: -0.3 } });
    expect(playbook.findings[0]?.severity[1]).toEqual({ severity: "high" });
    expect(playbook.steps).toMatchObject([
      {
        id: "call",
        due: { kind: "before", metric: "renewal_on", days: 30, otherwise: 48 },
        forFindings: ["usage-down"],
        why: ["arr", "health_score"],
      },
    ]);
    expect(playbook.handoffs).toMatchObject([
      { to: "customer-support", mode: "consult", playbook: "support-review", facts: ["gap_tickets"] },
    ]);
    expect(playbook.unknowns).toEqual([{ what: "what they think", needs: "an interview" }]);
  });

  it.each([
    ["an unknown field", 11, "- wenn: causes >= 1", { found: "wenn", allowed: ["when"] }],
    [
      "an unknown metric in a sentence",
      19,
      "- say: Logins fell {logins_chang_30d|pct}.",
      { found: "logins_chang_30d", allowed: expect.arrayContaining(["logins_change_30d"]) },
    ],
    [
      "an unknown metric in a test",
      17,
      "- when: login_change_30d <= -30%",
      { found: "login_change_30d", allowed: expect.arrayContaining(["logins_change_30d"]) },
    ],
    [
      "an unknown metric in a list",
      29,
      "- why: arr, health_skore",
      { found: "health_skore", allowed: expect.arrayContaining(["health_score"]) },
    ],
    ["an unknown metric among a handoff's facts", 37, "- facts: gap_ticket", { found: "gap_ticket" }],
    ["an unknown metric in a severity's test", 18, "- severity: critical when days_to_renewl <= 30; high", { found: "days_to_renewl" }],
    ["a style that does not suit the unit", 19, "- say: Logins fell {logins_change_30d|money}.", { found: "money", allowed: ["pct"] }],
    ["a slot that is no slot", 19, "- say: Logins fell { logins_change_30d }.", { message: /cannot be filled in/ }],
    ["a brace left open", 24, "- do: Call {decider_name|text", { message: /cannot be filled in/ }],
    ["the causes named inside a finding", 19, "- say: At risk: {causes}.", { message: /\{causes\}/ }],
    ["the asked figure in a step", 24, "- do: Look at {asked}", { message: /\{asked\}/ }],
    ["a slot in an unknown", 41, "- what: what {decider_name|text} thinks", { message: /cannot be filled in/ }],
    ["a test that counts causes before they are known", 17, "- when: causes >= 2", { found: "causes" }],
    ["a test with a sign that is none, by its character", 17, "- when: logins_change_30d ~ 3", { message: /character 19/ }],
    ["a test that ends early, by its character", 11, "- when: causes >=", { message: /character 10/ }],
    ["a test that goes on after its end", 11, "- when: causes >= 1 risks >= 1", { message: /"risks".*character 13/ }],
    ["an unclosed parenthesis", 17, "- when: (arr > 3 or arr < 1", { message: /"\)"/ }],
    ["an unknown due time", 26, "- due: next week", { found: "next week", allowed: expect.arrayContaining(["48 h"]) }],
    ["a due time before an unknown date", 26, "- due: renewal_onn - 30 d", { found: "renewal_onn" }],
    [
      "a due time before something that is no date",
      26,
      "- due: decider_name - 30 d",
      { found: "decider_name", allowed: expect.arrayContaining(["renewal_on"]) },
    ],
    ["an unknown severity", 18, "- severity: severe", { found: "severe", allowed: ["low", "medium", "high", "critical"] }],
    ["an unknown root cause", 16, "- cause: usage", { found: "usage", allowed: expect.arrayContaining(["adoption", "champion"]) }],
    ["an unknown kind", 15, "- kind: reason", { found: "reason", allowed: ["cause", "risk", "strength", "gap", "note"] }],
    ["an unknown way of handing on", 32, "- mode: ask", { found: "ask", allowed: ["delegate", "consult", "collaborate"] }],
    ["a step for a finding that is not there", 28, "- for: usage-dwn", { found: "usage-dwn", allowed: ["usage-down"] }],
    ["a field given twice", 20, "- say: Logins fell again", { found: "say" }],
    ["a heading that is almost a section", 22, "## Step", { found: "Step", allowed: ["Steps"] }],
  ])(
    "with %s is refused by file and line",
    (_, line, text, { message, ...rest }: { message?: RegExp; found?: string; allowed?: unknown }) => {
      const detail = problem(changed(line, text));
      expect(detail).toMatchObject({ code: "bad-playbook", place: { file: FILE, line }, fix: expect.any(String), ...rest });
      expect(detail.message).toContain(`${FILE}:${line}:`);
      if (message !== undefined) expect(detail.message).toMatch(message);
    },
  );

  it.each([
    ["say", 12, 10],
    ["cause", 16, 14],
    ["severity", 18, 14],
    ["do", 24, 23],
    ["owner", 25, 23],
    ["due", 26, 23],
    ["ask", 35, 31],
    ["what", 41, 40],
  ])("without the field %s is refused at its entry", (field, line, entry) => {
    for (const text of ["", `- ${field}:`])
      expect(problem(changed(line, text))).toMatchObject({
        message: expect.stringContaining(`"- ${field}: …"`),
        place: { file: FILE, line: entry },
      });
  });

  it("with two entries of one name is refused at the second", () => {
    expect(problem(changed(22, "### usage-down\n- kind: risk\n- when: arr > 1\n- severity: low\n- say: x\n## Steps"))).toMatchObject({
      found: "usage-down",
      place: { line: 22 },
    });
  });

  it("about the book cannot use a figure of one account, save where it lists accounts", () => {
    const book = changed(5, "about: book");
    expect(problem(book)).toMatchObject({ found: "logins_change_30d", place: { line: 17 }, message: expect.stringMatching(/one account/) });
    const listing = [
      "---",
      "playbook: mini",
      "title: t",
      "intent: portfolio",
      "about: book",
      "---",
      "## Each",
      "### e",
      "- where: health_tier = red",
      "- order: arr desc",
      "- limit: 3",
      "## Findings",
      "### red",
      "- kind: risk",
      "- when: arr > 0",
      "- severity: low",
      "- say: {account_name|text}: {arr|money}",
    ];
    expect(readPlaybook(listing.join("\n"), FILE).each).toMatchObject({ limit: 3, order: [{ metric: "arr", descending: true }] });
    const without = listing.filter((_, index) => index < 6 || index > 10).join("\n");
    expect(problem(without).message).toMatch(/one account/);
    expect(problem(listing.join("\n").replace("arr desc", "arr down"))).toMatchObject({ found: "down", place: { line: 10 } });
    expect(problem(listing.join("\n").replace("limit: 3", "limit: few"))).toMatchObject({ found: "few", place: { line: 11 } });
  });

  it.each([
    ["a name that is not its file's", 2, "playbook: maxi", 2],
    ["an unknown subject", 5, "about: team", 5],
    ["an unknown key in its frontmatter", 6, "ask: [why]", 6],
    ["frontmatter that is no YAML", 3, "title: [A small one", 4],
  ])("with %s is refused by file and line", (_, line, text, at) => {
    expect(problem(changed(line, text)).place).toMatchObject({
      file: FILE,
      line: expect.toSatisfy((found: number) => Math.abs(found - at) <= 1),
    });
  });

  it("without frontmatter is refused", () => expect(problem("# Only words\n").place).toMatchObject({ file: FILE, line: 1 }));

  it("of the user's replaces the shipped one of the same name", async () => {
    const folder = tempFolder();
    try {
      for (const [name, title] of [
        ["shipped", "Shipped"],
        ["own", "Own"],
      ] as const) {
        mkdirSync(join(folder, name, "playbooks"), { recursive: true });
        writeFileSync(join(folder, name, "playbooks", "mini.md"), changed(3, `title: ${title}`));
      }
      writeFileSync(join(folder, "shipped", "playbooks", "README.txt"), "no playbook");
      const loaded = await loadPlaybooks([join(folder, "shipped"), join(folder, "own"), join(folder, "none")]);
      expect([...loaded].map(([id, { title }]) => [id, title])).toEqual([["mini", "Own"]]);
    } finally {
      removeFolder(folder);
    }
  });
});
