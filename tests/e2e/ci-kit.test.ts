import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ROOT } from "../../src/testing/demo-book.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import { MAIN } from "../../scripts/built-program.ts";

const KIT = join(ROOT, "examples/ci");

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

let sandbox = "";
beforeAll(() => {
  sandbox = tempFolder();
  // `echo-cs` as an installation would put it on PATH; `npm` only tells what it was asked, and where packages are.
  const bin = join(sandbox, "bin");
  writeFiles(bin, {
    "echo-cs": `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`,
    npm: `#!/bin/sh\nif [ "$1" = root ]; then echo "${join(sandbox, "lib")}"; else echo "npm $*" >> "$CALLS"; fi\n`,
  });
  // No more of the package than npm puts there.
  cpSync(KIT, join(sandbox, "lib/echo-cs/examples/ci"), { recursive: true });
  for (const name of ["echo-cs", "npm"]) chmodSync(join(bin, name), 0o755);
});
afterAll(() => removeFolder(sandbox));

function workspace(name: string): string {
  const folder = join(sandbox, name);
  mkdirSync(folder);
  cpSync(join(ROOT, "examples/northstar/exports"), join(folder, "exports"), { recursive: true });
  writeFileSync(join(folder, "echo.yaml"), "company: {name: Northstar}\nas_of: 2026-11-20\n");
  for (const jobs of ["nightly.yaml", "agents.yaml"]) cpSync(join(KIT, jobs), join(folder, jobs));
  return folder;
}

function shell(script: string, env: Readonly<Record<string, string>>, cwd = sandbox) {
  const PATH = [join(sandbox, "bin"), process.env["PATH"] ?? ""].join(delimiter);
  const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    cwd,
    env: { PATH, HOME: sandbox, NO_COLOR: "1", TZ: "UTC", CALLS: join(sandbox, "calls.txt"), ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

function yamlOf<T>(path: string): T {
  return parse(readFileSync(join(KIT, path), "utf8"), { strict: true, uniqueKeys: true }) as T;
}

describe("the GitHub action", () => {
  const action = yamlOf<{
    name: string;
    description: string;
    inputs: Record<string, { description: string; default: string }>;
    runs: { using: string; steps: Step[] };
  }>("github/action.yml");

  it("is a composite action as GitHub describes one, and passes inputs by the environment alone", () => {
    expect([action.name, action.runs.using]).toEqual(["ECHO", "composite"]);
    for (const input of Object.values(action.inputs)) expect(Object.keys(input).sort()).toEqual(["default", "description"]);
    for (const step of action.runs.steps) {
      expect(Object.keys(step).filter((key) => !["id", "uses", "with", "shell", "env", "run"].includes(key))).toEqual([]);
      expect((step.run === undefined) !== (step.uses === undefined)).toBe(true);
      if (step.run !== undefined) expect(step.shell).toBe("bash");
      // Text of an input in a script could be a command.
      expect(step.run ?? "").not.toContain("${{");
      for (const [, name] of JSON.stringify(step).matchAll(/inputs\.([a-z-]+)/g)) expect(Object.keys(action.inputs)).toContain(name);
    }
  });

  it("installs, imports once, runs the jobs and goes on with them", () => {
    const book = workspace("book");
    const output = join(sandbox, "output.txt");
    const summary = join(sandbox, "summary.md");
    const run = (id: string, inputs: Readonly<Record<string, string>> = {}) => {
      const step = action.runs.steps.find((each) => each.id === id);
      const values = {
        ...Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default])),
        workspace: book,
        ...inputs,
      };
      const fill = (text: string): string =>
        text
          .replaceAll(/\$\{\{ inputs\.([a-z-]+) \}\}/g, (_, name: string) => values[name as keyof typeof values])
          .replaceAll("${{ github.action_path }}", join(KIT, "github"));
      const env = Object.fromEntries(Object.entries(step?.env ?? {}).map(([name, value]) => [name, fill(value)]));
      writeFileSync(output, "");
      return {
        ...shell(step?.run ?? "exit 99", { ...env, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary }),
        output: readFileSync(output, "utf8"),
      };
    };
    expect(run("install", { version: "1.2.3" }).status).toBe(0);
    expect(readFileSync(join(sandbox, "calls.txt"), "utf8")).toContain("npm install --global --no-fund --no-audit echo-cs@1.2.3");
    expect(run("key").output).toMatch(/^key=echo-cs-\d+\.\d+\.\d+-[0-9a-f]{32}\n$/);
    expect(run("snapshot").status).toBe(0);
    const batch = run("batch");
    expect([batch.status, batch.output, batch.stderr.includes("Error")]).toEqual([0, "exit=0\n", false]);
    expect(readFileSync(summary, "utf8")).toContain("### echo-cs batch:");
    expect(readFileSync(join(book, "echo-junit.xml"), "utf8")).toContain('name="standards"');
    const results = readFileSync(join(book, "echo-results.ndjson"), "utf8");
    expect(results).toContain('"id":"save-acme"');
    expect(run("batch").output).toBe("exit=0\n");
    expect(readFileSync(join(book, "echo-results.ndjson"), "utf8")).toBe(results);
    // Without recorded calls a replay fails, and says so by its exit.
    const replay = run("batch", { jobs: "agents.yaml", results: "replay.ndjson" });
    expect([replay.status, replay.output]).toEqual([3, "exit=3\n"]);
  });
});

