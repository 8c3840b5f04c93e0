import { access } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCharter } from "../../src/team/charter.ts";
import { loadCharter } from "../../src/team/load-charter.ts";
import { enforcementOf, RULES } from "../../src/team/policy/rules.ts";

const ROOT = join(import.meta.dirname, "../..");

describe("the shipped charter", () => {
  it("has every rule in the table of enforcement, and the table no other", async () => {
    const { charter, warnings } = await loadCharter(join(ROOT, "agents/ECHO.md"));
    expect(warnings).toEqual([]);
    expect(RULES.map((rule) => rule.id).sort()).toEqual(charter.rules.map((rule) => rule.id).sort());
    for (const rule of RULES) await access(join(ROOT, rule.file));
  });

  it("has an escalation list and a list that support decides alone", async () => {
    const { charter } = await loadCharter(join(ROOT, "agents/ECHO.md"));
    const authority = charter.rules.filter((rule) => rule.section === "authority");
    expect(authority.filter((rule) => rule.escalate).length).toBeGreaterThan(3);
    expect(authority.filter((rule) => !rule.escalate).length).toBeGreaterThan(3);
    for (const rule of authority)
      expect(enforcementOf(rule.id)?.how.startsWith(rule.escalate ? "A ground" : "No ground"), rule.id).toBe(true);
  });

  it("would miss a rule that nobody enforces", () => {
    const { charter } = parseCharter("---\nkind: charter\n---\n## Do's\n- **[be-kind]** Be kind.\n- **[be-kind]** Twice.\n", "c.md");
    expect(charter.rules.map((rule) => enforcementOf(rule.id))).toEqual([undefined]);
  });

  it("says where a rule stands twice", () => {
    const { warnings } = parseCharter("---\nkind: charter\n---\n## Do's\n- **[be-kind]** Be kind.\n- **[be-kind]** Twice.\n", "c.md");
    expect(warnings).toEqual([{ path: "c.md", line: 6, reason: "rule “be-kind” stands twice: the first one counts" }]);
  });
});
