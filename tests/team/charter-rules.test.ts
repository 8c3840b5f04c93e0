import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parseCharter } from "../../src/team/charter.ts";
import { loadTeam } from "../../src/team/load-team.ts";
import { enforcementOf, type RuleEnforcement, RULES } from "../../src/team/policy/rules.ts";
import { STRUCTURAL_RULES } from "../../src/team/policy/verdict.ts";
import { findAgent, type Team } from "../../src/team/team.ts";
import { ALWAYS, PROBES, withoutRule } from "./rule-probes.ts";

const ROOT = join(import.meta.dirname, "../..");
let team: Team;
beforeAll(async () => {
  team = await loadTeam([join(ROOT, "agents")]);
});

/** What is missing of an enforcement: its file, the function in it, or the test. */
async function missing({ id, file, symbol, test }: RuleEnforcement): Promise<string[]> {
  const text = async (path: string): Promise<string> => readFile(join(ROOT, path), "utf8").catch(() => "");
  const [code, proof] = [await text(file), await text(test)];
  return [
    ...(new RegExp(`export (?:function|const) ${symbol}\\b`).test(code) ? [] : [`${id}: no ${symbol} in ${file}`]),
    ...(proof === "" ? [`${id}: no ${test}`] : []),
  ];
}

describe("the shipped charter", () => {
  it("has every rule in the table of enforcement, and the table no other", () => {
    const ids = [...(team.charter?.rules.map((rule) => rule.id) ?? []), ...STRUCTURAL_RULES];
    expect(RULES.map((rule) => rule.id).sort()).toEqual(ids.sort());
    expect([...PROBES.keys(), ...ALWAYS.keys()].sort()).toEqual(ids.sort());
  });

  it("names places and tests that exist", async () => {
    expect((await Promise.all(RULES.map(missing))).flat()).toEqual([]);
  });

  it("would notice a place or a test that has vanished", async () => {
    const [rule] = RULES;
    if (rule === undefined) throw new Error("no rules");
    expect(await missing({ ...rule, symbol: "gone" })).toEqual([`${rule.id}: no gone in ${rule.file}`]);
    expect(await missing({ ...rule, file: "src/gone.ts", test: "tests/gone.ts" })).toHaveLength(2);
  });

  it.each([...PROBES])("%s bites, and no longer when it is switched off", (id, bites) => {
    expect(bites(team), "with the rule").toBe(true);
    expect(bites(withoutRule(team, id)), "without it").toBe(false);
  });

  it.each([...ALWAYS])("%s bites, and its probe notices when the enforcement is taken out", (_id, { bites, bitesWithout }) => {
    expect(bites(team)).toBe(true);
    expect(bitesWithout(team)).toBe(false);
  });

  it("gives work only to agents there are", () => {
    const owners = team.charter?.rules.flatMap((rule) => rule.owners) ?? [];
    expect(owners.length).toBeGreaterThan(40);
    expect(owners.filter((name) => findAgent(team, name)?.name !== name)).toEqual([]);
  });

  it("has an escalation list and a list that support decides alone", () => {
    const authority = team.charter?.rules.filter((rule) => rule.section === "authority") ?? [];
    expect(authority.filter((rule) => rule.escalate).length).toBeGreaterThan(3);
    expect(authority.filter((rule) => !rule.escalate).length).toBeGreaterThan(3);
    for (const rule of authority)
      expect(enforcementOf(rule.id)?.how.startsWith(rule.escalate ? "A ground" : "No ground"), rule.id).toBe(true);
  });

  it("tells a model the rules and not the cues by which the program hears them", () => {
    expect(team.charter?.body).toContain("[hand-roadmap]");
    expect(team.charter?.body).not.toContain("Heard as");
  });
});

describe("parseCharter", () => {
  const parse = (body: string) => parseCharter(`---\nkind: charter\n---\n${body}`, "c.md");

  it("reads owner, way and cues below a rule", () => {
    const { charter } = parse(
      "## Do's\n- **[be-kind]** Be kind.\n  - Owner: rigger, sail-maker (consult)\n  - Heard as: be kind | no harsh words\n",
    );
    expect(charter.rules).toMatchObject([
      { id: "be-kind", owners: ["rigger", "sail-maker"], mode: "consult", heardAs: ["be kind", "no harsh words"], section: "do" },
    ]);
  });

  it("would miss a rule that nobody enforces", () => {
    const { charter } = parse("## Do's\n- **[be-kind]** Be kind.\n- **[be-kind]** Twice.\n");
    expect(charter.rules.map((rule) => enforcementOf(rule.id))).toEqual([undefined]);
  });

  it("says where a rule stands twice", () => {
    const { warnings } = parse("## Do's\n- **[be-kind]** Be kind.\n- **[be-kind]** Twice.\n");
    expect(warnings).toEqual([{ path: "c.md", line: 6, reason: "rule “be-kind” stands twice: the first one counts" }]);
  });
});
