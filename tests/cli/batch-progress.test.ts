import { describe, expect, it } from "vitest";
import { batchProgress } from "../../src/cli/commands/batch-progress.ts";
import type { Io } from "../../src/cli/io.ts";

function io(stderrIsTerminal: boolean, said: string[]): Io {
  let ms = 0;
  return {
    cwd: "/",
    env: {},
    stdout: () => {},
    stderr: (text) => void said.push(text),
    stdoutIsTerminal: false,
    stderrIsTerminal,
    width: 100,
    stdin: (async function* () {})(),
    now: () => new Date((ms += 200)),
    signal: new AbortController().signal,
  };
}

const JOB = { id: "a", command: "ask", args: [], place: { file: "j" } };

describe("the progress of a batch", () => {
  it("is one line on a terminal, wiped at the end", () => {
    const said: string[] = [];
    const progress = batchProgress(io(true, said), 3);
    progress.started(JOB);
    progress.started(JOB);
    progress.ended({ id: "a", status: "failed", exit: 1 });
    progress.ended({ id: "b", status: "ok", exit: 0, usd: 0.126 });
    progress.ended({ id: "c", status: "skipped", exit: null });
    progress.clear();
    expect(said.map((text) => text.replace("\r\u001B[K", ""))).toEqual([
      "0 of 3 jobs, 1 running",
      "0 of 3 jobs, 2 running",
      "1 of 3 jobs, 1 running, 1 failed",
      "2 of 3 jobs, 0 running, 1 failed, $0.13",
      "3 of 3 jobs, 0 running, 1 failed, $0.13",
      "",
    ]);
    expect(said.every((text) => !text.includes("\n"))).toBe(true);
  });

  it("is nothing in a pipe", () => {
    const said: string[] = [];
    const progress = batchProgress(io(false, said), 1);
    progress.started(JOB);
    progress.ended({ id: "a", status: "ok", exit: 0 });
    progress.clear();
    expect(said).toEqual([]);
  });
});
