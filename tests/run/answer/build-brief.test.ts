import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT_CAUSES } from "../../../src/domain/brief/brief.ts";
import { METRICS } from "../../../src/domain/facts/metrics/registry.ts";
import { citedIn } from "../../../src/run/verify/template.ts";
import { answer, type Answered, type Asked, type Example, openExample, textsOf } from "../example.ts";

const AGENTS: Readonly<Record<string, string>> = {
  renewal: "customer-success-manager",
  expansion: "customer-success-manager",
  "support-review": "customer-support",
  "commercial-support": "account-executive",
  "capability-gap": "product-engineer",
};

/** Every question the shipped playbooks can be asked about the example: each account; with `figures` each figure, of some accounts in turn. */
function everyQuestion({ practice, accounts }: Example, figures: boolean): Asked[] {
  return [...practice.playbooks.values()].flatMap(({ id, about, intent }): Asked[] => {
    const agent = AGENTS[id] ?? "retention-specialist";
    const subjects = about === "account" ? accounts.map(({ account }) => account) : [undefined];
    if (intent !== "metric") return subjects.map((account) => ({ playbook: id, account, agent }));
    const asked = figures ? [...METRICS.values()].filter((metric) => metric.about === about) : [];
    return asked.flatMap(({ name }, turn) =>
      subjects
        .filter((_, index) => (index + turn) % 14 === 0 || subjects.length === 1)
        .map((account) => ({ playbook: id, account, agent, asked: name })),
    );
  });
}

function complaints({ brief }: Answered): string[] {
  return brief.verification.unverified.map(
    ({ where, claim, reason }) => `${brief.intent} ${brief.account ?? "book"} ${where} "${claim}": ${reason}`,
  );
}

describe.each([
  ["2026-11-20", true],
  ["2026-09-30", false],
  ["2026-07-15", false],
])("every answer to every question about the example as of %s", (asOf, figures) => {
  let example: Example;
  let answers: Answered[];
  beforeAll(async () => {
    example = await openExample(asOf);
    answers = [];
    for (const asked of everyQuestion(example, figures)) answers.push(await answer(example, asked));
  }, 400_000);
  afterAll(() => example.close());

  it("claims nothing that its Facts do not back", () => {
    expect(answers.flatMap(complaints)).toEqual([]);
    expect(answers.length).toBeGreaterThan(42 * 8);
    expect(answers.every(({ brief }) => brief.verification.checked > 0)).toBe(true);
  });

  it("leaves no hole in a sentence", () => {
    const holes = answers.flatMap((answered) =>
      textsOf(answered).filter(
        (text) =>
          text.trim() === "" ||
          /[{}]|#[0-9a-f]{6}|\bF\d+\b|undefined|\bNaN\b|\bnull\b|\bunknown\b|: \.|\s{2}\S/.test(text.replaceAll("\n", "|")),
      ),
    );
    expect(holes).toEqual([]);
  });

  it("cites only Facts that it lists, numbered from F1 in reading order, and lists none it does not use", () => {
    for (const { brief, contribution, handoffs } of answers) {
      const ids = brief.facts.map(({ id }) => id);
      expect(ids).toEqual(ids.map((_, index) => `F${index + 1}`));
      const read = [
        brief.headline_template,
        ...brief.findings.flatMap(({ template, facts }) => [template, ...facts.map((id) => `{${id}}`)]),
      ];
      // Strengths that a consulted agent found stay in its packet, so only one agent's answer is read from top to bottom here.
      const inOrder = [...new Set(read.flatMap(citedIn))];
      if (contribution.handoffs.length === 0) expect(inOrder).toEqual(ids.slice(0, inOrder.length));
      const used = new Set([
        ...inOrder,
        ...brief.actions.flatMap(({ template, why }) => [...citedIn(template), ...why]),
        ...handoffs.flatMap(({ facts }) => facts.map(({ id }) => id)),
      ]);
      expect([...used].filter((id) => !ids.includes(id))).toEqual([]);
      for (const finding of brief.findings)
        if (finding.kind !== "gap") expect(finding.facts.length + citedIn(finding.template).length, finding.statement).toBeGreaterThan(0);
      for (const fact of brief.facts)
        expect(fact).toMatchObject({ asOf, snapshot: brief.snapshot, key: expect.stringMatching(/^[0-9a-f]{12}$/) });
    }
  });

  it("gives every cause one of the eight root causes, and nothing else one that is not", () => {
    const causes = answers.flatMap(({ brief }) => brief.findings.filter(({ kind }) => kind === "cause"));
    expect(causes.length).toBeGreaterThan(0);
    expect(causes.filter(({ cause }) => !ROOT_CAUSES.some((known) => known === cause))).toEqual([]);
  });

  it("has every step owned, dated from as-of on, and resting on listed Facts", () => {
    for (const { brief } of answers) {
      for (const { due, owner } of brief.actions) expect([due >= asOf, owner !== ""]).toEqual([true, true]);
      expect(new Set(brief.actions.map(({ playbook, step }) => `${playbook}/${step}`)).size).toBe(brief.actions.length);
    }
  });
});