describe("docs/ci.md", () => {
  it("brings the kit from an installed package into a repository, where its workflow, action and jobs find each other", () => {
    const repository = join(sandbox, "repository");
    mkdirSync(repository);
    workspace("repository/book");
    for (const jobs of ["nightly.yaml", "agents.yaml"]) rmSync(join(repository, "book", jobs));
    const page = readFileSync(join(ROOT, "docs/ci.md"), "utf8");
    const [copy = "exit 99", cached = "exit 99"] = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block]) => block);
    for (const block of [copy, cached]) expect(shell(block, {}, repository)).toMatchObject({ status: 0 });
    const { jobs } = parse(readFileSync(join(repository, ".github/workflows/echo.yml"), "utf8")) as {
      jobs: Record<string, { steps: Step[] }>;
    };
    const uses = Object.values(jobs).flatMap(({ steps }) => steps.filter((step) => step.uses?.startsWith("./") === true));
    expect(uses.length).toBeGreaterThan(0);
    for (const { uses: action = "", with: inputs } of uses) {
      expect(existsSync(join(repository, action, "action.yml"))).toBe(true);
      expect(existsSync(join(repository, inputs?.["workspace"] ?? "", inputs?.["jobs"] ?? "nightly.yaml"))).toBe(true);
    }
    const include = /include: (\.echo-ci\/\S+\.yml)/.exec(page)?.[1] ?? "";
    expect(existsSync(join(KIT, include.replace(".echo-ci/", "")))).toBe(true);
  });
});

describe("the cached snapshot", () => {
  it("is taken for current after a checkout gave every file a new time, and not when a file has changed", () => {
    const book = workspace("cached");
    const cache = (action: string) => shell(`node "${KIT}/snapshot-cache.mjs" ${action} "${book}"`, {}).stdout.trim();
    const importBook = () => shell(`echo-cs import -C "${book}" --json > report.json && echo done`, {}).stdout;
    const snapshot = join(book, ".echo/book.duckdb");
    const before = cache("key");
    importBook();
    cache("save");
    const stamp = statSync(snapshot).ino;
    const csv = join(book, "exports/hubspot/companies.csv");
    utimesSync(csv, 1e9, 1e9);
    utimesSync(snapshot, 1e9, 1e9);
    expect(cache("key")).toBe(before);
    cache("restore");
    importBook();
    // An import would have put a new file in its place.
    expect(statSync(snapshot).ino).toBe(stamp);
    writeFileSync(csv, `${readFileSync(csv, "utf8")}\n`);
    expect(cache("key")).not.toBe(before);
    cache("restore");
    importBook();
    expect(statSync(snapshot).ino).not.toBe(stamp);
    expect(shell(`node "${KIT}/snapshot-cache.mjs" key "${book}-gone"`, {})).toMatchObject({ status: 1, stdout: "" });
  });
});

