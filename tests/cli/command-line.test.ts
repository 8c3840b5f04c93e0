import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withAccount } from "../../src/cli/ask-which.ts";
import { takeEverywhere, withParts } from "../../src/cli/everywhere.ts";
import type { Io } from "../../src/cli/io.ts";
import { isPaged, paged } from "../../src/cli/pager.ts";
import { paintFor } from "../../src/cli/render/paint.ts";
import { runCommandLine } from "../../src/cli/run-command-line.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

/** Of util-linux: lends a terminal. */
const LENDER = "script";

let cwd = "";
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

interface Seen {
  stdout: string;
  stderr: string;
}

/** Streams of a person at a terminal of 24 lines who types `typed`. */
function terminal(seen: Seen, typed: string, parts: Partial<Io> = {}): Io {
  return {
    cwd,
    env: { TERM: "xterm" },
    stdout: (text) => void (seen.stdout += text),
    stderr: (text) => void (seen.stderr += text),
    stdinIsTerminal: true,
    stdoutIsTerminal: false,
    stderrIsTerminal: true,
    width: 80,
    stdin: (async function* typing(): AsyncGenerator<string> {
      yield typed;
    })(),
    now: () => new Date("2026-11-22T09:00:00Z"),
    signal: new AbortController().signal,
    ...parts,
  };
}

describe("options that hold everywhere", () => {
  it("are taken from wherever they stand, but for what is behind --", () => {
    expect(takeEverywhere(["--quiet", "ask", "-y", "why", "--no-input"])).toEqual({
      rest: ["ask", "why"],
      given: { quiet: true, noInput: true, yes: true, noPager: false },
    });
    expect(takeEverywhere(["ask", "--", "--quiet", "__proto__"]).rest).toEqual(["ask", "--", "--quiet", "__proto__"]);
  });

  it("--quiet keeps the talk away and lets data and errors through", async () => {
    const loud = await runCli(["renewals", "--demo"], { cwd });
    const quiet = await runCli(["renewals", "--demo", "--quiet"], { cwd });
    expect(loud.stderr).toContain("As of");
    expect(quiet).toEqual({ ...loud, stderr: "" });
    expect((await runCli(["health", "nobody", "--demo", "-q"], { cwd })).stderr).toContain("There is no account");
  });

  it("NO_COLOR wins where it holds something, FORCE_COLOR colours a pipe", () => {
    const level = (env: Record<string, string>, stdoutIsTerminal: boolean): number =>
      paintFor(terminal({ stdout: "", stderr: "" }, "", { env, stdoutIsTerminal })).level;
    expect([level({}, true), level({}, false), level({ FORCE_COLOR: "1" }, false)]).toEqual([1, 0, 1]);
    expect([level({ NO_COLOR: "1" }, true), level({ NO_COLOR: "1", FORCE_COLOR: "1" }, false), level({ NO_COLOR: "" }, true)]).toEqual([
      0, 0, 1,
    ]);
    expect([level({ TERM: "dumb" }, true), level({ FORCE_COLOR: "0" }, false)]).toEqual([0, 0]);
  });

  it("looks at no stream that nobody asks for", () => {
    const io = Object.defineProperty(terminal({ stdout: "", stderr: "" }, ""), "signal", {
      get: () => {
        throw new Error("looked at");
      },
    });
    const { signal } = new AbortController();
    expect(withParts(io, { quiet: true, signal })).toMatchObject({ quiet: true, width: 80, signal });
  });
});

describe("a name that several accounts go by", () => {
  let book = "";
  beforeAll(() => {
    book = tempFolder();
    writeFiles(book, {
      "exports/accounts.csv": "account_id,name,domain\n1,Juniper Health,jh.example\n2,Juniper Bank,jb.example\n3,Acme,acme.example\n",
      "exports/subscriptions.csv":
        "account_id,plan,started_on,mrr,currency\n1,pro,2026-01-01,100,USD\n2,pro,2026-01-01,100,USD\n3,pro,2026-01-01,100,USD\n",
    });
  });
  afterAll(() => removeFolder(book));
  const argv = (...words: string[]): string[] => [...words, "-C", book, "--as-of", "2026-11-20"];

  it("is asked about where a person can answer", async () => {
    const seen = { stdout: "", stderr: "" };
    const exit = await runCommandLine(argv("health", "Juniper"), terminal(seen, "2\n", { stdoutIsTerminal: true }));
    expect(seen.stderr).toMatch(/1 {2}Juniper (?:Bank|Health) \(juniper-\w+\)\n {2}2 {2}Juniper/);
    const second = /2 {2}(Juniper \w+)/.exec(seen.stderr)?.[1] ?? "?";
    expect(exit).toBe(0);
    expect(seen.stdout).toContain(second);
  });

  it.each([
    ["nobody answers", ["health", "Juniper"], "\n", {}],
    ["--no-input", ["health", "Juniper", "--no-input"], "1\n", {}],
    ["a program reads", ["health", "Juniper", "--json"], "1\n", {}],
    ["the input is a pipe", ["health", "Juniper"], "1\n", { stdinIsTerminal: false }],
    ["the output is a pipe", ["health", "Juniper"], "1\n", { stdoutIsTerminal: false }],
  ] as const)("is an error where %s", async (_, words, typed, parts) => {
    const seen = { stdout: "", stderr: "" };
    expect(await runCommandLine(argv(...words), terminal(seen, typed, { stdoutIsTerminal: true, ...parts }))).toBe(1);
    expect(seen.stderr).toContain("2 accounts go by that name.");
  });

  it("is replaced where it stood, and given as an option where it stood in a question", () => {
    expect(withAccount(["health", "Juniper"], "Juniper", "juniper-bank")).toEqual(["health", "juniper-bank"]);
    expect(withAccount(["ask", "x", "--account=Juniper"], "Juniper", "b")).toEqual(["ask", "x", "--account=b"]);
    expect(withAccount(["ask", "why is Juniper leaving?"], undefined, "b")).toEqual(["ask", "why is Juniper leaving?", "--account", "b"]);
  });
});