describe("an answer", () => {
  let example: Example;
  beforeAll(async () => {
    example = await openExample();
  });
  afterAll(() => example.close());
  const churn = { playbook: "churn-diagnosis", account: "acme" };

  it("is the same to the byte when nothing changed, with and without a ledger", async () => {
    const first = await answer(example, churn);
    const again = await answer(example, churn);
    const later = await answer(example, { ...churn, ledger: first.ledger });
    expect(JSON.stringify(again.brief)).toBe(JSON.stringify(first.brief));
    expect(JSON.stringify(later.brief)).toBe(JSON.stringify(first.brief));
    expect(later.ledger).toEqual(first.ledger);
    const other = await openExample();
    expect(JSON.stringify((await answer(other, churn)).brief)).toBe(JSON.stringify(first.brief));
    other.close();
  });

  it("keeps the ids the task's ledger knows and never gives one to another Fact", async () => {
    const first = await answer(example, { playbook: "account-overview", account: "acme" });
    const second = await answer(example, { ...churn, ledger: first.ledger });
    const known = new Map(first.ledger.map(({ id, key }) => [id, key]));
    for (const fact of second.brief.facts) if (known.has(fact.id)) expect(fact.key).toBe(known.get(fact.id));
    const shared = second.brief.facts.filter(({ key }) => [...known.values()].includes(key));
    expect(shared.length).toBeGreaterThan(3);
    expect(shared.every(({ id, key }) => known.get(id) === key)).toBe(true);
  });

  it("names Acme's causes, the gravest first, with owners and dates", async () => {
    const { brief } = await answer(example, churn);
    expect(brief).toMatchObject({
      schema: 1,
      mode: "analyst",
      lane: "account-management",
      agent: "retention-specialist",
      intent: "churn",
      account: "acme",
      account_name: "Acme Corp",
    });
    expect(brief.headline).toBe(
      "Acme Corp is at risk with $118,800 of ARR up for renewal in 24 days: the champion left; logins fell 50 %; 9 tickets on user provisioning (SSO and SCIM).",
    );
    const causes = brief.findings.filter(({ kind, agent }) => kind === "cause" && agent === undefined);
    expect(causes.map(({ cause }) => cause)).toEqual(
      expect.arrayContaining(["champion", "adoption", "product-fit", "service", "billing", "competition"]),
    );
    expect(causes[0]).toMatchObject({ id: "champion-gone", severity: "critical" });
    expect(brief.actions.find(({ step }) => step === "reach-out")).toMatchObject({
      owner: "customer-success-manager",
      owner_name: "Hannah Lindqvist",
      due: "2026-11-22",
    });
  });

  it("tells what colleagues found under their names, without the strengths they saw", async () => {
    const { brief, contribution } = await answer(example, churn);
    const theirs = brief.findings.filter(({ agent }) => agent !== undefined);
    expect(new Set(theirs.map(({ agent }) => agent))).toContain("customer-support");
    expect(theirs.some(({ kind }) => kind === "strength")).toBe(false);
    const consulted = contribution.handoffs.map(({ to, mode, status }) => ({ to, mode, status }));
    expect(consulted).toEqual(
      expect.arrayContaining([
        { to: "customer-support", mode: "consult", status: "answered" },
        { to: "account-executive", mode: "collaborate", status: "answered" },
      ]),
    );
  });

  it("says why a figure has no value, and which way a change went", async () => {
    const figure = async (account: string, asked: string): Promise<string> =>
      (await answer(example, { playbook: "account-metric", account, asked })).brief.headline;
    expect(await figure("acme", "churned_on")).toBe(
      "Acme Corp: churned on: not known (a subscription is in force). Defined as: end of the last subscription, where none is in force.",
    );
    expect(await figure("acme", "logins_change_30d")).toMatch(/: fell 50 %\. Defined as/);
    expect(await figure("brightloom", "logins_change_30d")).toMatch(/: rose 5\.1 %\. Defined as/);
    expect(await figure("acme", "seats")).toMatch(/^Acme Corp: licensed seats: 60\. Defined as/);
  });

  it("names every reference that its findings cite, each once", async () => {
    const { brief, contribution } = await answer(example, churn);
    const cited = contribution.draft.cites;
    expect(brief.references.map(({ id }) => id)).toEqual(expect.arrayContaining([...cited]));
    expect(new Set(brief.references.map(({ id }) => id)).size).toBe(brief.references.length);
    expect(brief.references.every(({ file }) => /^references\/.+\.md$/.test(file))).toBe(true);
  });
});
