import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson, type Ran } from "../../src/testing/run-cli.ts";
import { removeFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

interface Line {
  readonly id: string;
  readonly status: string;
  readonly exit: number | null;
  readonly result?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

function lines({ stdout }: Pick<Ran, "stdout">): Line[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
}

function byId(found: readonly Line[]): Map<string, Line> {
  return new Map(found.map((line) => [line.id, line]));
}

function jobsFile(name: string, jobs: readonly object[]): string {
  writeFileSync(join(cwd, name), jobs.map((job) => `${JSON.stringify(job)}\n`).join(""));
  return name;
}

const MIXED = [
  { id: "why", question: "why is Acme churning?" },
  { id: "health", command: "health", args: ["juniper-health"] },
  { id: "check", command: "check" },
  { id: "wrong", command: "health", args: ["nobody-inc"] },
  { id: "sql", command: "sql", args: ["select count(*) as n from accounts"] },
  { id: "old", command: "signals", args: ["acme", "--as-of", "2026-10-01"] },
];

describe("batch FILE --json", () => {
  it("prints one line a job, with the command's own JSON; a failure touches no other; findings are an answer", async () => {
    const ran = await runCli(["batch", jobsFile("mixed.ndjson", MIXED), "--demo", "--json"], { cwd });
    expect(ran.exit).toBe(3);
    const found = byId(lines(ran));
    expect([...found.keys()].sort()).toEqual(MIXED.map(({ id }) => id).sort());
    expect(found.get("wrong")).toMatchObject({ status: "failed", exit: 1, error: { code: "unknown-account" } });
    expect(found.get("check")).toMatchObject({ status: "ok", exit: 2 });
    expect(found.get("sql")).toEqual({ id: "sql", status: "ok", exit: 0, result: [{ n: 42 }] });
    // What a command says alone it says in a batch.
    expect(found.get("health")?.result).toEqual(await runJson(["health", "juniper-health", "--demo"], { cwd }));
    expect(found.get("old")?.result).toEqual(await runJson(["signals", "acme", "--as-of", "2026-10-01", "--demo"], { cwd }));
    expect(ran.stderr).toContain("5 of 6 jobs ok, 1 of them with findings, 1 failed.");
  });

  it("leaves a job the format that it chose", async () => {
    const job = { id: "report", command: "check", args: ["--format", "junit"] };
    const ran = await runCli(["batch", jobsFile("format.ndjson", [job]), "--demo", "--json"], { cwd });
    expect(byId(lines(ran)).get("report")).toMatchObject({ status: "ok", exit: 2 });
  });

  it("answers a question as `ask` does, to the byte, with its tracking files", async () => {
    const alone = await demoFolder();
    const brief = await runJson(["ask", "why is Acme churning?", "--demo"], { cwd: alone });
    const ran = await runCli(["batch", jobsFile("one.ndjson", [MIXED[0] ?? {}]), "--demo", "--json"], { cwd });
    expect(JSON.stringify(lines(ran)[0]?.result)).toBe(JSON.stringify(brief));
    expect(existsSync(join(cwd, "echo-demo", "tasks", "churn-acme-2026w47-context.md"))).toBe(true);
    removeFolder(alone);
  });

  it("shares the figures of many accounts without changing one", async () => {
    const names = (await runJson<{ name: string }[]>(["sql", "select name from accounts order by name limit 14", "--demo"], { cwd })).map(
      ({ name }) => name,
    );
    const jobs = names.map((name, index) => ({ id: `h${index}`, question: `how healthy is ${name}?` }));
    const ran = await runCli(["batch", jobsFile("many.ndjson", jobs), "--demo", "--json", "--no-files", "--concurrency", "3"], { cwd });
    const found = byId(lines(ran));
    const fresh = await demoFolder();
    for (const [index, name] of [...names.entries()].slice(-2)) {
      const brief = await runJson(["ask", `how healthy is ${name}?`, "--demo"], { cwd: fresh });
      expect(found.get(`h${index}`)?.result, name).toEqual(brief);
    }
    removeFolder(fresh);
  });

  it("reads standard input, YAML too, and writes no files with --no-files", async () => {
    const folder = await demoFolder();
    const stdin = "- id: a\n  question: why is Juniper Health churning?\n";
    const ran = await runCli(["batch", "-", "--demo", "--json", "--no-files"], { cwd: folder, stdin });
    expect([ran.exit, lines(ran)[0]?.status]).toEqual([0, "ok"]);
    expect(readdirSync(join(folder, "echo-demo"))).toEqual([".echo"]);
    expect(readdirSync(join(folder, "echo-demo", ".echo", "batches")).filter((name) => name.endsWith(".scratch"))).toEqual([]);
    removeFolder(folder);
  });
});

describe("batch, gone on with", () => {
  it("does what is left and nothing twice", async () => {
    const file = jobsFile("left.ndjson", MIXED);
    const first = await runCli(["batch", file, "--demo", "--json", "--out", "left.out", "--concurrency", "1", "--fail-fast"], { cwd });
    expect(first.exit).toBe(3);
    expect(lines(first).map(({ status }) => status)).toEqual(["ok", "ok", "ok", "failed", "skipped", "skipped"]);
    expect(readFileSync(join(cwd, "left.out"), "utf8").trim().split("\n")).toHaveLength(4);
    const second = await runCli(["batch", file, "--demo", "--json", "--out", "left.out", "--resume"], { cwd });
    expect(
      lines(second)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(["old", "sql"]);
    expect(second.exit).toBe(3);
    const third = await runCli(["batch", file, "--demo", "--json", "--out", "left.out", "--resume", "--retry-failed"], { cwd });
    expect(lines(third).map(({ id }) => id)).toEqual(["wrong"]);
    const recorded = readFileSync(join(cwd, "left.out"), "utf8").trim().split("\n");
    expect(recorded.map((line) => (JSON.parse(line) as Line).id).sort()).toEqual(MIXED.map(({ id }) => id).sort());
  });

  it("counts as ended only jobs that the batch has now", async () => {
    const job = (id: string): object => ({ id, command: "sql", args: ["select 1 as one"] });
    const run = (...ids: string[]): Promise<Ran> =>
      runCli(["batch", jobsFile("fewer.ndjson", ids.map(job)), "--demo", "--json", "--out", "fewer.out", "--resume"], { cwd });
    await run("a", "b", "c");
    const fewer = await run("a", "d");
    expect(fewer.stderr).toMatch(/^1 of 2 jobs ended before\.\n2 results of jobs that this batch does not have: kept as they are\.$/m);
    expect(fewer.stderr).toContain("2 of 2 jobs ok, 1 ended before.");
    expect((await run("e")).stderr).not.toContain("of 1 job ended before");
  });

  it("works without --out: the same command finds its own results", async () => {
    const file = jobsFile("again.ndjson", [{ id: "s", command: "sql", args: ["select 1 as one"] }]);
    expect(lines(await runCli(["batch", file, "--demo", "--json"], { cwd }))).toHaveLength(1);
    const again = await runCli(["batch", file, "--demo", "--json", "--resume"], { cwd });
    expect([again.exit, again.stdout]).toEqual([0, ""]);
    expect(lines(await runCli(["batch", file, "--demo", "--json"], { cwd }))).toHaveLength(1);
  });
});

describe("batch refuses before anything runs", () => {
  const refusals: readonly [string, readonly object[], string, string][] = [
    [
      "an unknown command",
      [
        { id: "a", command: "sql", args: ["select 1"] },
        { id: "b", command: "helth" },
      ],
      "job-command",
      "did you mean health?",
    ],
    ["an unknown option", [{ id: "b", command: "health", args: ["--acount", "x"] }], "job-option", "no option --acount"],
    ["a missing argument", [{ id: "b", command: "evidence" }], "job-args", "needs <fact>"],
    ["a value that is none", [{ id: "b", command: "check", args: ["--format", "pdf"] }], "job-args", "pdf"],
    ["itself", [{ id: "b", command: "batch", args: ["x"] }], "job-command", "cannot be a job"],
  ];
  it.each(refusals)("%s", async (_, jobs, code, words) => {
    const ran = await runCli(["batch", jobsFile("bad.ndjson", jobs), "--demo", "--json"], { cwd });
    expect(ran.exit).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code, place: { file: "bad.ndjson", line: jobs.length } } });
    expect(ran.stderr).toContain(words);
    expect(ran.stderr).toContain(`bad.ndjson:${jobs.length}:`);
  });

  it("accounts that no job is for", async () => {
    const file = jobsFile("plain.ndjson", [{ id: "a", command: "check" }]);
    expect((await runCli(["batch", file, "--accounts", "all", "--demo"], { cwd })).stderr).toContain("none has a placeholder");
  });

  it("every fault of a file at once: keys, ids, commands, options and placeholders", async () => {
    const name = jobsFile("faults.ndjson", [
      { id: "q1", question: "x" },
      { id: "q1", command: "helth" },
      { id: "a", command: "health", args: ["--foo"] },
      { id: "b", command: "batch" },
      { id: "c", question: "hi {foo}" },
      { id: "d", command: "health", args: ["{account}", "--bar"], accounts: "all" },
      { id: "e", command: "health", arg: ["acme"] },
    ]);
    const { exit, stderr } = await runCli(["batch", name, "--demo"], { cwd });
    expect(exit).toBe(1);
    const told = stderr.split("\n").flatMap((line) => /^ +(line \d+: .*)$/.exec(line)?.[1] ?? []);
    expect([stderr.split("\n").slice(0, 2), told]).toEqual([
      ["echo-cs: Two jobs have the id q1: the first is on line 1.", expect.stringContaining("faults.ndjson:2:")],
      [
        'line 2: The job q1: there is no command "helth".',
        "line 3: The job a: health has no option --foo.",
        "line 4: The job b: batch cannot be a job.",
        "line 5: Nothing says what {foo} stands for.",
        "line 6: The job d-account: health has no option --bar.",
        'line 7: A job has no key "arg".',
      ],
    ]);
  });

  it("a file that is not there, and a question without a placeholder", async () => {
    expect((await runCli(["batch", "none.yaml", "--demo"], { cwd })).stderr).toContain("no file of jobs none.yaml");
    expect((await runCli(["batch", "why is Acme churning?", "--demo"], { cwd })).stderr).toContain("echo-cs ask");
  });
});

