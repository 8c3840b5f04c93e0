import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { runCommandLine } from "../../src/cli/run-command-line.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const HAS_GIT = spawnSync("git", ["--version"]).status === 0;
let cwd = "";
beforeEach(() => {
  cwd = tempFolder();
});
afterEach(() => removeFolder(cwd));

const git = (...args: string[]): string => execFileSync("git", ["-C", cwd, ...args], { encoding: "utf8" });
const text = (name: string): string => readFileSync(join(cwd, name), "utf8");

async function* typed(text: string): AsyncGenerator<string> {
  yield text;
}

describe.skipIf(!HAS_GIT)("init in a git repository", () => {
  beforeEach(() => void git("init", "-q"));

  it("only says how to share it, until it may", async () => {
    const { exit, stdout } = await runCli(["init"], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toContain("To share this workspace by git: echo-cs init --git\n\nNext:");
    expect(stdout).not.toContain("merge=echo");
    expect(existsSync(join(cwd, ".gitattributes"))).toBe(false);
    expect(() => git("config", "--get", "merge.echo.driver")).toThrow();

    const { stdout: made } = await runCli(["init", "--yes"], { cwd });
    expect(made).toContain("made    .gitattributes (+8)\n");
    expect(git("config", "--get", "merge.echo.driver")).toContain("merge-driver %O %A %B %P");
    const { stdout: again } = await runCli(["init", "--git"], { cwd });
    expect(again).toContain("exists  sharing by git");
  });

  it.each([
    ["", true],
    ["y", true],
    ["n", false],
    ["what?", false],
  ])("asks a person first: %j", async (answer, isWritten) => {
    const said: string[] = [];
    const io: Io = {
      cwd,
      env: {},
      stdout: () => {},
      stderr: (line) => void said.push(line),
      stdoutIsTerminal: true,
      stderrIsTerminal: true,
      stdinIsTerminal: true,
      width: 100,
      stdin: typed(`${answer}\n`),
      now: () => new Date("2026-11-22T09:00:00Z"),
      signal: new AbortController().signal,
    };
    expect(await runCommandLine(["init"], io)).toBe(0);
    expect(said.join("")).toMatch(/ECHO would write:\n[^]*merge\.echo\.driver[^]*Write it\? \[Y\/n\] $/);
    expect(existsSync(join(cwd, ".gitattributes"))).toBe(isWritten);
  });

  it("adds to what is there, follows tasks_dir, and keeps the order of a person's lines", async () => {
    writeFiles(cwd, {
      ".gitattributes": "*.csv text\nmemory/*.md merge=echo",
      ".gitignore": "secret",
      "echo.yaml": "tasks_dir: work in hand\n",
    });
    await runJson(["init", "--git"], { cwd });
    expect(text(".gitattributes")).toMatch(/^\*\.csv text\nmemory\/\*\.md merge=echo\n"work in hand\/\*-context\.md" merge=echo\n/);
    expect(text(".gitattributes").match(/memory/g)).toHaveLength(1);
    expect(text(".gitignore")).toMatch(/^secret\n\.echo\/\necho-demo\/\n/);
    expect(git("check-attr", "merge", "work in hand/x-context.md")).toContain("merge: echo");
    const [before] = [text(".gitattributes")];
    expect((await runJson<{ git: { done: boolean } }>(["init", "--git"], { cwd })).git).toEqual({ files: [], settings: [], done: true });
    expect(text(".gitattributes")).toBe(before);
  });

  it("warns where the program has moved away, and mends it", async () => {
    await runJson(["init", "--git"], { cwd });
    git("config", "merge.echo.driver", `"${process.execPath}" "${join(cwd, "gone.js")}" merge-driver %O %A %B %P`);
    const sharing = async (): Promise<unknown> =>
      (await runJson<{ checks: { name: string }[] }>(["doctor"], { cwd })).checks.find(({ name }) => name === "sharing");
    expect(await sharing()).toMatchObject({ status: "warn", detail: expect.stringContaining("not there any more") });
    writeFiles(cwd, { "gone.js": "" });
    expect(await sharing()).toMatchObject({ status: "ok" });
    expect((await runJson<{ git: { settings: unknown[] } }>(["init", "--git"], { cwd })).git.settings).toHaveLength(1);
  });

  it("names the program by its path where only npm finds it", async () => {
    writeFiles(cwd, { "node_modules/.bin/echo-cs": "", "bin/echo-cs": "" });
    const driver = async (path: string): Promise<string> => {
      await runJson(["init", "--git"], { cwd, env: { PATH: path } });
      return git("config", "--get", "merge.echo.driver").trim();
    };
    expect(await driver(join(cwd, "node_modules", ".bin"))).toContain("main.js");
    expect(await driver(join(cwd, "bin"))).toBe("echo-cs merge-driver %O %A %B %P");
  });

  it("covers tracking files in the workspace itself", async () => {
    writeFiles(cwd, { "echo.yaml": "tasks_dir: .\n" });
    await runJson(["init", "--git"], { cwd });
    expect(git("check-attr", "merge", "x-todos.md", "deep/x-todos.md")).toBe(
      "x-todos.md: merge: echo\ndeep/x-todos.md: merge: unspecified\n",
    );
  });
});

describe("sharing outside a repository", () => {
  it("is refused with what to do, and not offered", async () => {
    const { exit, stderr } = await runCli(["init", "--git"], { cwd });
    expect([exit, stderr]).toEqual([1, expect.stringContaining("git init")]);
    expect((await runCli(["init"], { cwd })).stdout).not.toContain("--git");
  });
});

describe("merge-driver", () => {
  it("leaves what is no text as it is, and says so", async () => {
    writeFiles(cwd, { base: "", ours: new Uint8Array([0xff, 0xfe, 0x00]), theirs: "x\n" });
    const { exit, stderr } = await runCli(["merge-driver", "base", "ours", "theirs", "tasks/x-todos.md"], { cwd });
    expect([exit, stderr]).toEqual([1, expect.stringContaining("UTF-8")]);
    expect(readFileSync(join(cwd, "ours"))).toEqual(Buffer.from([0xff, 0xfe, 0x00]));
  });

  it("leaves a file of a newer ECHO to a person, with both sides in it", async () => {
    const file = (schema: number, task: string): string => `---\nschema: ${schema}\ntask: t\n---\n\n## Steps\n\n${task}\n`;
    writeFiles(cwd, { base: file(1, "- [ ] a"), ours: file(1, "- [x] a"), theirs: file(2, "- [ ] a\n- [ ] b") });
    const { exit, stderr } = await runCli(["merge-driver", "base", "ours", "theirs", "tasks/x-todos.md"], { cwd });
    expect([exit, stderr]).toEqual([1, expect.stringMatching(/^tasks\/x-todos\.md: A newer ECHO wrote this file.*Update echo-cs/)]);
    expect(text("ours")).toContain("schema: 2");
    expect(text("ours")).toContain("- [ ] b");
    expect(text("ours")).toContain("- [x] a");
  });

  it("merges over ours, without a word", async () => {
    writeFiles(cwd, { base: "- [ ] a\n", ours: "- [x] a\n", theirs: "- [ ] a\n- [ ] b\n" });
    expect(await runCli(["merge-driver", "base", "ours", "theirs", "tasks/x-todos.md"], { cwd })).toEqual({
      exit: 0,
      stdout: "",
      stderr: "",
    });
    expect(text("ours")).toBe("- [x] a\n- [ ] b\n");
  });
});
