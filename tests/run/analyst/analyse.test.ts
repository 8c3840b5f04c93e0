import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure } from "../../../src/book/measure.ts";
import { analyse, type AnalystWork } from "../../../src/run/analyst/analyse.ts";
import type { Playbook } from "../../../src/run/playbook/playbook.ts";
import { type Example, openExample } from "../example.ts";
import { finding, playbook } from "./samples.ts";

let example: Example;
beforeAll(async () => {
  example = await openExample();
});
afterAll(() => example.close());

function work(of: Playbook, more: Partial<AnalystWork> = {}): AnalystWork {
  return {
    agent: "customer-success-manager",
    playbook: of,
    subject: { account: "acme" },
    present: example.present,
    accounts: example.accounts.map(({ account }) => account),
    path: [],
    workOn: "2026-11-20",
    ...more,
  };
}

describe("a playbook that lists accounts", () => {
  const body = `## Headline\n### h\n- when: risks >= 1\n- say: Risks seen; {book_accounts|num} accounts in all.\n### none\n- say: none\n## Each\n### e\n- where: health_tier = red or health_tier = yellow\n- order: health_score asc, arr desc\n- limit: 4\n## Findings\n${finding("red", { kind: "risk", when: "health_tier = red", severity: "high", say: "{account_name|text}: {health_score|score}" })}${finding("yellow", { kind: "risk", when: "health_tier = yellow", say: "{account_name|text}: {health_score|score} of {book_accounts|num} accounts" })}## Steps\n### reach\n- do: Reach out\n- owner: retention-specialist\n- due: 48 h\n- for: red\n### never\n- do: Nothing\n- owner: retention-specialist\n- due: 48 h\n- when: causes >= 1`;

  it("finds once an account, in its order and up to its limit, and acts once for all", async () => {
    const { draft } = await analyse(
      work(playbook(body, "about: book"), { subject: { book: "all" } }),
      example.session.context(),
      example.practice,
    );
    expect(draft.findings).toHaveLength(4);
    const scores = draft.findings.map(
      ({ facts }) => facts.map((key) => draft.measurements.get(key)).find((measurement) => measurement?.metric === "health_score")?.value,
    );
    expect(scores).toEqual(scores.toSorted((a, b) => Number(a) - Number(b)));
    expect(scores.every((score) => typeof score === "number")).toBe(true);
    const subjects = draft.findings.map(({ facts }) => JSON.stringify(draft.measurements.get(facts[0] ?? "")?.subject));
    expect(new Set(subjects).size).toBe(4);
    // The findings of the accounts count, and call for steps.
    expect(draft.headline).toMatch(/^Risks seen; \{#[0-9a-f]+\|num\} accounts in all\.$/);
    expect(draft.actions.map(({ step }) => step)).toEqual(["reach"]);
    expect(draft.actions[0]?.why.length).toBeGreaterThan(0);
    // Figures of the book may stand beside an account's.
    expect(draft.findings.every(({ template }) => !/\{book/.test(template))).toBe(true);
  });
});

describe("a list whose gravest come first", () => {
  const account = (id: string, when: string, severity: string): string =>
    finding(id, { kind: "risk", when, severity, say: "{account_name|text}: {arr|money}" });
  const listed = async (order: string): Promise<string[]> => {
    const body = `## Headline\n### h\n- say: x\n## Each\n### e\n- where: health_tier = red or health_tier = yellow\n- order: ${order}\n- limit: 3\n## Findings\n${account("red", "health_tier = red", "high")}${account("yellow", "health_tier = yellow", "critical when health_score <= 64; medium")}${finding("whole", { kind: "gap", when: "book_accounts >= 1", severity: "critical", say: "{book_accounts|num} accounts" })}`;
    const { draft } = await analyse(
      work(playbook(body, "about: book"), { subject: { book: "all" } }),
      example.session.context(),
      example.practice,
    );
    return draft.findings.map(({ id, severity }) => `${id} ${severity}`);
  };

  it("is cut after they are put in order, and tells what is of the whole book once, at its end", async () => {
    const whole = "whole critical";
    expect(await listed("severity desc, health_score desc")).toEqual(["yellow critical", "red high", "yellow medium", whole]);
    expect(await listed("health_score desc")).toEqual(["yellow medium", "yellow medium", "yellow medium", whole]);
  });
});

describe("handing on", () => {
  const handoff = (to: string, mode: string, then: string): string =>
    `## Headline\n### h\n- say: x\n## Handoffs\n### ${to}\n- mode: ${mode}\n- when: arr > 0\n- reason: {arr|money} of ARR in question\n- ask: What then?\n- due: 48 h\n- facts: arr\n${then}`;
  const by = async (body: string, more: Partial<AnalystWork> = {}): Promise<unknown[]> => {
    const { handoffs } = await analyse(work(playbook(body), more), example.session.context(), example.practice);
    return handoffs.map(({ from, to, status, outside, answer, rule }) => ({
      from,
      to,
      status,
      outside,
      answered: answer?.playbook.id ?? null,
      ruled: rule !== null,
    }));
  };

  it("lets a colleague answer by the playbook that is named", async () => {
    expect(await by(handoff("account-executive", "collaborate", "- playbook: commercial-support"))).toEqual([
      {
        from: "customer-success-manager",
        to: "account-executive",
        status: "answered",
        outside: false,
        answered: "commercial-support",
        ruled: false,
      },
    ]);
  });

  it("leaves a packet where no playbook answers, and where nobody of the team does", async () => {
    expect(await by(handoff("account-executive", "collaborate", ""))).toMatchObject([{ status: "filed", answered: null }]);
    expect(await by(handoff("account-executive", "collaborate", "- playbook: of-nobody"))).toMatchObject([
      { status: "filed", answered: null },
    ]);
  });

  it("refuses to send a question back to one who had it, and says by which rule", async () => {
    expect(
      await by(handoff("account-executive", "collaborate", "- playbook: commercial-support"), { path: ["account-executive"] }),
    ).toMatchObject([{ status: "refused", answered: null, ruled: true }]);
  });
});

describe("measuring", () => {
  it("refuses a figure of one account where none is named", async () => {
    await expect(measure(example.session.context(), { book: "all" }, ["arr"])).rejects.toMatchObject({ code: "needs-account" });
  });
});