describe("batch TEMPLATE --accounts", () => {
  it("asks of each account that fits, in the order of their ids", async () => {
    const ran = await runCli(
      ["batch", "review {account}", "--accounts", "tier=enterprise, owner!=nobody", "--demo", "--dry-run", "--json"],
      { cwd },
    );
    const jobs = lines(ran) as unknown as readonly { id: string; args: readonly string[] }[];
    const wanted = await runJson<{ account: string }[]>(
      [
        "sql",
        "select account from subscriptions where status <> 'canceled' group by account having sum(arr_minor) >= 10000000 order by account",
        "--demo",
      ],
      { cwd },
    );
    expect(jobs.length).toBeGreaterThan(2);
    expect(jobs.map(({ id }) => id)).toEqual(jobs.map(({ id }) => id).sort());
    expect(jobs.map(({ id }) => id)).toContain("acme");
    for (const { id } of jobs) expect(wanted.map(({ account }) => account)).toContain(id);
  });

  it("says what is wrong with a filter", async () => {
    const say = async (filter: string): Promise<string> =>
      (await runCli(["batch", "review {account}", "--accounts", filter, "--demo", "--dry-run"], { cwd })).stderr;
    expect(await say("segmnt=enterprise")).toContain("did you mean segment?");
    expect(await say("segment=enterprize")).toContain("did you mean enterprise?");
    expect(await say("arr>lots")).toContain('No account can have the arr "lots"');
    expect((await runCli(["batch", "review {acount}", "--accounts", "all", "--demo"], { cwd })).stderr).toContain(
      "did you mean {account}?",
    );
  });

  it("makes no job where nobody fits, says so, and runs the rest", async () => {
    const file = jobsFile("calm.ndjson", [
      { id: "one", command: "sql", args: ["select 1 as one"] },
      { id: "save", accounts: "health_score<0", question: "why is {account} churning?" },
    ]);
    const ran = await runCli(["batch", file, "--demo", "--json"], { cwd });
    expect([ran.exit, lines(ran).map(({ id, status }) => [id, status])]).toEqual([0, [["one", "ok"]]]);
    expect(ran.stderr).toContain('None of 42 accounts fits "health_score<0": no job for it.');
  });

  it("shares the jobs out by shards", async () => {
    const part = async (shard: string): Promise<string[]> =>
      lines(
        await runCli(["batch", "review {account}", "--accounts", "all", "--shard", shard, "--demo", "--dry-run", "--json"], { cwd }),
      ).map(({ id }) => id);
    const parts = [await part("1/3"), await part("2/3"), await part("3/3")];
    expect(parts.flat()).toHaveLength(42);
    expect(new Set(parts.flat()).size).toBe(42);
  });
});

