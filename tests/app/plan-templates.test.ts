import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parsePlanTemplate, type PlanTemplate } from "../../src/app/plan-template.ts";
import { loadPlanTemplates, requirePlan } from "../../src/app/plan-templates.ts";
import { wantedSteps } from "../../src/app/plan-steps.ts";
import { UserError } from "../../src/core/errors.ts";
import { Values } from "../../src/run/analyst/values.ts";
import { loadPlaybooks } from "../../src/run/playbook/load-playbooks.ts";
import { loadTeam } from "../../src/team/load-team.ts";
import { findAgent, type Team } from "../../src/team/team.ts";
import { ROOT } from "../../src/testing/demo-book.ts";

const REFERENCES = [join(ROOT, "references")];
const KINDS = [
  "account",
  "competitor",
  "expansion",
  "onboarding",
  "proposal",
  "re-engagement",
  "recovery",
  "renewal",
  "success",
  "win-back",
];

let templates: ReadonlyMap<string, PlanTemplate>;
let team: Team;
beforeAll(async () => {
  templates = await loadPlanTemplates(REFERENCES);
  team = await loadTeam([join(ROOT, "agents")], { references: REFERENCES });
});

describe("the shipped plans", () => {
  it("are the ten kinds, each under its name", () => {
    expect([...templates.keys()]).toEqual(KINDS);
  });

  it("give every step to an agent of the charter, and the plan to one of the lane it names", () => {
    for (const { kind, agent, lane, phases } of templates.values()) {
      for (const { owner, id } of phases.flatMap(({ steps }) => steps)) expect(findAgent(team, owner)?.name, `${kind}/${id}`).toBe(owner);
      const home = team.charter?.lanes.find(({ id }) => id === lane);
      expect(home?.agents, kind).toContain(agent);
    }
  });

  it("leave the renewal conversation to the success manager and the closing to sales", () => {
    const owner = (kind: string, step: string): string | undefined =>
      templates
        .get(kind)
        ?.phases.flatMap(({ steps }) => steps)
        .find(({ id }) => id === step)?.owner;
    expect(owner("renewal", "open-talk")).toBe("customer-success-manager");
    expect(owner("renewal", "quote")).toBe("account-executive");
    expect(owner("expansion", "problem")).toBe("customer-success-manager");
    expect(owner("expansion", "close")).toBe("account-executive");
  });

  it("rest on playbooks that there are, and point to plans that there are where they do not fit", async () => {
    const playbooks = await loadPlaybooks(REFERENCES);
    const all = [...templates.values()];
    expect(all.flatMap(({ playbook }) => playbook ?? []).filter((playbook) => !playbooks.has(playbook))).toEqual([]);
    const others = all.flatMap(({ needs }) => needs.flatMap(({ instead }) => /^echo-cs plan (\S+)$/.exec(instead)?.[1] ?? []));
    expect(others.filter((kind) => !KINDS.includes(kind))).toEqual([]);
  });
});

describe("the steps of a plan", () => {
  const template = parsePlanTemplate(
    `---\nplan: p\ntitle: P\ngoal: G\nagent: a\nlane: l\n---\n## One\n${["a", "b", "c", "d", "e", "f", "g"].map((id) => `### ${id}\n- do: Do ${id}\n- owner: a\n- due: today - 3 wd\n`).join("")}\n### later\n- do: Later\n- owner: a\n- due: today + 1 wd\n\n### never\n- do: Never\n- owner: a\n- due: today\n- when: arr > 0\n`,
    "/p.md",
  );

  it("are caught up three a working day where they were late from the start, and left out where their test fails", () => {
    // 2026-11-20 is a Friday.
    const steps = wantedSteps(template, { values: new Values([]), opened: "2026-11-20", calendar: { holidays: new Set(["2026-11-23"]) } });
    expect(steps.map(({ item, due }) => [item, due])).toEqual([
      ["plan-p/a", "2026-11-20"],
      ["plan-p/b", "2026-11-20"],
      ["plan-p/c", "2026-11-20"],
      ["plan-p/d", "2026-11-24"],
      ["plan-p/e", "2026-11-24"],
      ["plan-p/f", "2026-11-24"],
      ["plan-p/g", "2026-11-25"],
      ["plan-p/later", "2026-11-24"],
    ]);
    expect(new Set(steps.map(({ late }) => late))).toEqual(new Set(["2026-11-17", null]));
  });

  it("refuse a file that is called otherwise, a step given twice, and none at all", () => {
    const text = `---\nplan: p\ntitle: P\ngoal: G\nagent: a\nlane: l\n---\n`;
    const step = "### a\n- do: Do\n- owner: a\n- due: today\n";
    expect(() => parsePlanTemplate(`${text}## One\n${step}`, "/q.md")).toThrow(/is called "p"/);
    expect(() => parsePlanTemplate(`${text}## One\n${step}${step}`, "/p.md")).toThrow(/two steps are called "a"/);
    expect(() => parsePlanTemplate(text, "/p.md")).toThrow(/no step/);
    expect(() => parsePlanTemplate(`${text.replace("goal: G", "goal: G\nfigures: [arrr]")}## One\n${step}`, "/p.md")).toThrow(
      /no metric "arrr"/,
    );
    expect(() => parsePlanTemplate(`${text}## One\n${step.replace("today", "arr - 3 d")}`, "/p.md")).toThrow(/no date/);
    expect(() => requirePlan("onbording", templates)).toThrow(UserError);
  });
});
