import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../src/core/errors.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import { toolGrants } from "../../src/team/tool-grants.ts";
import { paged } from "../../src/tools/paged.ts";
import type { ToolContext } from "../../src/tools/tool-context.ts";
import { TOOLS, toolsOf, webToolsOf } from "../../src/tools/toolbox.ts";
import { sampleContext } from "./samples.ts";

async function run(name: string, input: unknown, context: ToolContext = sampleContext()) {
  const tool = TOOLS.find((each) => each.name === name);
  if (tool === undefined) throw new Error(`no tool ${name}`);
  return tool.run(input, context);
}

describe("figures", () => {
  it("gives Facts of the account of the question, and says what is not known", async () => {
    const { text, facts } = await run("usage_trend", {});
    expect(text).toContain("{F1|pct}");
    expect(facts?.map(({ metric }) => metric)).toEqual(["logins_change_30d"]);
    expect((await run("overview", {})).text).toContain("(arr)");
  });

  it("needs an account where there is none", async () => {
    await expect(run("usage_trend", { account: "all" })).rejects.toThrow("Name an account");
    await expect(run("overview", { account: "nobody" })).rejects.toThrow("no account nobody");
  });
});

describe("lists", () => {
  it("come in pages, fenced, with the way to the next", async () => {
    const first = await run("renewals", { days: 90, limit: 60 });
    expect(first.text).toMatch(/<data source="renewals within 90 days">[\s\S]*<\/data>\n\[60 of 80 shown; ask again with offset 60\]$/);
    expect((await run("renewals", { days: 90, limit: 60, offset: 60 })).text).not.toContain("ask again");
    expect((await run("renewals", { days: 90, offset: 99 })).text).toContain("Only 80");
  });

  it("are about the account of the question, another, or all", async () => {
    expect((await run("signals", {})).text).toContain("acme: usage_down");
    expect((await run("signals", { account: "globex" })).text).toContain("globex: usage_down");
    expect((await run("whitespace", { account: "all" })).names).toEqual(["API access"]);
  });

  it("stay below the size of a result whatever the lines are", () => {
    const long = Array.from({ length: 200 }, (_, index) => `${index} ${"x".repeat(5000)}`);
    const { text } = paged("a list", long, { limit: 200, offset: 0 });
    expect(text.length).toBeLessThan(12_500);
    expect(text).toMatch(/\[\d+ of 200 shown; ask again with offset \d+\]$/);
  });

  it("tell what went wrong in the words a person would get", async () => {
    const failing = async (): Promise<never> => {
      throw new UserError({ code: "x", message: "There is no account zzz.", allowed: ["acme", "globex"], fix: "Name one." });
    };
    const context = sampleContext({ book: { ...sampleContext().book, signals: failing } });
    await expect(run("signals", { account: "zzz" }, context)).rejects.toThrow("There is no account zzz. Allowed: acme, globex. Name one.");
  });

  it("SQL answers as data", async () => {
    expect((await run("sql", { sql: "select 1" })).text).toBe('<data source="sql">\nname | n\nAcme | 3\n</data>');
  });
});

describe("notes", () => {
  it("shows a reference by id, tracking files, and keeps what is to be remembered", async () => {
    expect((await run("show_reference", { id: "pt-01" })).text).toContain("Segment before you write");
    await expect(run("show_reference", { id: "PT-99" })).rejects.toThrow("no entry PT-99");
    expect((await run("tracking", {})).text).toContain("Open tasks: churn-acme-2026w47.");
    expect((await run("remember", { text: "The export is their grievance.", kind: "retention" })).text).toContain("memory/insights.md");
    await expect(run("remember", { text: "The export is their grievance.", kind: "world" })).rejects.toThrow("kind");
  });

  it("drafts to the account of the question and to no other", async () => {
    expect((await run("draft_outreach", { play: "recovery" })).text).toContain("Drafted: drafts/acme-recovery.md");
    await expect(run("draft_outreach", { play: "recovery", account: "globex" })).rejects.toThrow("needs a question of its own");
  });
});

describe("several edits of a file", () => {
  let folder: string;
  beforeEach(() => {
    folder = tempFolder();
    writeFiles(folder, { "drafts/a.md": "one two three\n" });
  });
  afterEach(() => removeFolder(folder));
  const text = (): string => readFileSync(join(folder, "drafts/a.md"), "utf8");
  const context = (again = false): ToolContext => sampleContext({ workspace: folder, effect: { key: "k", again } });

  it("are made all or none", async () => {
    const edits = [
      { old: "one", new: "1" },
      { old: "four", new: "4" },
    ];
    await expect(run("multi_edit_file", { path: "drafts/a.md", edits }, context())).rejects.toThrow("Edit 2: the passage stands 0 times");
    expect(text()).toBe("one two three\n");
    await run(
      "multi_edit_file",
      {
        path: "drafts/a.md",
        edits: [
          { old: "one", new: "1" },
          { old: "three", new: "3" },
        ],
      },
      context(),
    );
    expect(text()).toBe("1 two 3\n");
  });

  it("are not made twice when a run that was cut makes them again, and the same holds for edit and write", async () => {
    const edits = [{ old: "one", new: "uno" }];
    await run("multi_edit_file", { path: "drafts/a.md", edits }, context());
    await run("multi_edit_file", { path: "drafts/a.md", edits }, context(true));
    await run("edit_file", { path: "drafts/a.md", old: "two", new: "two and a half" }, context());
    await run("edit_file", { path: "drafts/a.md", old: "two", new: "two and a half" }, context(true));
    expect(text()).toBe("uno two and a half three\n");
    await run("write_file", { path: "drafts/b.md", text: "new" }, context());
    await expect(run("write_file", { path: "drafts/b.md", text: "new" }, context())).rejects.toThrow("exists");
    expect((await run("write_file", { path: "drafts/b.md", text: "new" }, context(true))).text).toBe("Written: drafts/b.md");
    await expect(run("write_file", { path: "drafts/b.md", text: "other" }, context(true))).rejects.toThrow("exists");
  });
});

describe("the toolbox", () => {
  it("grants by the agent's list alone", () => {
    const names = (tools: unknown, handoffs: readonly unknown[] = []): string[] =>
      toolsOf({ grants: toolGrants(tools), handoffs }).map(({ name }) => name);
    const everyone = TOOLS.filter(({ grant }) => grant === "everyone").map(({ name }) => name);
    expect(names("")).toEqual(everyone);
    expect(names("Bash, mcp__x__y")).toEqual(everyone);
    expect(TOOLS.filter(({ grant, effect }) => grant === "everyone" && effect === "write")).toEqual([]);
    expect(names("Grep")).toEqual(
      TOOLS.map(({ name }) => name).filter((name) => everyone.includes(name) || ["tickets_search", "sql", "grep"].includes(name)),
    );
    expect(names("Write")).toEqual(expect.arrayContaining(["write_file", "remember", "draft_outreach"]));
    expect(names("MultiEdit")).toContain("multi_edit_file");
    expect(names("Edit")).not.toContain("multi_edit_file");
  });

  it("offers the web to whom the list allows it and only with the person's leave", () => {
    const agent = { grants: toolGrants("WebSearch, Read"), handoffs: [] };
    expect(webToolsOf(agent, false)).toEqual([]);
    expect(webToolsOf(agent, true)).toEqual([{ server: "web_search", maxUses: 5 }]);
  });
});
