import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Check } from "../../../src/app/doctor-check.ts";
import { demoFolder, ROOT } from "../../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../../src/testing/temp-workspace.ts";

const HAS_GIT = spawnSync("git", ["--version"]).status === 0;
const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const DRIVER = `"${process.execPath}" --import "${TSX}" "${join(ROOT, "src/cli/main.ts")}" merge-driver %O %A %B %P`;
const ENV = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };

/** A folder in which `--demo` writes into a clone. */
class Person {
  readonly cwd: string;
  readonly name: string;
  constructor(cwd: string, name: string) {
    this.cwd = cwd;
    this.name = name;
  }
  path(...parts: string[]): string {
    return join(this.cwd, "echo-demo", ...parts);
  }
  git(...args: string[]): string {
    const who = ["-c", `user.name=${this.name}`, "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"];
    return execFileSync("git", ["-C", this.path(), ...who, ...args], { encoding: "utf8", env: ENV, stdio: ["ignore", "pipe", "pipe"] });
  }
  commit(): void {
    this.git("add", "-A");
    this.git("commit", "-qm", `work of ${this.name}`);
  }
  async echo(...argv: string[]): Promise<void> {
    const { exit, stderr } = await runCli([...argv, "--demo"], { cwd: this.cwd });
    if (exit !== 0) throw new Error(`${argv.join(" ")}: ${stderr}`);
  }
  async sharing(): Promise<Check | undefined> {
    const { checks } = await runJson<{ checks: Check[] }>(["doctor", "--demo"], { cwd: this.cwd });
    return checks.find(({ name }) => name === "sharing");
  }
  edit(path: string, change: (text: string) => string): void {
    const before = readFileSync(this.path(path), "utf8");
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(this.path(path), after);
  }
  lines(path: string): string[] {
    return readFileSync(this.path(path), "utf8").split("\n");
  }
}

const TODOS = "tasks/churn-acme-2026w47-todos.md";
const CONTEXT = "tasks/churn-acme-2026w47-context.md";

