import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Agent } from "../../src/team/agent.ts";
import { loadAgent, loadTeam } from "../../src/team/load-team.ts";

const WILD = join(import.meta.dirname, "../fixtures/agents/wild");
const load = async (name: string): Promise<{ agent: Agent; reasons: string; lines: number[] }> => {
  const { agent, warnings } = await loadAgent(join(WILD, `${name}.md`));
  return { agent, reasons: warnings.map(({ reason }) => reason).join(" / "), lines: warnings.map(({ line }) => line) };
};

describe("agent files as the wild writes them", () => {
  it("all load, each with a warning that names file and line", async () => {
    const { report, agents } = await loadTeam([WILD]);
    expect(report.failed).toEqual([]);
    expect(report.loaded).toBe(report.files);
    expect(agents).toHaveLength(report.files);
    for (const agent of agents) {
      expect(
        report.warnings.some(({ path, line }) => path === agent.path && line > 0),
        agent.name,
      ).toBe(true);
      expect(agent.body).toMatch(/^(# Keys\n\n)?You /);
      expect(agent.description).not.toBe("");
    }
  });

  it("reads unquoted examples on one line", async () => {
    const { agent, reasons, lines } = await load("unquoted-examples");
    expect(agent).toMatchObject({ name: "unquoted-examples", model: "haiku", color: "blue" });
    expect(agent.summary).toBe("Use this agent to look after gym members who train less than they used to.");
    expect(agent.examples).toEqual([
      "Half of our January members have stopped coming. What now?",
      "We open a second studio, how do we greet people?",
    ]);
    expect(agent.grants).toEqual({ known: ["Read", "Grep", "Glob"], unknown: [], all: false });
    expect(reasons).toContain("read as plain text");
    expect(lines).toContain(3);
  });

  it("reads a literal \\n as a line break", async () => {
    const { agent } = await load("literal-newlines");
    expect(agent.description.split("\n")).toContain("Context: A big order came in.");
    expect(agent.examples).toEqual(["Four hundred rolls by Friday, can we?"]);
    expect(agent.model).toBe("sonnet");
    expect(agent.grants.known).toEqual(["Read", "Write"]);
  });

  it("reads example blocks at column 0, and no key inside them", async () => {
    const { agent } = await load("multiline-examples");
    expect(agent.model).toBe("opus");
    expect(agent.examples).toEqual(["Is there a berth for twelve metres tonight?", "Two boats, one berth. Who moves?"]);
    expect(agent.grants.known).toEqual(["Read", "Grep"]);
    expect(agent.extra).toEqual({});
  });

  it("reads tools: * as all", async () => {
    expect((await load("star-tools")).agent.grants).toMatchObject({ all: true, unknown: [] });
  });

  it("reads stars before a value, around a key and above the frontmatter", async () => {
    const { agent, reasons } = await load("leading-stars");
    expect(agent).toMatchObject({ model: "sonnet", description: "**Use this first** when a museum guide falls ill." });
    expect(reasons).toContain("leading ** before a key");
    const above = await load("stars-above");
    expect(above.agent.grants.known).toEqual(["Read"]);
    expect(above.reasons).toContain("stray text");
  });

  it("reads tabs as indentation and keeps the first of two tools keys", async () => {
    const { agent, reasons } = await load("tabs-and-twins");
    expect(agent.triggers).toMatchObject({ keywords: ["tide", "ebb"], files: ["tides/*"] });
    expect(agent.grants.known).toEqual(["Read"]);
    expect(reasons).toContain("duplicate key “tools”");
  });

  it("ends a frontmatter that is never closed, and an example that is never closed", async () => {
    expect((await load("never-closed")).agent).toMatchObject({ grants: { known: ["Read", "Edit"] }, body: "# Keys\n\nYou keep the keys." });
    const { agent } = await load("open-example");
    expect(agent.grants).toEqual({ known: ["Read"], unknown: ["mcp__shop__find", "Bash(git:*, npm:*)"], all: false });
    expect(agent.extra).toEqual({ permissionMode: "plan" });
  });
});