describe("batch reports", () => {
  it("a table, JUnit and a summary for GitHub, with hostile text made harmless", async () => {
    writeFiles(cwd, { "summary.md": "before\n" });
    const jobs = [
      { id: "fine <1>", command: "sql", args: ["select 1 as one"] },
      { id: "bad|2", command: "health", args: ["[x](http://evil) <script>"] },
    ];
    const ran = await runCli(["batch", jobsFile("reports.ndjson", jobs), "--demo", "--out", "r.out", "--junit", "r.xml"], {
      cwd,
      env: { GITHUB_STEP_SUMMARY: join(cwd, "summary.md") },
      width: 80,
    });
    expect(ran.exit).toBe(3);
    expect(ran.stdout).toContain("1 of 2 jobs ok, 1 failed.");
    expect(ran.stdout).toContain("Results: r.out");
    for (const line of ran.stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    const xml = readFileSync(join(cwd, "r.xml"), "utf8");
    expect(xml).toContain('tests="2" failures="1" errors="0" skipped="0"');
    expect(xml).toContain('name="fine &lt;1&gt;"');
    expect(xml).not.toContain("<script>");
    const summary = readFileSync(join(cwd, "summary.md"), "utf8");
    expect(summary).toMatch(/^before\n### echo-cs batch: 2 jobs, 1 ok, 1 failed, 0 not done/);
    expect(summary).toContain("bad\\|2");
    expect(summary).not.toContain("<script>");
    expect(summary).not.toMatch(/(?<!\\)\]\(|:\/\//);
  });
});