describe("workflows", () => {
  it.each(["github/workflow.yml", "github/release.yml"])("%s has what GitHub asks for, and no more rights than needed", (path) => {
    const workflow = yamlOf<{
      name: string;
      on: object;
      permissions: object;
      jobs: Record<string, { "runs-on": string; steps: Step[]; "timeout-minutes": number }>;
    }>(path);
    expect(Object.keys(workflow.on).length).toBeGreaterThan(0);
    expect(workflow.permissions).toEqual({ contents: "read" });
    for (const job of Object.values(workflow.jobs)) {
      expect(job["runs-on"]).toBe("ubuntu-latest");
      expect(job["timeout-minutes"]).toBeGreaterThan(0);
      for (const step of job.steps) {
        expect((step.run === undefined) !== (step.uses === undefined)).toBe(true);
        if (step.uses?.startsWith("./") === false) expect(step.uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
        expect(step.run ?? "").not.toContain("${{");
      }
    }
  });

  it("release only what its tag says, with provenance", () => {
    const steps = yamlOf<{ jobs: { publish: { steps: Step[]; permissions: object } } }>("github/release.yml").jobs.publish;
    expect(steps.permissions).toEqual({ contents: "write", "id-token": "write" });
    const run = (id: string) => steps.steps.find((step) => step.id === id)?.run ?? "";
    expect(run("publish")).toContain("--provenance");
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
    expect(shell(run("version"), { GITHUB_REF_NAME: `v${version}` }, ROOT).status).toBe(0);
    expect(shell(run("version"), { GITHUB_REF_NAME: "v99.0.0" }, ROOT).status).not.toBe(0);
  });

  it("of GitLab run their lines", () => {
    const book = workspace("gitlab");
    const jobs =
      yamlOf<Record<string, { script?: string[]; before_script?: string[]; rules?: object[]; variables?: Record<string, string> }>>(
        "gitlab/echo.gitlab-ci.yml",
      );
    for (const [name, job] of Object.entries(jobs))
      if (!name.startsWith(".")) expect([job.script?.length, job.rules?.length], name).toEqual([1, 1]);
    const env = { WORKSPACE: book, KIT, VERSION: "latest" };
    for (const line of jobs[".echo"]?.before_script ?? []) expect(shell(line, env).status, line).toBe(0);
    const replay = shell(jobs["echo-replay"]?.script?.[0] ?? "", env);
    expect([replay.status, existsSync(join(book, "echo-results.ndjson"))]).toEqual([3, true]);
  });
});

describe("without a CI", () => {
  it("the night's script writes the day's results, and goes on with them", () => {
    const book = workspace("nightly");
    writeFileSync(join(book, "small.yaml"), "- id: warnings\n  command: signals\n- id: wrong\n  command: health\n  args: nobody\n");
    const run = () => shell(`"${KIT}/cron/nightly.sh" "${book}" small.yaml`, {});
    const first = run();
    expect([first.status, first.stdout]).toEqual([0, expect.stringContaining("1 of 2 jobs ok, 1 failed.")]);
    expect(run().stderr).toContain("2 of 2 jobs ended before.");
    expect(shell(`"${KIT}/cron/nightly.sh" "${book}" none.yaml`, {}).status).toBe(1);
  });

  it("cron and systemd are told in their own forms", () => {
    const crontab = readFileSync(join(KIT, "cron/crontab"), "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    expect(crontab[0]).toMatch(/^PATH=/);
    expect(crontab[1]).toMatch(/^\d+ \d+ \S+ \S+ 1-5 \/\S+nightly\.sh \/\S+$/);
    const unit = (name: string) => readFileSync(join(KIT, "systemd", name), "utf8");
    for (const line of [...unit("echo-nightly.service").split("\n"), ...unit("echo-nightly.timer").split("\n")])
      expect(line).toMatch(/^$|^#|^\[(Unit|Service|Timer|Install)\]$|^[A-Z][A-Za-z]+=.+$/);
    const { status, stderr, error } = spawnSync("systemd-analyze", ["verify", join(KIT, "systemd/echo-nightly.timer")], {
      encoding: "utf8",
    });
    // Where there is systemd, its own check; the program it names is not installed here.
    if (error === undefined && status !== 0) expect(stderr).toMatch(/nightly\.sh|user/i);
  });
});
