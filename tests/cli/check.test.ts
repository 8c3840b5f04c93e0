import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { type Ran, runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import { accountWith, FAULTS } from "../app/check-faults.ts";
import { AS_OF, goodAccount, merged, writeBook } from "../app/standards-book.ts";

let folder = "";
beforeAll(() => {
  folder = tempFolder();
  const wanted = ["f01-reply", "f11-qbr", "f46-invoice"];
  writeBook(
    folder,
    merged([...FAULTS.filter(({ account }) => wanted.includes(account)).map((fault) => accountWith(fault, true)), goodAccount("harbor")]),
  );
});
afterAll(() => removeFolder(folder));

const settings = (yaml: string): Promise<void> => writeFile(join(folder, "echo.yaml"), `as_of: "${AS_OF}"\n${yaml}`);
const check = (...argv: readonly string[]): Promise<Ran> =>
  runCli(["check", "-C", folder, ...argv], { cwd: folder, now: `${AS_OF}T12:00:00Z` });
/** Rules with findings that stand, by account. */
async function found(...argv: readonly string[]): Promise<string[]> {
  const { stdout, stderr } = await check("--json", ...argv);
  if (!stdout.startsWith("{")) throw new Error(stderr);
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; account: string | null; severity: string; status: string }[] };
  return findings
    .filter(({ account, status }) => account !== null && status === "new")
    .map(({ rule, account, severity }) => `${rule} ${account ?? ""} ${severity}`);
}

