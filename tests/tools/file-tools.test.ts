import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { editFileTool } from "../../src/tools/edit-file.ts";
import { globTool } from "../../src/tools/glob.ts";
import { grepTool } from "../../src/tools/grep.ts";
import { readFileTool } from "../../src/tools/read-file.ts";
import type { ToolContext } from "../../src/tools/tool-context.ts";
import { toolsOf, webToolsOf } from "../../src/tools/toolbox.ts";
import { writeFileTool } from "../../src/tools/write-file.ts";
import { toolGrants } from "../../src/team/tool-grants.ts";
import { sampleContext } from "./samples.ts";

let outside: string;
let root: string;
let context: ToolContext;

beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), "echo-out-"));
  root = join(outside, "workspace");
  for (const folder of ["exports", ".echo/runs", "drafts", "memory"]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "exports/tickets.csv"), "id,subject\n1,Export fails\n2,Login slow\n");
  writeFileSync(join(root, "memory/insights.md"), Array.from({ length: 50 }, (_, line) => `line ${line + 1}`).join("\n"));
  writeFileSync(join(root, ".echo/runs/t.ndjson"), "secret");
  writeFileSync(join(root, ".env"), "KEY=secret");
  writeFileSync(join(outside, "passwords.txt"), "secret");
  writeFileSync(join(root, "drafts/mail.md"), "Dear Dana,\n");
  symlinkSync(join(outside, "passwords.txt"), join(root, "exports/link.txt"));
  symlinkSync(outside, join(root, "up"));
  symlinkSync(outside, join(root, "drafts/up"));
  symlinkSync(join(root, ".env"), join(root, "exports/env.txt"));
  context = sampleContext({ workspace: root });
});
afterEach(() => rmSync(outside, { recursive: true, force: true }));

describe("read_file", () => {
  it("reads lines and tells how to go on", async () => {
    const { text } = await readFileTool.run({ path: "memory/insights.md", from_line: 3, lines: 2 }, context);
    expect(text).toBe('<data source="memory/insights.md">\nline 3\nline 4\n</data>\n[lines 3 to 4 of 50; ask again with from_line 5]');
  });

  it("cuts a long line", async () => {
    writeFileSync(join(root, "exports/long.txt"), "x".repeat(100_000));
    expect((await readFileTool.run({ path: "exports/long.txt" }, context)).text.length).toBeLessThan(13_000);
  });

  it.each([
    "../passwords.txt",
    "exports/../../passwords.txt",
    "/etc/passwd",
    "exports/link.txt",
    "up/passwords.txt",
    ".env",
    ".echo/runs/t.ndjson",
    "./.env",
    "exports/env.txt",
    "~/x",
    "exports\\..\\..\\passwords.txt",
    "exports",
    "missing.md",
    "C:/x",
    "exports/tickets.csv\u0000.md",
    ".",
  ])("refuses %j", async (path) => {
    await expect(readFileTool.run({ path }, context)).rejects.toMatchObject({ name: "ToolError" });
  });

  it("refuses binary files and answers without a workspace", async () => {
    writeFileSync(join(root, "exports/book.bin"), Buffer.from([65, 0, 66]));
    await expect(readFileTool.run({ path: "exports/book.bin" }, context)).rejects.toThrow(/no text file/u);
    await expect(readFileTool.run({ path: "x" }, sampleContext())).rejects.toThrow(/no workspace/u);
  });
});

describe("glob and grep", () => {
  it("see the workspace, never dot files nor what links lead to", async () => {
    const { text } = await globTool.run({ pattern: "**" }, context);
    expect(text).toContain("exports/tickets.csv");
    expect(text).not.toContain(".echo");
    expect((await grepTool.run({ text: "secret" }, context)).text).toMatch(/^No line found/u);
    expect((await grepTool.run({ text: "export FAILS", files: "*.csv" }, context)).text).toContain("exports/tickets.csv:2: 1,Export fails");
  });

  it("page, and refuse a pattern that explodes", async () => {
    expect((await grepTool.run({ text: "line", limit: 10 }, context)).text).toMatch(/ask again with offset 10\]/u);
    await expect(globTool.run({ pattern: "**/".repeat(20) }, context)).rejects.toThrow(/\*\*/u);
    expect((await grepTool.run({ text: "(a+)+$" }, context)).text).toMatch(/^No line/u);
  });
});

describe("write_file and edit_file", () => {
  it("write new drafts and reports", async () => {
    await writeFileTool.run({ path: "reports/acme/qbr.md", text: "Hello\u001B[31m" }, context);
    expect(readFileSync(join(root, "reports/acme/qbr.md"), "utf8")).toBe("Hello\n");
    await editFileTool.run({ path: "drafts/mail.md", old: "Dana", new: "$& Kim" }, context);
    expect(readFileSync(join(root, "drafts/mail.md"), "utf8")).toBe("Dear $& Kim,\n");
  });

  it.each([
    "exports/x.md",
    "drafts/../exports/x.md",
    "drafts/.hidden.md",
    "drafts/up/x.md",
    "../x.md",
    "drafts",
    "drafts/x.sh",
    "reports",
    "agents/x.md",
    "drafts/mail.md",
  ])("refuses %j", async (path) => {
    await expect(writeFileTool.run({ path, text: "x" }, context)).rejects.toMatchObject({ name: "ToolError" });
    expect(readFileSync(join(root, "drafts/mail.md"), "utf8")).toBe("Dear Dana,\n");
  });

  it("refuses a draft that is a link, and an unclear edit", async () => {
    symlinkSync(join(root, "memory/insights.md"), join(root, "drafts/linked.md"));
    await expect(editFileTool.run({ path: "drafts/linked.md", old: "line 1\n", new: "x" }, context)).rejects.toThrow(/link/u);
    writeFileSync(join(root, "drafts/two.md"), "a a");
    await expect(editFileTool.run({ path: "drafts/two.md", old: "a", new: "b" }, context)).rejects.toThrow(/2 times/u);
  });
});

describe("grants", () => {
  const names = (tools: unknown, handoffs: unknown[] = []): string[] =>
    toolsOf({ grants: toolGrants(tools), handoffs }).map((tool) => tool.name);

  it("follow the agent's list", () => {
    const lookUp = ["facts", "list_metrics", "overview", "health", "usage_trend", "signals", "renewals", "whitespace", "accounts"];
    const everyone = [...lookUp, "references", "show_reference", "tracking"];
    expect(names("Read, Write", [1])).toEqual([
      ...everyone,
      ..."tickets_search read_file write_file remember draft_outreach handoff".split(" "),
    ]);
    expect(names("")).toEqual(everyone);
    expect(names("Bash, mcp__x")).toEqual(names(""));
    expect(names("*", [1])).toHaveLength(23);
  });

  it("open the web only where both the list and the person say so", () => {
    const agent = { grants: toolGrants("WebSearch, Read"), handoffs: [] };
    expect(webToolsOf(agent, false)).toEqual([]);
    expect(webToolsOf(agent, true)).toEqual([{ server: "web_search", maxUses: 5 }]);
  });
});
