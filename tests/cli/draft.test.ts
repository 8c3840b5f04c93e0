import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

interface Draft {
  readonly subject: string;
  readonly text: string;
  readonly file: string;
  readonly task: string;
  readonly change: string;
  readonly kept: boolean;
  readonly to: string;
  readonly problem: string | null;
  readonly facts: readonly { readonly id: string; readonly metric: string; readonly value: unknown }[];
}

let cwd: string;
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

const draft = async (...argv: string[]): Promise<Draft> => runJson<Draft>(["draft", ...argv, "--demo"], { cwd });
const refused = async (...argv: string[]): Promise<string> => {
  const ran = await runCli(["draft", ...argv, "--demo"], { cwd });
  expect(ran.exit).toBe(1);
  return ran.stderr;
};

describe("draft", () => {
  it("says what was noticed, cites the Facts in the file's head only, and re-runs", async () => {
    const made = await draft("--account", "acme", "--play", "recovery");
    expect(made.text).toContain("signed in 50 % less often");
    expect(made.text).toContain("Marisol Vega");
    expect(made.text).not.toMatch(/\bF\d+\b|118,800|health|churn|risk/i);
    expect(made.facts.map(({ metric }) => metric)).toContain("logins_change_30d");
    const file = readFileSync(join(cwd, "echo-demo", made.file), "utf8");
    expect(file).toContain(`facts: ${made.facts.map(({ id }) => id).join(" ")}`);
    expect(file).toContain("a person must review and send this");
    const [fact] = made.facts;
    const evidence = await runJson<{ matches: boolean }>(["evidence", fact?.id ?? "", "--task", made.task, "--demo"], { cwd });
    expect(evidence.matches).toBe(true);
    expect(await draft("--account", "acme", "--play", "recovery")).toMatchObject({ change: "unchanged", text: made.text });
    // Listed beside the message, a change has no sentence that says which way it went.
    const { stdout } = await runCli(["draft", "--account", "acme", "--play", "recovery", "--demo"], { cwd });
    expect(stdout).toMatch(/change in logins, 30 days against the 30 before: -50 %/);
  });

  it("keeps what a person changed", async () => {
    const made = await draft("--account", "acme", "--play", "check-in");
    const path = join(cwd, "echo-demo", made.file);
    writeFileSync(path, readFileSync(path, "utf8").replace("Hello", "Dear"));
    expect(await draft("--account", "acme", "--play", "check-in", "--to", "Felix Harkness")).toMatchObject({ kept: true });
    expect(readFileSync(path, "utf8")).toContain("Dear ");
  });

  it.each([
    [["--account", "acme", "--play", "expansion", "--problem", "x"], "expansion-after-retention"],
    [["--account", "thistledown", "--play", "expansion"], "no-pitch-without-problem"],
    [["--account", "acme", "--play", "recovery", "--send"], "outreach-is-a-draft"],
    [["--account", "acme", "--play", "renewal", "--as", "account-executive"], "csm-owns-renewal"],
  ])("refuses %j by rule %s", async (argv, rule) => {
    expect(await refused(...argv)).toContain(`Refused by the charter (${rule})`);
  });

  it("refuses what the play does not fit, and says what would", async () => {
    expect(await refused("--account", "acme", "--play", "feature-shipped")).toMatch(/--feature|urgent ticket/);
    expect(await refused("--account", "acme", "--play", "win-back")).toMatch(/no-pitch-without-problem|has not left/);
    expect(await refused("--account", "acme", "--play", "recovry")).toContain("Did you mean recovery?");
    expect(await refused("--play", "recovery")).toContain("needs an account");
  });

  it("refuses to say what was noticed where nothing was, and text that is not for customers", async () => {
    writeFiles(cwd, {
      "own/exports/accounts.csv":
        "account_id,name,domain,arr,currency\n1,Quiet Co,quiet.example,1000,USD\n2,Loud Co,loud.example,1000,USD\n",
      "own/exports/nps.csv": "email,score,comment,date\nann@quiet.example,9,fine,2026-11-18\n",
      "own/references/playbooks/drafts/leak.md":
        "---\ndraft: leak\ntitle: Leak\nintent: leak\nfrom: customer-success\n---\nSubject: Hi\n\nYou are at risk, unlike Loud Co.\n",
      "own/references/playbooks/drafts/score.md":
        "---\ndraft: score\ntitle: Score\nintent: leak\nfrom: customer-success\n---\nSubject: Hi\n\nScore {health_score}\n",
    });
    const stderr = async (play: string): Promise<string> =>
      (await runCli(["draft", "--account", "Quiet Co", "--play", play, "-C", "own", "--as-of", "2026-11-20"], { cwd })).stderr;
    expect(await stderr("recovery")).toContain("Refused by the charter (churn-signals-are-numbers)");
    expect(await stderr("leak")).toContain("at risk, Loud Co");
    expect(await stderr("score")).toContain("prints {health_score}");
  });

  it("writes to who answered the survey, goes on from a talk that was held, and welcomes nobody who has been there for a year", async () => {
    writeFiles(cwd, {
      "since/exports/accounts.csv": "account,name\ntidewater,Tidewater Labs\n",
      "since/exports/subscriptions.csv":
        "subscription,account,status,started_at,period_end_at,arr_minor,currency\ns1,tidewater,active,2025-01-10,2027-01-10,1200000,USD\n",
      "since/exports/surveys.csv":
        "survey,account,kind,score,email,person,answered_at\n1,tidewater,nps,9,kim@tidewater.example,Kim Oh,2026-10-01\n2,tidewater,nps,4,roy@tidewater.example,Dr. Roy,2026-11-10\n",
      "since/exports/interactions.csv": "interaction,account,kind,status,on_day\ni1,tidewater,renewal,held,2026-11-12\n",
    });
    const made = async (play: string): Promise<Draft> =>
      runJson<Draft>(["draft", "--account", "tidewater", "--play", play, "-C", "since", "--as-of", "2026-11-20"], { cwd });
    const answer = await made("nps-follow-up");
    expect([answer.to, answer.text.split("\n")[0]]).toEqual(["Dr. Roy", "Hello Dr. Roy,"]);
    const renewal = await made("renewal");
    expect(renewal.text).toContain("thank you for our talk about the agreement that runs until 2027-01-10");
    expect(renewal.text).not.toContain("Long before any paper");
    const kickoff = await runCli(["draft", "--account", "tidewater", "--play", "kickoff", "-C", "since", "--as-of", "2026-11-20"], { cwd });
    expect([kickoff.exit, kickoff.stderr]).toEqual([1, expect.stringContaining("more than 90 days")]);
    const named = await runCli(["draft", "--account", "tidewater", "-C", "since"], { cwd });
    expect(named.stderr).toContain("echo-cs draft --account tidewater --play recovery");
  });

  it("lists the plays, in 100 columns", async () => {
    const { stdout } = await runCli(["draft", "--list", "--demo"], { cwd });
    expect(stdout).toContain("win-back");
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