describe("echo-cs check", () => {
  it("ends with 2 where a finding is as grave as --fail-on, else with 0", async () => {
    expect((await check()).exit).toBe(2);
    expect((await check("--fail-on", "critical")).exit).toBe(0);
    expect((await check("--fail-on", "error")).exit).toBe(2);
    expect((await check("harbor", "--fail-on", "low")).exit).toBe(0);
    const text = (await check()).stdout;
    expect(text).toContain(
      "HIGH VA-11 Quarterly review of strategic accounts 1 of 4\n    f11-qbr ($120,000) has had no recorded business review for 211 days at least (allowed: 92 d).",
    );
    expect(text).toContain("Failed: there are findings of severity high or graver.");
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("keeps to one account, and to rules named by id or name", async () => {
    expect(await found("f11-qbr")).toEqual(["VA-11 f11-qbr high"]);
    expect(await found("--rule", "response-time")).toEqual(["VA-01 f01-reply medium"]);
    expect(await found("--rule", "va-46", "VA-01")).toEqual(["VA-01 f01-reply medium", "VA-46 f46-invoice medium"]);
    const unknown = await check("--rule", "respons-time");
    expect(unknown).toMatchObject({ exit: 1, stderr: expect.stringContaining("response-time") as unknown });
    expect((await check("--rule", "VA-44")).stderr).toContain("for reading");
    expect((await check("harbour-town")).exit).toBe(1);
  });

  it("narrows to an owner's accounts", async () => {
    expect(await found("--owner", "Ada Berg")).toContain("VA-11 f11-qbr high");
    const { rules } = JSON.parse((await check("--json", "--owner", "Ada Berg")).stdout) as {
      rules: { id: string; state: string; lacks: string }[];
    };
    expect(rules.find(({ id }) => id === "VA-57")).toMatchObject({ state: "not checkable", lacks: "it is about the whole book" });
  });

  it("follows a threshold edited in the workspace's own references", async () => {
    const own = (entry: string): void => writeFiles(folder, { "references/validations.md": entry });
    own(
      "## VA-01 Our pace\n- **Threshold**: 241 min\n\n## MY-01 Nobody on Fridays\n- **For each**: account\n- **Must**: `seats >= 60`\n- **Message**: {account} has only {seats} seats.\n- **Fix**: Sell more.\n",
    );
    expect(await found()).toEqual([
      "VA-11 f11-qbr high",
      "MY-01 f01-reply medium",
      "MY-01 f11-qbr medium",
      "MY-01 f46-invoice medium",
      "MY-01 harbor medium",
      "VA-46 f46-invoice medium",
    ]);
    own("## VA-01 Our pace\n- **Threshold**: 1 h\n");
    expect((await found()).filter((line) => line.startsWith("VA-01"))).toHaveLength(4);
    own("## VA-11\n- **Threshold**: 2 years\n");
    expect(await check()).toMatchObject({
      exit: 1,
      stderr: expect.stringMatching(/references\/validations\.md:2: VA-11: "threshold": 2 years gives no threshold_days/) as unknown,
    });
    own("");
  });

  it("weighs and switches off rules by echo.yaml, and names a rule that does not exist", async () => {
    await settings("check:\n  fail_on: critical\n  rules: {VA-11: off, response-time: critical}\n");
    expect(await found()).toEqual(["VA-01 f01-reply critical", "VA-46 f46-invoice medium"]);
    expect((await check()).exit).toBe(2);
    expect(await found("--rule", "VA-11")).toEqual(["VA-11 f11-qbr high"]);
    await settings("check:\n  rules:\n    VA-990: off\n");
    expect(await check()).toMatchObject({ exit: 1, stderr: expect.stringContaining('echo.yaml:4: there is no rule "VA-990"') as unknown });
    await settings("check:\n  fail: high\n");
    expect((await check()).stderr).toContain("fail_on");
    await settings("");
  });

  it("judges the waivers and the baseline of a part by what the part looked at", async () => {
    writeFiles(folder, {
      "check-waivers.yaml":
        '- {rule: VA-11, account: f11-qbr, until: "2026-12-31", reason: sponsor on leave}\n- {rule: VA-46, account: harbor, until: "2026-12-31", reason: none of it}\n- {rule: VA-01, account: harbor, until: "2026-01-31", reason: long over}\n',
    });
    const baseline = join(folder, "part.json");
    const rules = async (): Promise<string[]> =>
      (JSON.parse(await readFile(baseline, "utf8")) as { findings: { rule: string; account: string | null }[] }).findings
        .filter(({ account }) => account !== null)
        .map(({ rule, account }) => `${rule} ${account ?? ""}`);
    // Somebody else's accounts, and other rules, are neither covered nor fixed nor over.
    const part = await check("f01-reply");
    expect([part.exit, part.stdout.includes("cover nothing"), part.stdout.includes("waiver-expired")]).toEqual([0, false, false]);
    expect((await check("--owner", "Ada Berg")).exit).not.toBe(1);
    const one = await check("--rule", "VA-46");
    expect(one.stdout).toContain("cover nothing now: VA-46 harbor");
    expect(one.stdout).not.toContain("long over");

    await check("--write-baseline", baseline);
    const whole = await rules();
    expect(whole).toContain("waiver-expired harbor");
    writeFiles(folder, { "check-waivers.yaml": "" });
    await check("--write-baseline", baseline);
    expect(await rules()).toContain("VA-11 f11-qbr");
    writeFiles(folder, { "check-waivers.yaml": '- {rule: VA-11, account: f11-qbr, until: "2026-12-31", reason: sponsor on leave}\n' });
    // Waived is not fixed.
    expect((await check("--baseline", baseline)).stdout).not.toMatch(/\b1 fixed/);
    await check("f01-reply", "--write-baseline", baseline);
    await check("--rule", "VA-46", "--write-baseline", baseline);
    expect(await rules()).toEqual(["VA-01 f01-reply", "VA-11 f11-qbr", "VA-46 f46-invoice"]);
    writeFiles(folder, { "check-waivers.yaml": "# none\n" });
  });

  it("ends leave by people's calendar, not by the day of the exports", async () => {
    await writeFile(join(folder, "echo.yaml"), "");
    writeFiles(folder, { "check-waivers.yaml": '- {rule: VA-11, account: f11-qbr, until: "2026-07-31", reason: sponsor on leave}\n' });
    const later = (now: string): Promise<Ran> => runCli(["check", "-C", folder], { cwd: folder, now });
    expect((await later("2026-07-31T12:00:00Z")).stdout).toContain("1 waived");
    expect((await later("2026-08-01T12:00:00Z")).stdout).toContain("waiver-expired");
    await settings("");
    writeFiles(folder, { "check-waivers.yaml": "# none\n" });
  });

  it("leaves waived findings out until the waiver ends, which is then a finding", async () => {
    const waive = (text: string): void => writeFiles(folder, { "check-waivers.yaml": text });
    waive(
      '- {rule: VA-11, account: F11 qbr, until: "2026-06-30", reason: sponsor on leave}\n- {rule: VA-46, account: harbor, until: "2026-12-31", reason: none of it}\n',
    );
    const { stdout, exit } = await check();
    expect(exit).toBe(0);
    expect(stdout).toContain("1 waived");
    expect(stdout).toContain("Waivers that cover nothing now: VA-46 harbor (check-waivers.yaml:2)");
    waive('- {rule: VA-11, account: f11-qbr, until: "2026-06-29", reason: sponsor on leave}\n');
    expect(await found()).toEqual([
      "VA-11 f11-qbr high",
      "VA-01 f01-reply medium",
      "VA-46 f46-invoice medium",
      "waiver-expired f11-qbr medium",
    ]);
    for (const [text, said] of [
      ['- {rule: VA-11, until: "2026-12-31"}\n', "needs a `reason`"],
      ["# mine\n- {rule: VA-11, reason: because}\n", "needs `until`"],
      ["- {rule: VA-11, until: tomorrow, reason: because}\n", "not a day written as YYYY-MM-DD"],
      ['- {rule: VA-1, until: "2026-12-31", reason: because}\n', "no rule"],
      ['- {rule: VA-11, account: nobody, until: "2026-12-31", reason: because}\n', "no account"],
    ] as const) {
      waive(text);
      const refused = await check();
      expect(refused, text).toMatchObject({ exit: 1, stderr: expect.stringContaining(said) as unknown });
      expect(refused.stderr).toMatch(/check-waivers\.yaml:[12]/);
    }
    waive("# none\n");
    expect((await check()).exit).toBe(2);
  });

  it("fails on new findings only with a baseline, and says what was fixed", async () => {
    const file = join(folder, "base.json");
    const taken = await check("--write-baseline", "base.json");
    expect(taken.exit).toBe(0);
    const { findings: kept } = JSON.parse(await readFile(file, "utf8")) as { findings: unknown[] };
    expect(taken.stdout).toContain(`${kept.length} findings taken as known in base.json.`);
    expect(taken.stdout).not.toMatch(/Passed|Failed/);
    expect((await check("harbor", "--rule", "VA-11", "--write-baseline", "none-found.json")).stdout).toContain("Nothing to take as known");
    const { exit, stdout } = await check("--baseline", "base.json", "--fail-on", "low");
    expect(exit).toBe(0);
    expect(stdout).toMatch(/No new findings, \d known from the baseline/);
    const text = await readFile(file, "utf8");
    await check("--write-baseline", "base.json");
    expect(await readFile(file, "utf8")).toBe(text);
    const base = JSON.parse(text) as { findings: { fingerprint: string; rule: string; account: string | null; subject: string }[] };
    const [qbr] = base.findings.filter(({ rule }) => rule === "VA-11");
    await writeFile(
      file,
      JSON.stringify({
        ...base,
        findings: [
          ...base.findings.filter((entry) => entry !== qbr),
          { fingerprint: "0", rule: "VA-09", account: "harbor", subject: "harbor" },
        ],
      }),
    );
    const changed = await check("--baseline", "base.json");
    expect(changed.exit).toBe(2);
    expect(changed.stdout).toContain("Fixed since the baseline: VA-09 harbor.");
    expect(changed.stdout).toContain("1 new finding: 1 high");
    expect((await check("f01-reply", "--baseline", "base.json")).stdout).not.toContain("Fixed since");
    expect((await check("--baseline", "none.json")).stderr).toContain("--write-baseline none.json");
    await writeFile(file, "{}");
    expect((await check("--baseline", "base.json")).exit).toBe(1);
  });
});

describe("echo-cs check --list-rules", () => {
  it("lists every rule with severity and threshold, and those for reading", async () => {
    const { stdout, exit } = await runCli(["check", "--list-rules", "--demo"], { cwd: folder });
    expect(exit).toBe(0);
    expect(stdout).toMatch(/VA-17 {2}renewal-talk +high +90 d +Renewal talk ninety/);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(stdout).toMatch(/For reading, [\s\S]*VA-44/);
    const rules = JSON.parse((await runCli(["check", "--list-rules", "--json", "--demo"], { cwd: folder })).stdout) as {
      name: string;
      checkable: boolean;
    }[];
    expect(rules.filter(({ checkable }) => checkable).length).toBeGreaterThanOrEqual(60);
    const names = rules.map(({ name }) => name);
    for (const name of [
      "response-time",
      "onboarding-time",
      "qbr-strategic",
      "renewal-talk",
      "health-weekly",
      "check-in-high-touch",
      "risk-assessed",
      "risk-outreach",
      "kickoff-time",
      "csm-owner",
      "second-contact",
      "executive-sponsor",
      "book-mid-market",
      "book-pooled",
      "outreach-problem",
      "renewal-owner",
      "patterns-weekly",
      "plan-objectives",
      "plan-criteria",
      "plan-stakeholders",
      "plan-milestones",
      "plan-cadence",
      "plan-renewal",
      "plan-expansion",
    ])
      expect(names).toContain(name);
  });
});

describe("echo-cs check --demo", () => {
  it("agrees with plain SQL on the example", async () => {
    const cwd = await demoFolder();
    const sql = async (query: string): Promise<string[]> =>
      (JSON.parse((await runCli(["sql", query, "--demo", "--json", "--limit", "1000"], { cwd })).stdout) as { v: string }[]).map(
        ({ v }) => v,
      );
    const { stdout } = await runCli(["check", "--demo", "--json"], { cwd });
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; account: string; subject: string }[] };
    const subjects = (rule: string): string[] =>
      findings
        .filter((finding) => finding.rule === rule)
        .map(({ subject }) => subject)
        .sort();
    expect(subjects("VA-01")).toEqual(
      await sql(
        "select ticket as v from tickets where account is not null and created_at >= '2026-10-22' and first_reply_minutes > 240 order by 1",
      ),
    );
    expect(subjects("VA-46")).toEqual(
      await sql("select invoice as v from invoices where status = 'open' and due_at < '2026-11-20' order by 1"),
    );
    const due = await sql(
      "select account as v from subscriptions s where interval = 'year' and ended_at is null and period_end_at between '2026-11-20' and '2027-02-18 23:59' and not exists (select 1 from interactions i where i.account = s.account and kind = 'renewal' and status = 'held' and i.on_day <= cast(s.period_end_at as date) - 90) order by 1",
    );
    expect(subjects("VA-17")).toEqual([...new Set(due)]);
    expect(subjects("VA-33")).toEqual(
      await sql(
        "select account as v from subscriptions s where ended_at is null group by account having sum(arr_minor) >= 5000000 and not exists (select 1 from contacts c where c.account = s.account and role like '%sponsor%' and left_on is null) order by 1",
      ),
    );
    removeFolder(cwd);
  });

  it("ships a text that says what each rule does", async () => {
    const text = await readFile(join(ROOT, "references/validations.md"), "utf8");
    for (const entry of text.split(/^## /m).slice(1)) {
      const fields = [...entry.matchAll(/^- \*\*([^*]+)\*\*/gm)].map(([, name]) => name);
      expect(fields, entry.slice(0, 40)).toEqual(
        expect.arrayContaining(["Rule", "Severity", "Threshold", "Applies to", "Check", "Message", "Fix", "Source", "Intents"]),
      );
      expect(new Set(fields).size).toBe(fields.length);
    }
  });
});
