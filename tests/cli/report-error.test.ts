import { describe, expect, it } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { reportError } from "../../src/cli/report-error.ts";

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
    const { exit, stderr } = told(refused("EACCES", "/srv/book/.echo/book.duckdb.manifest.json"));
    expect(exit).toBe(1);
    expect(stderr).toContain("/srv/book/.echo/book.duckdb.manifest.json cannot be used: permission denied.");
    expect(stderr).toContain("Another user of this machine made .echo");
  });

  it("of any other kind, or on a full disk, is told by its path", () => {
    for (const thrown of [refused("EACCES", "/srv/book/tasks/a.md"), refused("ENOSPC", "/srv/book/.echo/book.duckdb")])
      expect(told(thrown).stderr).toContain("Check the path, its rights and the space on the disk");
  });
});
