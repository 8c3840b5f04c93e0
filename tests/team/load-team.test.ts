import { mkdtemp, mkdir, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadTeam } from "../../src/team/load-team.ts";
import { findAgent } from "../../src/team/team.ts";

const TEAM = join(import.meta.dirname, "../fixtures/agents/team");

async function folder(files: Record<string, string>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "team-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(dir, name, ".."), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  return dir;
}
const agentFile = (name: string, more = ""): string =>
  `---\nname: ${name}\ndescription: does ${name}\ntools: Read\n${more}---\n\nYou do ${name}.\n`;

describe("loadTeam", () => {
  it("reads agents, charter and what only the body says", async () => {
    const team = await loadTeam([TEAM]);
    expect(team.report).toMatchObject({ files: 3, loaded: 3, failed: [] });
    const planner = findAgent(team, "@Harbour-Master");
    expect(planner).toMatchObject({
      name: "berth-planner",
      lane: "berths",
      triggers: {
        keywords: ["berth", "mooring", "visitor place"],
        files: ["berths/*", "plans/*.csv"],
        contexts: ["A skipper asks for a place", "A berth is taken twice"],
      },
      extra: { owner: "the town" },
    });
    expect(findAgent(team, "rigger")).toMatchObject({
      lane: "workshop",
      restrictions: ["Diving - ask @diver"],
      handoffs: [
        { to: "harbour-master", mode: "delegate", when: "The boat can sail again; The place is needed" },
        { to: "sail-maker", mode: "collaborate", when: "A sail is beyond mending" },
        { to: "weather-desk", mode: "collaborate", when: "gales" },
        { to: "tide-clerk", mode: "collaborate", when: "springs" },
      ],
    });
    expect(team.charter?.rules).toMatchObject([
      { id: "look-at-the-tide", section: "practice", line: 17 },
      { id: "call-the-rigger", section: "do" },
      { id: "no-double-booking", section: "dont" },
      { id: "authority-night", section: "authority", escalate: false },
      { id: "authority-storm", section: "authority", escalate: true },
    ]);
    expect(team.charter?.takes).toEqual([
      { request: "a place for the night", agent: "berth-planner" },
      { request: "a torn sail", agent: "rigger" },
    ]);
  });

  it("warns of outside parties, absent members and papers, and of nothing else", async () => {
    const { report } = await loadTeam([TEAM]);
    const reasons = report.warnings.map(({ reason }) => reason);
    expect(reasons).toHaveLength(6);
    for (const outsider of ["coast-guard", "sail-maker", "weather-desk", "tide-clerk"]) {
      expect(reasons.some((reason) => reason.startsWith(`handoff to “${outsider}”`))).toBe(true);
    }
    expect(reasons).toContain("the charter names “ghost-agent”, and there is no such agent");
    expect(reasons).toContain("no agent (no frontmatter); skipped");
  });

  it("lets a later folder override by name, whatever the file is called", async () => {
    const own = await folder({ "mine.md": agentFile("rigger", "lane: elsewhere\n") });
    const team = await loadTeam([TEAM, own]);
    expect(team.agents.filter((agent) => agent.name === "rigger")).toHaveLength(1);
    expect(findAgent(team, "rigger")?.path).toBe(join(own, "mine.md"));
    const reasons = team.report.warnings.map(({ reason }) => reason);
    expect(reasons).toContain("name “rigger” differs from the file name “mine.md”");
    expect(reasons).toContain("lane “elsewhere” is none of the charter's");
    expect(team.report).toMatchObject({ files: 4, loaded: 4 });
  });

  it("keeps the first of two equal names in a folder and goes into sub-folders", async () => {
    const dir = await folder({
      "a/one.md": agentFile("one"),
      "b/one.md": agentFile("one"),
      "b/two.md": agentFile("two", "aliases: [one]\n"),
    });
    const team = await loadTeam([dir]);
    expect(team.agents.map((agent) => agent.path)).toEqual([join(dir, "a/one.md"), join(dir, "b/two.md")]);
    const reasons = team.report.warnings.map(({ reason }) => reason);
    expect(reasons.some((reason) => reason.startsWith("duplicate name “one”"))).toBe(true);
    expect(reasons).toContain("alias “one” already stands for one");
  });

  it("reports what cannot be loaded and goes on", async () => {
    const dir = await folder({
      "evil.md": "---js\nprocess.exit(9)\n---\n",
      "empty.md": "",
      "notes.md": "# Notes\n",
      "ok.md": agentFile("ok"),
    });
    await symlink(join(dir, "nowhere"), join(dir, "gone.md"));
    const { report, agents } = await loadTeam([dir]);
    expect(agents.map((agent) => agent.name)).toEqual(["ok"]);
    expect(report.files).toBe(5);
    expect(report.loaded).toBe(1);
    expect(report.failed.map(({ path }) => path)).toEqual(["empty.md", "evil.md", "gone.md", "notes.md"].map((name) => join(dir, name)));
    expect(report.failed[1]).toMatchObject({ line: 1, reason: expect.stringContaining("---js") });
    expect(report.failed.every(({ reason }) => !reason.includes(dir))).toBe(true);
    expect(Object.keys(report)).toEqual(["files", "loaded", "failed", "warnings"]);
  });

  it("takes a missing folder as empty and a path to one file as that file", async () => {
    expect((await loadTeam([join(TEAM, "none")])).report).toEqual({ files: 0, loaded: 0, failed: [], warnings: [] });
    expect((await loadTeam([join(TEAM, "rigger.md")])).agents.map((agent) => agent.name)).toEqual(["rigger"]);
  });

  it("makes a safe name of any name", async () => {
    const dir = await folder({ "x.md": "---\nname: ../../Etc Passwd\ndescription: d\ntools: Read\n---\nBody" });
    const team = await loadTeam([dir]);
    expect(team.agents.map((agent) => agent.name)).toEqual(["etc-passwd"]);
  });

  it("adds a workspace's routing words to the shipped ones, and warns of a broken file", async () => {
    const one = await folder({ "routing.yaml": "synonyms:\n  berth: anlegeplatz\noutside: knitting\n" });
    const two = await folder({ "routing.yaml": "synonyms:\n  sail: [segel, voile]\naccount_state:\n  red: rigger\n" });
    const broken = await folder({ "routing.yaml": "a: [\n" });
    const team = await loadTeam([TEAM], { references: [one, two, broken] });
    expect(team.vocabulary.synonyms).toEqual({ berth: ["anlegeplatz"], sail: ["segel", "voile"] });
    expect(team.vocabulary).toMatchObject({ outside: { other: ["knitting"] }, accountState: { red: "rigger" } });
    expect(team.report.warnings.some(({ path }) => path === join(broken, "routing.yaml"))).toBe(true);
  });
});
