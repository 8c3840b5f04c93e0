import { describe, expect, it } from "vitest";
import { parseFrontmatter } from "../../src/team/frontmatter.ts";
import { agentFrom } from "../../src/team/parse-agent.ts";

const BODY = "\n\nYou are a harbour master. You keep the berths.\n";
const EXAMPLE = 'Context: A boat comes in.\nuser: "Where do I moor?"\nassistant: "I\'ll ask the harbour-master."';
const BLOCK = `<example>\n${EXAMPLE}\n<commentary>Berths are its work.</commentary>\n</example>`;

/** One file for every way in which public agent files break. */
const ODD: Readonly<Record<string, string>> = {
  "examples on one line, unquoted": `---\nname: harbour-master\ndescription: Keeps berths. Examples: <example>Context: A boat. user: "Where?" assistant: "There."</example>\ntools: Read\n---${BODY}`,
  "a literal \\n before the example": `---\nname: harbour-master\ndescription: Keeps berths.\\n<example>\\nContext: A boat.\\nuser: "Where?"\\n</example>\n---${BODY}`,
  "example blocks at column 0": `---\nname: harbour-master\ndescription: Keeps berths.\n\n${BLOCK}\n\n${BLOCK}\nmodel: haiku\n---${BODY}`,
  "example blocks with speakers as keys": `---\nname: harbour-master\ndescription: Keeps berths. ${EXAMPLE}\ntools: Read\n---${BODY}`,
  "tools: *": `---\nname: harbour-master\ndescription: Keeps berths.\ntools: *\n---${BODY}`,
  "a leading **": `**\n---\nname: harbour-master\ndescription: Keeps berths.\n---${BODY}`,
  "bold keys": `---\n**name:** harbour-master\n**description:** Keeps berths: all of them.\n---${BODY}`,
  "keys in capitals": `---\nName: harbour-master\nDESCRIPTION: Keeps berths.\nTools: Read, Grep\n---${BODY}`,
  "keys inside agent:": `---\nagent:\n  name: harbour-master\n  description: Keeps berths.\n  tools: [Read]\n---${BODY}`,
  "a byte order mark and CRLF": `\uFEFF---\r\nname: harbour-master\r\ndescription: Keeps berths.\r\n---${BODY}`,
  "a code fence around the file": `\`\`\`markdown\n---\nname: harbour-master\ndescription: Keeps berths.\n---${BODY}\`\`\`\n`,
  "no opening mark": `name: harbour-master\ndescription: Keeps berths.\n---${BODY}`,
  "no closing mark": `---\nname: harbour-master\ndescription: Keeps berths.\n${BODY}`,
  tabs: `---\nname:\tharbour-master\ndescription: >\n\tKeeps berths.\n---${BODY}`,
  "a colon in plain text": `---\nname: harbour-master\ndescription: Use when: berths are full: always.\n---${BODY}`,
  "a quote that never closes": `---\nname: harbour-master\ndescription: "Keeps berths and says "moor here" to all.\n---${BODY}`,
  "a twin key": `---\nname: harbour-master\ndescription: Keeps berths.\ndescription: Twice.\n---${BODY}`,
  "a folded block": `---\nname: harbour-master\ndescription: >-\n  Keeps\n  berths.\n---${BODY}`,
  "an at sign and a percent sign first": `---\nname: harbour-master\ndescription: @all 100% of berths.\n---${BODY}`,
  "a description as a list": `---\nname: harbour-master\ndescription:\n  - Keeps berths.\n  - And buoys.\n---${BODY}`,
  "no description": `---\nname: harbour-master\ntools: Read\n---\n\n# Harbour master${BODY}`,
  "no name": `---\ndescription: Keeps berths.\n---${BODY}`,
  "an empty frontmatter": `---\n---${BODY}`,
  "no frontmatter at all": `# Harbour master${BODY}`,
  "a name with blanks": `---\nname: Harbour Master\ndescription: Keeps berths.\n---${BODY}`,
  "speakers in single quotes": `---\nname: harbour-master\ndescription: Keeps berths. Examples: <example>Context: A boat. user: 'Where do I moor, please?' assistant: 'There, it is free.' <commentary>Berths.</commentary></example>\ntools: Read\n---${BODY}`,
  "bullets inside the description": `---\nname: harbour-master\ndescription: Keeps berths. This includes:\n\n- When a boat comes in: any boat\n- When a user says something like 'I need a berth'\n\nNot for: repairs.\nmodel: sonnet\n---${BODY}`,
  "tools under another name": `---\nname: harbour-master\ndescription: Keeps berths.\nallowed_tools:\n  - Read\n  - search_berths\nmax_calls: 4\n---${BODY}`,
  "comments and blank lines": `---\n# ours\n\nname: harbour-master\n\ndescription: Keeps berths. # all\n---${BODY}`,
  "tools as a bracketed text": `---\nname: harbour-master\ndescription: Keeps berths.\ntools: [Read, Write(docs/**), mcp__crm__find, "Bash(git:*)"]\n---${BODY}`,
};

describe("every kind of break", () => {
  it.each(Object.entries(ODD))("%s: loads with name and description", (_kind, text) => {
    const { agent } = agentFrom(parseFrontmatter(text, "harbour-master.md"), "harbour-master.md");
    expect(agent.name).toBe("harbour-master");
    expect(agent.description.length).toBeGreaterThan(5);
    expect(agent.body).toContain("You are a harbour master.");
    expect(Object.keys(agent.extra).filter((key) => /^(?:context|user|assistant|commentary)$/i.test(key))).toEqual([]);
  });

  it.each(Object.entries(ODD).filter(([kind]) => /example|literal|single quotes/.test(kind)))(
    "%s: keeps the description whole, with what the user says",
    (_kind, text) => {
      const { agent } = agentFrom(parseFrontmatter(text, "harbour-master.md"), "harbour-master.md");
      expect(agent.examples.length).toBeGreaterThan(0);
      expect(agent.description).toMatch(/user: ?["']Where/);
    },
  );

  it("says with file and line what it did about it", () => {
    const { warnings } = agentFrom(parseFrontmatter(ODD["keys in capitals"] ?? "", "harbour-master.md"), "harbour-master.md");
    expect(warnings).toContainEqual({ path: "harbour-master.md", line: 3, reason: "key “DESCRIPTION” read as “description”" });
  });

  it("gives a name of another script a safe name of its own", () => {
    const read = (name: string) =>
      agentFrom(parseFrontmatter(`---\nname: ${name}\ndescription: Keeps berths.\n---${BODY}`, "a.md"), "a.md").agent;
    const names = ["港湾管理", "港湾修理", "XX-港湾", "XX-修理"].map((name) => read(name));
    expect(new Set(names.map(({ name }) => name)).size).toBe(4);
    for (const { name } of names) expect(name).toMatch(/^(?:agent|xx)-[0-9a-f]{8}$/);
    expect(names[0]?.aliases).toEqual(["港湾管理"]);
    expect(read("Hafenmeisterin Müller").name).toBe("hafenmeisterin-muller");
  });

  it("takes a paper that is no prompt for no agent", () => {
    expect(() => agentFrom(parseFrontmatter("# Notes\n\nBuy rope.\n", "notes.md"), "notes.md")).toThrow("no frontmatter");
  });
});
