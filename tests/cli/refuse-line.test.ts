import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

describe("a command line that the parser refuses", () => {
  it.each([
    [["import", "plain"], '"plain" is a word too many', "`echo-cs import -C plain`"],
    [["import", "my exports"], '"my exports" is a word too many', "`echo-cs import -C 'my exports'`"],
    [["worker", "nightly"], '"nightly" is a word too many', "`echo-cs worker --queue nightly`"],
    [["metrics", "--period", "2026Q3"], "no option --period of echo-cs metrics", "--from 2026-07-01 --to 2026-09-30"],
    [["health", "--teir", "red"], "no option --teir of echo-cs health", "Did you mean --tier? See `echo-cs health --help`."],
    [["health", "--tier", "rd"], '"rd" is nothing for --tier <tier>', "Did you mean red?"],
    [["health", "-C"], "-C, --directory <dir> needs a value", "See `echo-cs health --help`."],
    [["health", "acme", "beacon"], '"beacon" is a word too many: echo-cs health takes <account> and no more', "in quotes"],
    [["qbr", "Müller"], '"Müller" is a word too many', "Did you mean `echo-cs qbr --account Müller`?"],
    [["qbr", "Globex Inc"], '"Globex Inc" is a word too many', "Did you mean `echo-cs qbr --account 'Globex Inc'`?"],
    [
      ["check", "--fail-on", "none"],
      '"none" is nothing for --fail-on <severity>.',
      "to go on after them: `echo-cs check … || [ $? -eq 2 ]`",
    ],
    [
      ["signals", "--account", "acme"],
      "no option --account of echo-cs signals",
      "Name the account behind the command: `echo-cs signals ACCOUNT`.",
    ],
    [["renewals", "--within", "60"], "no option --within of echo-cs renewals", "Did you mean --days? `echo-cs renewals --days 60`."],
    [["completions", "tcsh"], '"tcsh" is nothing for <shell>.', "See `echo-cs completions --help`."],
    [["completions", "bsh"], '"bsh" is nothing for <shell>.', "Did you mean bash?"],
    [["tasks", "lst"], 'no command "lst" of echo-cs tasks', "Did you mean list? See `echo-cs tasks --help`."],
    [["tasks", "show"], "<task> is missing: its id", "See `echo-cs tasks show --help`."],
    [["batch"], "<jobs> is missing", "See `echo-cs batch --help`."],
    [["halth"], 'There is no command "halth".', "Did you mean health? `echo-cs --help` lists the commands."],
  ])("%j says what was found and what to do", async (argv, message, fix) => {
    const { exit, stdout, stderr } = await runCli(argv, { cwd });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: "" });
    const [first, ...others] = stderr.trim().split("\n");
    expect(first).toMatch(/^echo-cs: /);
    expect(first).toContain(message);
    expect(others.at(-1)).toMatch(/^ {2}fix {5}/);
    expect(others.at(-1)).toContain(fix);
    expect(stderr).not.toContain("error:");
  });

  it("is told as JSON too, without the terminal codes of what was typed", async () => {
    const { exit, stdout, stderr } = await runCli(["tasks", "list", "--op\u001b[31mne", "--json"], { cwd });
    expect(exit).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: "unknown-option", exit: 1 } });
    expect(stderr).not.toContain("\u001b");
  });
});

it("prints its help where nothing is asked", async () => {
  const bare = await runCli([], { cwd });
  expect(bare).toMatchObject({ exit: 0, stderr: "" });
  expect(bare.stdout).toBe((await runCli(["--help"], { cwd })).stdout);
});
