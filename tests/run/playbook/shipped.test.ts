import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { METRICS } from "../../../src/domain/facts/metrics/registry.ts";
import { metricsUsed } from "../../../src/run/analyst/metrics-used.ts";
import type { Practice } from "../../../src/run/answer/practice.ts";
import { findAgent } from "../../../src/team/team.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";
import { removeFolder, tempFolder } from "../../../src/testing/temp-workspace.ts";
import { answer, type Example, openExample } from "../example.ts";

describe("the shipped playbooks", () => {
  let example: Example;
  let practice: Practice;
  beforeAll(async () => {
    example = await openExample();
    practice = example.practice;
  });
  afterAll(() => example.close());

  it("all load, one a file, but for lists, of which a file holds many", () => {
    const lists = [...practice.playbooks.values()].filter(({ id }) => id.startsWith("list-"));
    const others = [...practice.playbooks.values()].filter((playbook) => !lists.includes(playbook));
    expect(others.map(({ id, file }) => [id, basename(file, ".md")])).toEqual(others.map(({ id }) => [id, id]));
    expect([...practice.playbooks].map(([key, { id }]) => key === id)).not.toContain(false);
    expect(lists.length).toBeGreaterThanOrEqual(20);
    expect(lists.every(({ each, findings }) => each !== undefined && findings.length >= 2 && findings.length <= 5)).toBe(true);
    expect(practice.playbooks.size).toBeGreaterThanOrEqual(12);
  });

  it("name the account in every command that a step about it advises", () => {
    const advised = [...practice.playbooks.values()]
      .filter(({ about }) => about === "account")
      .flatMap(({ steps }) => steps.flatMap(({ what }) => what.match(/echo-cs [^`]*/g) ?? []));
    expect(advised.length).toBeGreaterThan(0);
    for (const command of advised) expect(command).toContain("{account_id|text}");
  });

  it("name only agents, playbooks, charter rules and references that exist", () => {
    const rules = new Set(practice.team.charter?.rules.map(({ id }) => id));
    const entries = new Set(practice.references.map(({ id }) => id));
    for (const { id, steps, handoffs, findings, cites } of practice.playbooks.values()) {
      const owners = [...steps.map(({ owner }) => owner), ...handoffs.map(({ to }) => to)];
      expect
        .soft(
          owners.filter((name) => findAgent(practice.team, name)?.name !== name),
          `${id}: agents`,
        )
        .toEqual([]);
      expect
        .soft(
          handoffs.filter(({ playbook }) => playbook !== undefined && !practice.playbooks.has(playbook)),
          `${id}: playbooks`,
        )
        .toEqual([]);
      expect
        .soft(
          handoffs.filter(({ rule }) => rule !== undefined && !rules.has(rule)),
          `${id}: rules`,
        )
        .toEqual([]);
      expect
        .soft(
          [...cites, ...findings.flatMap((found) => found.cites)].filter((cited) => !entries.has(cited)),
          `${id}: references`,
        )
        .toEqual([]);
    }
  });

  it("always have a headline to fall back on, and look at something", () => {
    for (const playbook of practice.playbooks.values()) {
      expect.soft(playbook.headline.at(-1)?.when, playbook.id).toBeUndefined();
      expect
        .soft(
          playbook.headline.slice(0, -1).every(({ when }) => when !== undefined),
          `${playbook.id}: a headline behind one that always holds is never reached`,
        )
        .toBe(true);
      expect.soft(metricsUsed(playbook).every((name) => METRICS.has(name)) && metricsUsed(playbook).length > 0, playbook.id).toBe(true);
    }
  });
});

describe("an edited playbook changes the next answer without a change of code", () => {
  const folders: string[] = [];
  let shipped: Example;
  beforeAll(async () => {
    shipped = await openExample();
  });
  afterAll(() => {
    shipped.close();
    folders.forEach(removeFolder);
  });

  async function edited(change: (text: string) => string): Promise<Example> {
    const references = tempFolder();
    folders.push(references);
    cpSync(join(ROOT, "references"), references, { recursive: true });
    const file = join(references, "playbooks", "churn-diagnosis.md");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, change(before));
    expect(readFileSync(file, "utf8")).not.toBe(before);
    return openExample("2026-11-20", references);
  }

  const ask = { playbook: "churn-diagnosis", account: "acme" };

  it("48 h that become 72 h move the due date by a day, and nothing else", async () => {
    const example = await edited((text) => text.replace(/(### reach-out\n(?:- .*\n)*?- due: )48 h/, "$172 h"));
    const [before, after] = [(await answer(shipped, ask)).brief, (await answer(example, ask)).brief];
    example.close();
    const due = (brief: typeof before): string | undefined => brief.actions.find(({ step }) => step === "reach-out")?.due;
    expect([due(before), due(after)]).toEqual(["2026-11-22", "2026-11-23"]);
    expect({
      ...after,
      actions: after.actions.map((action) => (action.step === "reach-out" ? { ...action, due: "2026-11-22" } : action)),
    }).toEqual(before);
  });

  it("a sentence in other words is printed in these words, and still checked", async () => {
    const example = await edited((text) =>
      text.replace(
        /(### usage-down\n(?:- .*\n)*?- say: ).*/,
        "$1People log in less: logins dropped {logins_change_30d|pct}, 900 fewer than hoped.",
      ),
    );
    const { brief } = await answer(example, ask);
    example.close();
    const index = brief.findings.findIndex(({ id }) => id === "usage-down");
    expect(brief.findings[index]?.statement).toBe("People log in less: logins dropped 50 %, 900 fewer than hoped.");
    expect(brief.verification.unverified).toMatchObject([{ where: `findings[${index}]`, claim: "900" }]);
  });

  it("a threshold out of reach silences the finding, its step and its place in the headline", async () => {
    const example = await edited((text) => text.replace(/(### usage-down\n(?:- .*\n)*?- when: logins_change_30d <= )-30%/, "$1-80%"));
    const [before, after] = [(await answer(shipped, ask)).brief, (await answer(example, ask)).brief];
    example.close();
    const found = (brief: typeof before): boolean => brief.findings.some(({ id }) => id === "usage-down");
    expect([found(before), found(after)]).toEqual([true, false]);
    expect(before.headline).toContain("logins fell");
    expect(after.headline).not.toContain("logins fell");
  });

  it("a severity lifted moves the cause to the front", async () => {
    const example = await edited((text) =>
      text
        .replace(/(### overdue\n(?:- .*\n)*?- severity: ).*/, "$1critical")
        .replace(/(### (?:champion-gone|usage-down)\n(?:- .*\n)*?- severity: ).*/g, "$1low"),
    );
    const { brief } = await answer(example, ask);
    example.close();
    expect(brief.findings[0]).toMatchObject({ id: "overdue", severity: "critical" });
    expect(brief.headline).toMatch(/days: \$14,850 past due/);
  });
});
