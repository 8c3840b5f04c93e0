import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openChatHistory } from "../../src/app/chat-history.ts";
import { completeLine, slashLine } from "../../src/cli/chat-lines.ts";
import type { Brief } from "../../src/domain/brief/brief.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { startModelServer } from "../../src/testing/model-server.ts";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

/** Of util-linux: lends a terminal. */
const LENDER = "script";

let cwd = "";
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

function chat(lines: readonly string[], ...argv: string[]) {
  return runCli(["chat", "--demo", ...argv], { cwd, stdin: `${lines.join("\n")}\n` });
}

function briefs(stdout: string): Brief[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Brief);
}

describe("a conversation in a pipe", () => {
  it("answers line by line, and carries the account along", async () => {
    const { exit, stdout, stderr } = await chat(
      ["why is Acme churning?", "", "and its tickets?", "what is our NRR?", "and its champion?"],
      "--json",
    );
    expect(exit).toBe(0);
    expect(briefs(stdout).map(({ question, account }) => [question, account])).toEqual([
      ["why is Acme churning?", "acme"],
      ["Acme Corp's tickets?", "acme"],
      ["what is our NRR?", null],
      ["Acme Corp's champion?", "acme"],
    ]);
    expect(stderr).toContain("Asked as: Acme Corp's tickets?");
    expect(stderr.match(/the analyst answers/g)).toHaveLength(1);
    // What a pipe says is nobody's history.
    expect(existsSync(join(cwd, "echo-demo/.echo/chat-history"))).toBe(false);
  });

  it("takes no other name for the account talked about before", async () => {
    const { stdout, stderr } = await chat(
      [
        "why is Acme churning?",
        "who is the champion at Juniper?",
        "and juniper?",
        "who is the champion at Zork?",
        "open tickets at Zork Labs",
        "the sponsor at zork",
        "what about zork?",
        "Zork's renewal?",
        "when was the last meeting with Marisol?",
        "wie viele Tickets haben sie?",
        "Wer ist der Champion bei Zork?",
        "status",
        "Juniper Media?",
      ],
      "--json",
    );
    const answered = briefs(stdout).filter((one) => !("error" in one));
    expect(answered.map(({ question, account }) => [question, account])).toEqual([
      ["why is Acme churning?", "acme"],
      ["when was the last meeting with Marisol?", "acme"],
      ["wie viele Tickets haben sie?", "acme"],
      ["status", "acme"],
      ["status", "juniper-media"],
    ]);
    expect(stderr.match(/^echo-cs: .*/gm)).toEqual([
      "echo-cs: 2 accounts go by that name.",
      "echo-cs: 2 accounts go by that name.",
      ...['"Zork"', '"Zork Labs"', '"zork"', '"zork"', '"Zork"', '"Zork"'].map(
        (name) => `echo-cs: There is no account ${name} in the book.`,
      ),
    ]);
  });

  it("gives the same answer as ask", async () => {
    const asked = await runCli(["ask", "why is Acme churning?", "--demo", "--json"], { cwd });
    const { stdout } = await chat(["why is Acme churning?"], "--json");
    expect(briefs(stdout)[0]).toEqual(JSON.parse(asked.stdout));
  });

  it("knows the lines with a slash", async () => {
    const { exit, stdout, stderr } = await chat([
      "/account acme",
      "/agent customer-support",
      "tickets?",
      "/evidence F4",
      "/tasks",
      "/account none",
      "/agent none",
      "/help",
      "/quit",
      "why is Acme churning?",
    ]);
    expect(exit).toBe(0);
    expect(stderr).toContain("About Acme Corp.");
    expect(stderr).toContain("customer-support answers.");
    expect(stderr).toMatch(/About the whole book\.\nThe router chooses who answers\.\n {2}\/account NAME/);
    expect(stdout).toContain("customer-support (support)");
    expect(stdout).toMatch(/F4 {2}.*[\s\S]*Formula/);
    expect(stdout).toContain("support-acme-2026w47");
    expect(stdout).not.toContain("retention-specialist (");
  });

  it("tells what goes wrong and goes on", async () => {
    const { exit, stdout, stderr } = await chat([
      "what about Globex?",
      "/evidnce F1",
      "/full",
      "/account Juniper",
      "/agent nobody",
      "when does Acme renew?",
    ]);
    expect(exit).toBe(3);
    expect(stdout).toContain("2026-12-14");
    for (const told of [
      "Did you mean /evidence?",
      "Nothing was answered yet.",
      "2 accounts go by that name.",
      'There is no agent "nobody"',
    ])
      expect(stderr).toContain(told);
    expect((await chat(["why?"], "--account", "Acmee")).exit).toBe(1);
  });

  it("has the agents answer where there is a key, with the question made whole", async () => {
    const questions: string[] = [];
    const server = await startModelServer({
      reply: ({ messages }) => {
        questions.push(/Question: (.*)/.exec(JSON.stringify(messages[0]))?.[1] ?? "");
        return JSON.stringify({ headline: "Nothing to say.", findings: [], actions: [], references: [], unknowns: [] });
      },
    });
    const env = { ANTHROPIC_API_KEY: "sk-ant-test", ANTHROPIC_BASE_URL: server.url };
    const { stdout, stderr } = await runCli(["chat", "--demo", "--json"], { cwd, env, stdin: "why is Acme churning?\nand its tickets?\n" });
    await server.close();
    expect(briefs(stdout).map(({ mode, account }) => [mode, account])).toEqual([
      ["model", "acme"],
      ["model", "acme"],
    ]);
    expect(questions.some((question) => question.startsWith("Acme Corp's tickets?") || question.includes("'s tickets?"))).toBe(true);
    expect(stderr.match(/Sending to/g)).toHaveLength(1);
  });
});

