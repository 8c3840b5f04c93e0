import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { editFileTool } from "../../src/tools/edit-file.ts";
import { globTool } from "../../src/tools/glob.ts";
import { grepTool } from "../../src/tools/grep.ts";
import { multiEditFileTool } from "../../src/tools/multi-edit-file.ts";
import { readFileTool } from "../../src/tools/read-file.ts";
import type { ToolContext } from "../../src/tools/tool-context.ts";
import { assertNoDotName, isSameName, newNames, workspaceParts } from "../../src/tools/workspace-path.ts";
import { writeFileTool } from "../../src/tools/write-file.ts";
import { sampleContext } from "../tools/samples.ts";

const SECRET = "stolen-words";
let home = "";
let root = "";
let context: ToolContext;
let socket: Server;

beforeAll(async () => {
  home = tempFolder();
  root = join(home, "workspace");
  for (const folder of ["drafts/team", "reports", "exports", ".git", ".echo", "tasks"]) mkdirSync(join(root, folder), { recursive: true });
  mkdirSync(join(home, "outside"));
  mkdirSync(join(home, "workspace-2"));
  for (const path of [
    "secret.md",
    "outside/secret.md",
    "workspace-2/secret.md",
    "workspace/.git/secret.md",
    "workspace/.echo/secret.md",
    "workspace/.env",
  ])
    writeFileSync(join(home, path), SECRET);
  writeFileSync(join(root, "drafts/plan.md"), "inside words");
  writeFileSync(join(root, "drafts/caf\u00E9.md"), "inside words");
  symlinkSync(join(home, "secret.md"), join(root, "drafts/link.md"));
  symlinkSync(join(home, "outside"), join(root, "drafts/team/up"));
  symlinkSync("..", join(root, "drafts/team/back"));
  symlinkSync(join(root, ".git"), join(root, "drafts/repository"));
  symlinkSync("loop.md", join(root, "drafts/loop.md"));
  symlinkSync(join(home, "nothing-yet.md"), join(root, "drafts/dangling.md"));
  symlinkSync("/dev/zero", join(root, "drafts/zero.md"));
  symlinkSync("/proc/self/environ", join(root, "drafts/environment.md"));
  execFileSync("mkfifo", [join(root, "drafts/pipe.md")]);
  socket = createServer();
  await new Promise<void>((done) => socket.listen(join(root, "drafts/socket.md"), done));
  context = sampleContext({ workspace: root });
});
afterAll(() => {
  socket.close();
  removeFolder(home);
});

/** Ways out, and into what is closed. Each is tried with every tool that takes a path. */
const PATHS: readonly (readonly [what: string, path: string])[] = [
  ["up", "../secret.md"],
  ["up from a folder", "drafts/../../secret.md"],
  ["up with doubled slashes", "drafts//..//..//secret.md"],
  ["up through a neighbour that begins alike", "../workspace-2/secret.md"],
  ["up, with signs between", "drafts/\u200B../secret.md"],
  ["absolute", "/etc/passwd"],
  ["absolute, twice", "//etc/passwd"],
  ["home", "~/secret.md"],
  ["another's home", "~root/secret.md"],
  ["a share", String.raw`\\server\share\secret.md`],
  ["a share with slashes", "//server/share/secret.md"],
  ["a device path of Windows", String.raw`\\?\C:\secret.md`],
  ["a drive", "C:/secret.md"],
  ["a drive's own folder", "C:secret.md"],
  ["backslashes", String.raw`drafts\..\..\secret.md`],
  ["an address", "file:///etc/passwd"],
  ["percent signs", "drafts/%2e%2e/%2e%2e/secret.md"],
  ["NUL", "drafts/plan.md\u0000.md"],
  ["a line break", "drafts/plan.md\n/../../secret.md"],
  ["a link to a file", "drafts/link.md"],
  ["a link in the middle", "drafts/team/up/secret.md"],
  ["a link back and out", "drafts/team/back/../../../secret.md"],
  ["a link to a closed folder", "drafts/repository/secret.md"],
  ["a link to itself", "drafts/loop.md"],
  ["a link to nothing yet", "drafts/dangling.md"],
  ["an endless device", "drafts/zero.md"],
  ["a device", "/dev/zero"],
  ["the environment of the process", "drafts/environment.md"],
  ["the process's own folder", "/proc/self/root/etc/passwd"],
  ["the process's own files", "proc/self/environ"],
  ["a pipe", "drafts/pipe.md"],
  ["a socket", "drafts/socket.md"],
  ["a folder", "drafts/team"],
  ["the workspace", "."],
  ["git", ".git/secret.md"],
  ["git in capitals", ".GIT/secret.md"],
  ["git with a sign that Apple's disks leave out", ".g\u200Cit/secret.md"],
  ["git with a sign in front of its dot", "\u200C.git/secret.md"],
  ["git with a dot of another kind", "\u2024git/secret.md"],
  ["git by its short name", "GIT~1/secret.md"],
  ["the snapshot's folder", "drafts/../.echo/secret.md"],
  ["the environment file", ".env"],
  ["dots at the end", "drafts.../secret.md"],
  ["a space at the end", ".. /secret.md"],
  ["a stream of a file", "drafts/plan.md::$DATA"],
  ["an unknown user's name", `drafts/${"n".repeat(300)}.md`],
  ["a very long path", `drafts/${"deep/".repeat(70)}x.md`],
  ["half a letter", "drafts/\uD800.md"],
];