describe.skipIf(!HAS_GIT)("two clones that both work", () => {
  const folders: string[] = [];
  let [ann, bob]: [Person, Person] = [new Person("", ""), new Person("", "")];
  let base = "";
  let packet = "";

  async function clone(name: string, origin: string | undefined): Promise<Person> {
    const cwd = await demoFolder();
    folders.push(cwd);
    const person = new Person(cwd, name);
    person.git("init", "-q");
    if (origin !== undefined) {
      person.git("remote", "add", "origin", origin);
      person.git("pull", "-q", "origin", "main");
    }
    return person;
  }

  /** A clone as it is, so that both orders can begin from the same. */
  async function copyOf(person: Person): Promise<Person> {
    const copy = await clone(person.name, person.path());
    await runJson(["init", "echo-demo", "--git"], { cwd: copy.cwd });
    copy.git("config", "merge.echo.driver", DRIVER);
    return copy;
  }

  beforeAll(async () => {
    ann = await clone("Ann", undefined);
    await runJson(["init", "echo-demo", "--git"], { cwd: ann.cwd });
    await ann.echo("sweep", "--as-of", "2026-11-17");
    ann.commit();
    base = ann.git("rev-parse", "HEAD").trim();
    bob = await clone("Bob", ann.path());
    packet =
      readdirSync(ann.path("handoffs"))
        .find((name) => name.endsWith(".md"))
        ?.slice(0, -3) ?? "";
  });
  afterAll(() => folders.forEach(removeFolder));

  it("says in a fresh clone that the driver is missing, and sets it up", async () => {
    expect(await bob.sharing()).toMatchObject({ status: "warn", fix: expect.stringContaining("echo-cs init --git") });
    const { git } = await runJson<{ git: { files: unknown[]; settings: { name: string }[]; done: boolean } }>(
      ["init", "echo-demo", "--git"],
      { cwd: bob.cwd },
    );
    expect(git).toMatchObject({ files: [], settings: [{ name: "merge.echo.name" }, { name: "merge.echo.driver" }], done: true });
    expect(await bob.sharing()).toMatchObject({ status: "ok", fix: null });
    expect(bob.git("status", "--porcelain")).toBe("");
    expect(
      bob
        .git("check-attr", "merge", TODOS, CONTEXT, `handoffs/${packet}.md`, "memory/project.md", "history/health.ndjson")
        .match(/merge: echo/g),
    ).toHaveLength(5);
    expect(
      bob.git("check-ignore", ".echo", "tasks/.x.lock", "handoffs/x.md.lock", "tasks/x.md.01234567.tmp").trim().split("\n"),
    ).toHaveLength(4);
  });

  it("merge in both orders to the same bytes, without a lost line", { timeout: 240_000 }, async () => {
    const [first, second, third] = ann.lines(TODOS).flatMap((line) => /id: ([^)]+)\)/.exec(line)?.[1] ?? []);
    await ann.echo("sweep", "--as-of", "2026-11-20");
    await ann.echo("tasks", "done", "churn-acme-2026w47", first ?? "");
    await ann.echo("handoffs", "ack", packet, "--by", "Ann");
    await ann.echo("memory", "add", "Weekly calls brought Acme back", "--as-of", "2026-11-20");
    ann.edit(TODOS, (text) => text.replace(/(- \[ \] [^\n]*\n)(?![\s\S]*- \[ \])/, "$1- [ ] Ann: ask legal\n"));
    ann.edit(CONTEXT, (text) => text.replace("## Goal\n\n", "## Goal\n\nAnn: before the board meets.\n\n"));
    ann.edit(`handoffs/${packet}.md`, (text) => text.replace("## Notes\n", "## Notes\n\nAnn: seen in the logs.\n"));
    ann.commit();

    await bob.echo("sweep", "--as-of", "2026-11-19");
    await bob.echo("tasks", "done", "churn-acme-2026w47", second ?? "");
    await bob.echo("handoffs", "done", packet, "--by", "Bob", "--answer", "Bob: fixed in 4.2.");
    await bob.echo("memory", "add", "Surveys run in March from now on", "--kind", "feedback-system", "--as-of", "2026-11-19");
    await bob.echo("memory", "add", "Onboarding calls in week one help", "--as-of", "2026-11-19");
    bob.edit(TODOS, (text) => text.replace(/(- \[ \] [^\n]*\n)(?![\s\S]*- \[ \])/, "$1- [ ] Bob: ring the sponsor\n"));
    bob.edit(`handoffs/${packet}.md`, (text) => text.replace("## Notes\n", "## Notes\n\nBob: ticket 4711.\n"));
    bob.commit();

    const [there, back] = [await copyOf(ann), await copyOf(bob)];
    there.git("pull", "-q", "--no-rebase", "--no-edit", bob.path(), "main");
    back.git("pull", "-q", "--no-rebase", "--no-edit", ann.path(), "main");
    expect(there.git("rev-parse", "HEAD^{tree}")).toBe(back.git("rev-parse", "HEAD^{tree}"));

    const added = (person: Person, ...paths: string[]): string[] =>
      person
        .git("diff", "-U0", base, "HEAD", "--", ...paths)
        .split("\n")
        .filter((line) => /^\+(?!\+\+ )/.test(line))
        .map((line) => line.slice(1));
    const merged = added(there);
    const isKept = (line: string): boolean => merged.includes(line);
    // Ledgers, findings and memory: every line. In files that a run brings up to date: every line of a person.
    for (const person of [ann, bob]) {
      const lines = added(person, "history", "memory", "tasks/*-insights.md").filter((line) => !line.includes("last-updated"));
      expect(lines.length).toBeGreaterThan(20);
      expect(lines.filter((line) => !isKept(line))).toEqual([]);
      const own = added(person).filter((line) => line.includes(`${person.name}: `));
      expect(own.length).toBeGreaterThanOrEqual(2);
      expect(own.filter((line) => !isKept(line))).toEqual([]);
    }
    const todos = there.lines(TODOS).filter((line) => line.includes("- ["));
    expect(todos.find((line) => line.includes(`id: ${first ?? ""})`))).toMatch(/^- \[x\]/);
    expect(todos.find((line) => line.includes(`id: ${second ?? ""})`))).toMatch(/^- \[x\]/);
    expect(todos.find((line) => line.includes(`id: ${third ?? ""})`))).toMatch(/^- \[ \]/);
    expect(there.lines(`handoffs/${packet}.md`)).toEqual(expect.arrayContaining(["status: done", "done_by: Bob", "Bob: fixed in 4.2."]));
    expect(there.lines(CONTEXT)).toContain("updated_as_of: 2026-11-20");

    // What was merged is sound: a sweep of the same day finds everything done, and changes no byte.
    await there.echo("sweep", "--as-of", "2026-11-20");
    expect(there.git("status", "--porcelain")).toBe("");
    expect(await there.sharing()).toMatchObject({ status: "ok" });
  });

  it("leave the same words, changed by both, to a person, and nothing else", async () => {
    const [there, other] = [await copyOf(ann), await copyOf(ann)];
    there.edit(CONTEXT, (text) => text.replace("Ann: before the board meets.", "Before Christmas."));
    other.edit(CONTEXT, (text) => text.replace("Ann: before the board meets.", "Before Easter."));
    other.edit(TODOS, (text) => text.replace("Ann: ask legal", "Ann: ask legal again"));
    there.commit();
    other.commit();
    expect(() => there.git("pull", "-q", "--no-rebase", "--no-edit", other.path(), "main")).toThrow(/1 place that both sides changed/);
    expect(there.git("diff", "--name-only", "--diff-filter=U").trim()).toBe(CONTEXT);
    expect(there.lines(CONTEXT).join("\n")).toContain("<<<<<<< ours\nBefore Christmas.\n=======\nBefore Easter.\n>>>>>>> theirs\n");
    expect(await there.sharing()).toMatchObject({ status: "warn", detail: expect.stringContaining(CONTEXT) });
    await there.echo("tasks", "show", "churn-acme-2026w47");
  });

  it("work without the driver too: then git's own marks stay where both added", async () => {
    const plain = tempFolder();
    folders.push(plain);
    mkdirSync(join(plain, "echo-demo"));
    const person = new Person(plain, "Cleo");
    person.git("init", "-q");
    person.git("pull", "-q", ann.path(), "main");
    expect(() => person.git("pull", "-q", "--no-rebase", "--no-edit", bob.path(), "main")).toThrow();
    expect(person.git("diff", "--name-only", "--diff-filter=U").split("\n")).toEqual(
      expect.arrayContaining(["history/health.ndjson", "memory/insights.md", TODOS]),
    );
  });
});
