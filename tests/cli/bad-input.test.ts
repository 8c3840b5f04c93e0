import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { type Ran, runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const COMPANIES = "Record ID,Company name,Company Domain Name,Create Date\n1,Acme Corp,acme.example,2024-01-01\n";
const TICKETS = "id,subject,description,status,priority,requester,created_at\n";

/** Every failure is one screen on stderr that says what to do, with the usage exit code and no stack trace. */
function expectOneScreen({ exit, stdout, stderr }: Ran, code = 1): void {
  expect(exit).toBe(code);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^ {2}fix {5}\S/m);
  expect(stderr.split("\n").length).toBeLessThan(25);
  // A frame of a stack trace; the line that tells the place of a mistake begins with two blanks.
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(stderr).not.toContain("bug");
}

/** Names, sizes and times of all files of a folder. */
function inventory(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, `${statSync(join(folder, name)).mtimeMs} ${readFileSync(join(folder, name)).length}`]),
  );
}

describe("with a book that answers", () => {
  let cwd = "";
  let before: Record<string, string> = {};
  beforeAll(async () => {
    cwd = await demoFolder();
    await runCli(["ask", "why is Acme churning?", "--demo", "--no-model"], { cwd });
    before = inventory(cwd);
  });
  afterAll(() => removeFolder(cwd));

  const cases: readonly (readonly [title: string, argv: readonly string[], says: RegExp])[] = [
    ["an unknown account in a question", ["ask", "why is Acmee churning?", "--no-model"], /Did you mean Acme Corp\?/],
    ["an unknown account as an argument", ["health", "Brightlom"], /Did you mean Brightloom\?/],
    ["an account nobody resembles", ["health", "Zzyzx Holdings"], /There is no account "Zzyzx Holdings"/],
    ["an ambiguous account in a question", ["ask", "how is Juniper doing?", "--no-model"], /Juniper Health[\s\S]*Juniper Media/],
    ["an ambiguous account as an argument", ["health", "Juniper"], /Juniper Health[\s\S]*Juniper Media/],
    ["an ambiguous account for signals", ["signals", "juniper"], /Juniper Health[\s\S]*Juniper Media/],
    ["an unknown language model", ["ask", "why is Acme churning?", "--llm", "sonett"], /Did you mean sonnet/],
    ["an unknown agent", ["ask", "why is Acme churning?", "--agent", "nobody", "--no-model"], /There is no agent "nobody"/],
    ["an unknown health model", ["health", "acme", "--health", "nps"], /specialist/],
    ["a day that is none", ["health", "acme", "--as-of", "2026-02-30"], /"2026-02-30" is no day/],
    ["no question", ["ask", " ", "--no-model"], /There is no question/],
  ];
  for (const [title, argv, says] of cases) {
    it(`names the fix for ${title}, and touches nothing`, async () => {
      const ran = await runCli([...argv, "--demo"], { cwd });
      expectOneScreen(ran);
      expect(ran.stderr).toMatch(says);
      expect(inventory(cwd)).toEqual(before);
    });
  }

  it("says the same as JSON on stdout with --json", async () => {
    const { exit, stdout } = await runCli(["health", "Juniper", "--demo", "--json"], { cwd });
    expect(exit).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      error: {
        code: "ambiguous-account",
        exit: 1,
        allowed: [expect.stringContaining("Juniper Health"), expect.stringContaining("Juniper Media")],
      },
    });
  });

  it("suggests the command and the option that was meant", async () => {
    const command = await runCli(["helth"], { cwd });
    expect(command).toMatchObject({ exit: 1, stderr: expect.stringContaining("Did you mean health?") });
    const option = await runCli(["health", "--jsn"], { cwd });
    expect(option).toMatchObject({ exit: 1, stderr: expect.stringContaining("Did you mean --json?") });
  });
});