describe("the pager", () => {
  const long = "line\n".repeat(30);
  const shown: string[] = [];
  const show = async (text: string): Promise<boolean> => shown.push(text) > 0;

  it("shows what is longer than the screen, and prints what fits", async () => {
    const seen = { stdout: "", stderr: "" };
    const io = terminal(seen, "", { rows: 24 });
    expect(await paged(io, show, async (own) => (own.stdout(long), 7))).toBe(7);
    expect({ shown, seen: seen.stdout }).toEqual({ shown: [long], seen: "" });
    await paged(io, show, async (own) => own.stdout("short\n"));
    // Long lines wrap and take more than one.
    await paged(io, show, async (own) => own.stdout(`${"x".repeat(80 * 24)}\n`));
    expect(shown).toHaveLength(2);
    expect(seen.stdout).toBe("short\n");
  });

  it("prints where there is none, and what was printed before something went wrong", async () => {
    const seen = { stdout: "", stderr: "" };
    const io = terminal(seen, "", { rows: 24 });
    await paged(
      io,
      async () => false,
      async (own) => own.stdout(long),
    );
    expect(seen.stdout).toBe(long);
    const work = async (own: Io): Promise<void> => {
      own.stdout("half");
      throw new Error("broken");
    };
    await expect(paged(io, show, work)).rejects.toThrow("broken");
    expect(seen.stdout).toBe(`${long}half`);
  });

  it("is for people at a terminal, not for pipes, streams and dumb terminals", () => {
    const io = (parts: Partial<Io>): Io => terminal({ stdout: "", stderr: "" }, "", { rows: 24, stdoutIsTerminal: true, ...parts });
    expect(isPaged("health", io({}))).toBe(true);
    expect(isPaged("triage", io({}))).toBe(false);
    expect(isPaged("health", io({ stdoutIsTerminal: false }))).toBe(false);
    expect(isPaged("health", io({ rows: undefined }))).toBe(false);
    for (const env of [{ PAGER: "cat" }, { PAGER: "" }, { TERM: "dumb" }]) expect(isPaged("health", io({ env }))).toBe(false);
  });

  it("is the one of PAGER, on a real terminal, and not with --no-pager or in a pipe", () => {
    const folder = tempFolder();
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
    const run = (more: string, pager: string): string => {
      const line = `stty rows 20 cols 80; exec '${process.execPath}' --import '${tsx}' '${join(ROOT, "src/cli/main.ts")}' signals --rules ${more}`;
      const env = { PATH: process.env["PATH"] ?? "", HOME: folder, TERM: "xterm", SHELL: "/bin/sh", PAGER: pager };
      const ran = spawnSync(LENDER, ["-qec", line, "/dev/null"], {
        cwd: folder,
        env,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      });
      return ran.stdout;
    };
    expect(run("", "wc -l > paged")).not.toContain("champion");
    expect(Number(readFileSync(join(folder, "paged"), "utf8"))).toBeGreaterThan(20);
    expect(run("--no-pager", "touch unwanted")).toContain("champion");
    expect(run("| cat", "touch unwanted")).toContain("champion");
    expect(run("", "no-such-pager-anywhere")).toContain("champion");
    expect(existsSync(join(folder, "unwanted"))).toBe(false);
    removeFolder(folder);
  }, 60_000);
});

describe("serving beyond this machine", () => {
  it("wants consent", async () => {
    const argv = ["mcp", "--demo", "--http", "--host", "0.0.0.0"];
    const seen = { stdout: "", stderr: "" };
    expect(await runCommandLine(argv, terminal(seen, "n\n"))).toBe(1);
    expect(seen.stderr).toContain("Serve it there (y/N)?");
    expect((await runCli(argv, { cwd })).stderr).toContain("or say --yes");
    const ended = AbortSignal.abort();
    expect(await runCommandLine([...argv, "--yes"], terminal(seen, "", { signal: ended }))).toBe(0);
    expect(await runCommandLine(argv, terminal(seen, "y\n", { signal: ended }))).toBe(0);
  });
});
