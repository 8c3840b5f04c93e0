import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { reportError } from "../../src/cli/report-error.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";

/** What is told of a failure, on a machine that is nobody's. */
function told(thrown: unknown): { readonly exit: number; readonly stderr: string } {
  let stderr = "";
  const io: Io = {
    cwd: "/",
    env: {},
    stdout: () => {},
    stderr: (text) => void (stderr += text),
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    width: 100,
    stdin: (async function* () {})(),
    now: () => new Date("2026-11-22T09:00:00Z"),
    signal: new AbortController().signal,
  };
  return { exit: reportError(thrown, io, false), stderr };
}

const refused = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code, path });

describe("a file that the system refuses", () => {
  it("of another user's snapshot is told as that", () => {
    const folder = tempFolder();
    try {
      mkdirSync(join(folder, ".echo"));
      const path = join(folder, ".echo", "book.duckdb.manifest.json");
      // One's own folder that is read-only is no other user's.
      expect(told(refused("EACCES", path)).stderr).toContain("Check the path, its rights and the space on the disk");
      vi.spyOn(process, "getuid").mockReturnValue(statSync(folder).uid + 1);
      const { exit, stderr } = told(refused("EACCES", path));
      expect(exit).toBe(1);
      expect(stderr).toContain(`${path} cannot be used: permission denied.`);
      expect(stderr).toContain("Another user of this machine made .echo");
    } finally {
      vi.restoreAllMocks();
      removeFolder(folder);
    }
  });

  it("of any other kind, or on a full disk, is told by its path", () => {
    for (const thrown of [refused("EACCES", "/srv/book/tasks/a.md"), refused("ENOSPC", "/srv/book/.echo/book.duckdb")])
      expect(told(thrown).stderr).toContain("Check the path, its rights and the space on the disk");
  });

  it("of a workspace that cannot be written is not told as somebody else's .echo", () => {
    const folder = tempFolder();
    try {
      const path = join(folder, ".echo", "book.duckdb.manifest.json");
      const { exit, stderr } = told(refused("EACCES", path));
      expect(exit).toBe(1);
      expect(stderr).toContain(`${folder} cannot be written: permission denied.`);
      expect(stderr).not.toMatch(/Another user|remove \.echo/);
    } finally {
      removeFolder(folder);
    }
  });

  it("because its folder cannot be made, or its name is too long, is no bug", () => {
    const folder = Object.assign(refused("ENOENT", "/proc/x"), { syscall: "mkdir" });
    expect(told(folder)).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining("/proc/x cannot be used: its folder cannot be made there."),
    });
    expect(told(refused("ENAMETOOLONG", "/tmp/xxx")).exit).toBe(1);
    // A file that we looked for and did not find is ours to explain.
    expect(told(Object.assign(refused("ENOENT", "/srv/a.md"), { syscall: "open" })).exit).toBe(70);
  });
});