describe("with exports that cannot be read", () => {
  const commands = [["health", "--all"], ["import"], ["ask", "which accounts are at risk?", "--no-model"], ["signals"]];

  it("says that there is no workspace", async () => {
    const cwd = tempFolder();
    for (const argv of commands) {
      const ran = await runCli(argv, { cwd });
      expectOneScreen(ran);
      expect(ran.stderr).toMatch(/no workspace here[\s\S]*echo-cs init/);
    }
    expectOneScreen(await runCli(["health", "-C", "nowhere"], { cwd }));
    expect(readdirSync(cwd)).toEqual([]);
    removeFolder(cwd);
  });

  const folders: readonly (readonly [title: string, fill: (cwd: string) => void, says: RegExp])[] = [
    ["an empty folder", (cwd) => mkdirSync(join(cwd, "exports")), /exports folder is empty/],
    ["a folder named like a file", (cwd) => mkdirSync(join(cwd, "exports", "x.csv"), { recursive: true }), /exports folder is empty/],
    [
      "a link that leads nowhere",
      (cwd) => {
        mkdirSync(join(cwd, "exports"));
        symlinkSync(join(cwd, "gone.csv"), join(cwd, "exports", "accounts.csv"));
      },
      /accounts\.csv: the link leads nowhere/,
    ],
    [
      "a binary file that calls itself CSV",
      (cwd) => writeFiles(cwd, { "exports/accounts.csv": Uint8Array.from({ length: 4096 }, (_, index) => (index * 37) % 256) }),
      /accounts\.csv: /,
    ],
    ["a file of unknown headers", (cwd) => writeFiles(cwd, { "exports/x.csv": "colour,size\nred,3\n" }), /unknown header: colour, size/],
  ];
  for (const [title, fill, says] of folders) {
    it(`says so of ${title}, by every command alike, and makes nothing`, async () => {
      const cwd = tempFolder();
      fill(cwd);
      for (const argv of commands) {
        const ran = await runCli(argv, { cwd });
        expectOneScreen(ran);
        expect(ran.stderr).toMatch(says);
      }
      expect(readdirSync(cwd).filter((name) => name !== "exports" && name !== ".echo")).toEqual([]);
      removeFolder(cwd);
    });
  }

  it("keeps the old snapshot and files when the new exports cannot be read", async () => {
    const cwd = tempFolder();
    writeFiles(cwd, { "exports/companies.csv": COMPANIES, "tasks/mine.md": "my notes" });
    expect((await runCli(["import"], { cwd })).exit).toBe(0);
    const snapshot = inventory(join(cwd, ".echo"))["book.duckdb"];
    writeFiles(cwd, { "exports/companies.csv": Uint8Array.of(0, 1, 2, 3, 0, 255, 254) });
    expectOneScreen(await runCli(["import"], { cwd }));
    expectOneScreen(await runCli(["health"], { cwd }));
    expect(inventory(join(cwd, ".echo"))["book.duckdb"]).toBe(snapshot);
    expect(readFileSync(join(cwd, "tasks/mine.md"), "utf8")).toBe("my notes");
    expect(readdirSync(join(cwd, ".echo")).filter((name) => name.includes("draft"))).toEqual([]);
    removeFolder(cwd);
  });

  it("reads the good rows of a CSV with a wrong column count and names the bad ones with their lines", async () => {
    const cwd = tempFolder();
    writeFiles(cwd, {
      "exports/companies.csv": `${COMPANIES}2,Birch Ltd,birch.example,2024-02-01,too,many\n3,Cedar,cedar.example,2024-03-01\n`,
      "exports/tickets.csv": TICKETS,
    });
    const { exit, stdout } = await runCli(["import", "--json"], { cwd });
    expect(exit).toBe(0);
    const { accounts, rejects } = JSON.parse(stdout) as { accounts: number; rejects: readonly { file: string; line: number }[] };
    expect(accounts).toBe(2);
    expect(rejects).toMatchObject([{ file: "companies.csv", line: 3 }]);
    expect((await runCli(["import", "--strict"], { cwd })).exit).toBe(3);
    removeFolder(cwd);
  });

  it("names line and setting of a broken echo.yaml", async () => {
    const cwd = tempFolder();
    writeFiles(cwd, { "echo.yaml": "company:\n  name: [unclosed\n" });
    const ran = await runCli(["health"], { cwd });
    expectOneScreen(ran);
    expect(ran.stderr).toMatch(/echo\.yaml/);
    removeFolder(cwd);
  });

  it("says that the place for the snapshot cannot be used", async () => {
    const cwd = tempFolder();
    writeFiles(cwd, { "echo-demo": "a file where --demo wants its folder" });
    const ran = await runCli(["health", "--demo"], { cwd });
    expectOneScreen(ran);
    expect(ran.stderr).toMatch(/echo-demo.* cannot be used/);
    removeFolder(cwd);
  });
});