describe.skipIf(process.platform === "win32")("paths of tool calls", () => {
  it.each(PATHS)("show nothing and change nothing: %s", async (_what, path) => {
    const before = picture();
    const said: string[] = [];
    const calls = [
      () => readFileTool.run({ path: path.slice(0, 400) }, context),
      () => grepTool.run({ text: SECRET, files: path.slice(0, 200) || "**" }, context),
      () => globTool.run({ pattern: path.slice(0, 200) }, context),
      () => editFileTool.run({ path, old: "words", new: "taken over" }, context),
      () => multiEditFileTool.run({ path, edits: [{ old: "words", new: "taken over" }] }, context),
      () => writeFileTool.run({ path, text: "taken over" }, context),
    ];
    for (const call of calls) {
      try {
        said.push((await call()).text);
      } catch (error) {
        if (!(error instanceof Error && error.name === "ToolError")) throw error;
        said.push(error.message);
      }
    }
    expect(said).toHaveLength(6);
    // grep and glob look by pattern and find nothing; a search repeats what it was asked for, never what it found outside.
    expect(said.filter((text) => text.includes(`: ${SECRET}`) || text.includes("root:"))).toEqual([]);
    expect(picture()).toEqual(before);
  });

  it("names of devices, streams, short names and invisible signs are no names for a new file", async () => {
    for (const name of ["con.md", "NUL.md", "com1.md", "a:b.md", "plan~1.md", "a\u00ADb.md", "x.md ", "a?.md", "CONIN$.md", "trail./x.md"])
      await expect(writeFileTool.run({ path: `drafts/${name}`, text: "x" }, context), name).rejects.toMatchObject({ name: "ToolError" });
    expect(newNames(["drafts", "cafe\u0301.md"], "x")).toEqual(["drafts", "caf\u00E9.md"]);
    for (const name of ["console.md", "nullable.md", "Q3 report.md", "a.b.md", "com.md"]) expect(newNames([name], name)).toEqual([name]);
  });

  it("a new file never looks like one that is there", async () => {
    for (const twin of ["drafts/cafe\u0301.md", "drafts/Plan.md", "drafts/PLAN.MD", "drafts/\uFF50lan.md"])
      await expect(writeFileTool.run({ path: twin, text: "x" }, context), twin).rejects.toThrow(/exists/u);
    expect(readdirSync(join(root, "drafts")).filter((name) => /^(?:plan|caf)/iu.test(name))).toHaveLength(2);
  });

  it("tells names apart as a disk does that knows no capitals", () => {
    const same: [string, string][] = [
      ["Echo.yaml", "echo.YAML"],
      ["stra\u00DFe", "STRASSE"],
      ["\uFB01le", "file"],
      ["\u212Aelvin", "kelvin"],
      ["\u00E9", "e\u0301"],
    ];
    for (const [a, b] of same) expect(isSameName(a, b), `${a} ${b}`).toBe(true);
    for (const [a, b] of [
      ["plan.md", "plans.md"],
      ["a", "\u00E4"],
    ] as const)
      expect(isSameName(a, b), `${a} ${b}`).toBe(false);
    for (const dot of [".git", ".GIT", "\u2024git", "\uFE52git", "\u200B.git", "\uFEFF.git"])
      expect(() => assertNoDotName([dot], dot), dot).toThrow(/begin with a dot/u);
    expect(workspaceParts("./drafts//x.md")).toEqual(["drafts", "x.md"]);
  });
});

/** Every plain file in and around the workspace with what it holds. */
function picture(): string[] {
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return `${path}: ${entry.isFile() ? readFileSync(path, "utf8") : (entry.isSymbolicLink() && "link") || "other"}`;
    })
    .sort();
}
