import fc from "fast-check";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EchoError } from "../../src/core/errors.ts";
import { slug } from "../../src/core/text.ts";
import { HANDOFF_MODES } from "../../src/domain/brief/brief.ts";
import type { Agent } from "../../src/team/agent.ts";
import { fileKind } from "../../src/team/file-kind.ts";
import { parseFrontmatter } from "../../src/team/frontmatter.ts";
import { commandFrom } from "../../src/team/load-command.ts";
import { loadTeam } from "../../src/team/load-team.ts";
import { agentFrom } from "../../src/team/parse-agent.ts";
import { MAX_HANDOFF_DEPTH } from "../../src/team/policy/check-handoff.ts";
import { printAgent, printClaudeAgent } from "../../src/team/print-agent.ts";
import { findAgent } from "../../src/team/team.ts";
import { TOOL_NAMES } from "../../src/team/tool-grants.ts";

const team = await loadTeam([join(import.meta.dirname, "../../agents")]);
const parse = (text: string, path: string): Agent => agentFrom(parseFrontmatter(text, path), path).agent;

const text = fc
  .stringMatching(/^[\p{L}\p{N}:;,.!?#@&*%'"<>()[\]{}|/ -]{1,60}$/u)
  .map((one) => one.replaceAll(/\s+/g, " ").trim())
  .filter((one) => one !== "" && !/<\/?example>/.test(one));
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(?:-[a-z0-9]{1,6})?$/);
const agents: fc.Arbitrary<Agent> = fc
  .record({
    name: word.filter((name) => slug(name) === name),
    aliases: fc.uniqueArray(word, { maxLength: 2 }),
    description: text.filter((one) => !/\b(?:specifically|examples?|for example)\s*:?\s*$/i.test(one)),
    model: fc.option(fc.constantFrom("haiku", "sonnet", "inherit"), { nil: undefined }),
    color: fc.option(fc.constantFrom("blue", "red"), { nil: undefined }),
    lane: fc.option(word, { nil: undefined }),
    grants: fc.oneof(
      fc.record({
        known: fc.subarray([...TOOL_NAMES]),
        unknown: fc.uniqueArray(fc.constantFrom("Bash(git:*)", "mcp__crm__find", "Task"), { maxLength: 2 }),
        all: fc.constant(false),
      }),
      fc.record({ known: fc.subarray([...TOOL_NAMES]), unknown: fc.constant([]), all: fc.constant(true) }),
    ),
    triggers: fc.record({
      keywords: fc.array(
        text.filter((one) => !one.includes(",")),
        { maxLength: 3 },
      ),
      files: fc.array(word, { maxLength: 2 }),
      contexts: fc.array(text, { maxLength: 2 }),
    }),
    examples: fc.array(text, { maxLength: 3 }),
    handoffs: fc.array(fc.record({ to: word, mode: fc.constantFrom(...HANDOFF_MODES), when: text }), { maxLength: 3 }),
    healthModel: fc.option(word, { nil: undefined }),
    references: fc.uniqueArray(word, { maxLength: 2 }),
    extra: fc.dictionary(fc.stringMatching(/^x_[a-z]{1,5}$/), fc.oneof(text, fc.integer(), fc.boolean()), { maxKeys: 2 }),
    body: fc.array(text, { maxLength: 4 }).map((lines) => lines.join("\n\n").trim()),
  })
  .map((one) => ({ ...one, summary: one.description, restrictions: [], path: `${one.name}.md` }));

describe("printAgent", () => {
  it("reads back as the same agent", () => {
    fc.assert(
      fc.property(agents, (agent) => {
        const again = parse(printAgent(agent), agent.path);
        expect({ ...again, restrictions: [], summary: agent.summary }).toEqual(agent);
      }),
      { numRuns: 300 },
    );
  });

  it("does so for each of the shipped team", () => {
    for (const agent of team.agents) expect(parse(printAgent(agent), agent.path), agent.name).toEqual(agent);
  });
});

describe("printClaudeAgent", () => {
  it("keeps name, tools, model, examples and the handoff table", () => {
    for (const agent of team.agents) {
      const again = parse(printClaudeAgent(agent), agent.path);
      expect(again).toMatchObject({ name: agent.name, grants: agent.grants, model: agent.model, extra: {} });
      expect(again.summary).toBe(agent.summary);
      expect(again.examples).toEqual(agent.examples.slice(0, 3).map((one) => one.replaceAll('"', "'")));
      expect(again.handoffs.map(({ to, mode }) => `${mode} ${to}`)).toEqual(agent.handoffs.map(({ to, mode }) => `${mode} ${to}`));
    }
  });
});

describe("the loader", () => {
  it("throws nothing but its own error, for an agent and for a slash command", () => {
    const file = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc
        .array(
          fc.constantFrom(
            "---",
            "\n",
            "name: x",
            "description: [",
            "<example>",
            "user: hi",
            "- a",
            "&a *a",
            "!!js/function x",
            "\t",
            "{",
            ": ",
            "tools: *",
            "**",
          ),
        )
        .map((parts) => parts.join("\n")),
    );
    fc.assert(
      fc.property(file, (one) => {
        for (const load of [() => parse(one, "x.md"), () => commandFrom(parseFrontmatter(one, "c.md"), "c.md")]) {
          try {
            load();
          } catch (error) {
            expect(error).toBeInstanceOf(EchoError);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("knows agents, skills, commands and a skill's own files by where they lie", () => {
    expect(fileKind("/p/.claude", "/p/.claude/agents/a.md")).toBe("agent");
    expect(fileKind("/p/.claude", "/p/.claude/commands/git/commit.md")).toBe("command");
    expect(fileKind("/p/.claude/commands", "/p/.claude/commands/c.md")).toBe("command");
    expect(fileKind("/p/.claude", "/p/.claude/skills/s/SKILL.md")).toBe("skill");
    expect(fileKind("/p/.claude", "/p/.claude/skills/s/references/r.md")).toBe("part-of-skill");
    expect(fileKind("/p/agents", "/p/agents/a.md")).toBe("agent");
  });

  it("reads a slash command with and without frontmatter, and grants only what it lists", () => {
    const read = (one: string) => commandFrom(parseFrontmatter(one, "Fix It.md"), "Fix It.md");
    expect(
      read("---\ndescription: Fixes.\nargument-hint: [issue]\nallowed-tools: Read, Bash(git:*)\nmodel: haiku\n---\nFix $ARGUMENTS.\n"),
    ).toMatchObject({
      name: "fix-it",
      description: "Fixes.",
      grants: { known: ["Read"], unknown: ["Bash(git:*)"] },
      model: "haiku",
      body: "Fix $ARGUMENTS.",
      warnings: [],
    });
    expect(read("# Fix\n\nFix **all** of $ARGUMENTS.\n")).toMatchObject({ description: "Fix all of $ARGUMENTS.", grants: undefined });
  });
});

describe("the handoff graph of the shipped team", () => {
  const next = (name: string): string[] => [...new Set(findAgent(team, name)?.handoffs.map(({ to }) => findAgent(team, to)?.name ?? to))];
  const within = (name: string, steps: number): Set<string> => {
    let reached = new Set([name]);
    for (let step = 0; step < steps; step += 1) reached = new Set([...reached, ...[...reached].flatMap(next)]);
    return reached;
  };

  it("has no dead end: everybody who can receive work can pass it on, and knows only members", () => {
    for (const agent of team.agents) {
      expect(next(agent.name).length, agent.name).toBeGreaterThan(0);
      expect(
        next(agent.name).filter((to) => findAgent(team, to) === undefined),
        agent.name,
      ).toEqual([]);
    }
  });

  it("lets everybody reach every lane and every owner of a rule in as many handoffs as are allowed", () => {
    const owners = new Set(team.charter?.rules.flatMap((rule) => rule.owners));
    for (const agent of team.agents) {
      const reached = within(agent.name, MAX_HANDOFF_DEPTH);
      expect(
        [...owners].filter((owner) => !reached.has(owner)),
        agent.name,
      ).toEqual([]);
      const lanes = new Set([...reached].map((name) => findAgent(team, name)?.lane));
      expect(team.charter?.lanes.filter(({ id }) => !lanes.has(id)) ?? [], agent.name).toEqual([]);
    }
  });

  it("has a way back: whoever may be delegated to can reach the one who did", () => {
    const stuck = team.agents.flatMap((agent) =>
      agent.handoffs
        .filter(({ to, mode }) => mode === "delegate" && !within(to, MAX_HANDOFF_DEPTH).has(agent.name))
        .map(({ to }) => `${to} cannot reach ${agent.name}`),
    );
    expect(stuck).toEqual([]);
  });
});