describe("the lines of a conversation", () => {
  it("are taken apart and completed", () => {
    expect(slashLine("/account  Acme Corp ")).toEqual({ word: "account", rest: "Acme Corp" });
    expect(slashLine("/exit")).toEqual({ word: "quit", rest: "" });
    expect(slashLine("why / how?")).toBeUndefined();
    for (const leaves of ["quit", "Exit", "bye!", "thanks, bye", ":q", "q", "Tschüss"])
      expect(slashLine(leaves)).toEqual({ word: "quit", rest: "" });
    expect(slashLine("help")).toEqual({ word: "help", rest: "" });
    for (const asks of ["who quit?", "quit rate", "are they about to quit", "help Acme", "bye-laws?"])
      expect(slashLine(asks)).toBeUndefined();
    const book = { accounts: [{ account: "acme", name: "Acme Corp", keys: [] }], asOf: "2026-11-20", age: 0 };
    expect(completeLine("/a", book)).toEqual(["/account", "/agent"]);
    expect(completeLine("/account ac", book)).toEqual(["/account Acme Corp"]);
    expect(completeLine("why", book)).toEqual([]);
  });

  it("are remembered for their writer alone, in plain words, and not without end", async () => {
    const root = tempFolder();
    const history = await openChatHistory({ root });
    await history.add("first\u001B[31m question\nin two lines");
    await history.add("second");
    const path = join(root, ".echo/chat-history");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect((await openChatHistory({ root })).lines).toEqual(["second", "first question in two lines"]);
    writeFiles(root, { ".echo/chat-history": Array.from({ length: 2500 }, (_, index) => `${index}\n`).join("") });
    expect((await openChatHistory({ root })).lines[0]).toBe("2499");
    expect(readFileSync(path, "utf8").split("\n")).toHaveLength(1001);
    removeFolder(root);
  });
});

describe("a conversation at a terminal", () => {
  it("prompts with what it is about, keeps a history, and leaves at the second Ctrl-C", async () => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
    const line = `stty cols 90; exec '${process.execPath}' --import '${tsx}' '${join(ROOT, "src/cli/main.ts")}' chat --demo --no-model`;
    const env = { PATH: process.env["PATH"] ?? "", HOME: cwd, TERM: "xterm", SHELL: "/bin/sh" };
    const child = spawn(LENDER, ["-qec", line, "/dev/null"], { cwd, env, stdio: ["pipe", "pipe", "inherit"] });
    let seen = "";
    child.stdout.on("data", (data: Buffer) => void (seen += data.toString()));
    const until = async (text: string): Promise<void> => {
      for (let round = 0; !seen.includes(text); round += 1) {
        if (round > 600) throw new Error(`never saw ${text} in ${seen}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    const type = (text: string): void => {
      seen = "";
      child.stdin.write(text);
    };
    const left = new Promise<number | null>((resolve) => child.on("close", resolve));
    await until("> ");
    type("/account acme\r");
    await until("acme > ");
    type("when does it renew?\r");
    await until("2026-12-14");
    await until("acme > ");
    type("a line that is given up");
    await until("given up");
    type("\u0003");
    await until("acme > ");
    expect(seen).not.toContain("leaves");
    type("\u0003");
    await until("Ctrl-C again");
    await until("acme > ");
    type("\u0003");
    expect(await left).toBe(0);
    const history = readFileSync(join(cwd, "echo-demo/.echo/chat-history"), "utf8");
    expect(history).toBe("/account acme\nwhen does it renew?\n");
    expect(statSync(join(cwd, "echo-demo/.echo/chat-history")).mode & 0o777).toBe(0o600);
  }, 90_000);
});
