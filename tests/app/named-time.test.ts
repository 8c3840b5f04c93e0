import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Brief } from "../../src/domain/brief/brief.ts";
import type { Fact } from "../../src/domain/facts/fact.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

const ask = (question: string): Promise<Brief> => runJson<Brief>(["ask", question, "--demo", "--no-model"], { cwd });
const factOf = ({ facts }: Brief, metric: string): Fact | undefined => facts.find((fact) => fact.metric === metric);

interface MetricsJson {
  readonly nrr: number;
  readonly grr: number;
  readonly logo_churn: number;
  readonly nps: number;
  readonly arr: Readonly<Record<string, number>>;
  readonly targets: readonly { readonly metric: string; readonly verdict: string | null }[];
}

describe("a figure of a time that the question names", () => {
  it.each([
    ["what was our NRR in Q3?", "period_nrr", "nrr", "2026-07-01", "2026-09-30"],
    ["grr in 2026", "period_grr", "grr", "2026-01-01", "2026-11-20"],
    ["what was our churn rate last quarter?", "period_logo_churn", "logo_churn", "2026-07-01", "2026-09-30"],
    ["NPS since June", "period_nps", "nps", "2026-06-01", "2026-11-20"],
  ] as const)("%s is what `metrics` says of those days", async (question, metric, name, from, to) => {
    const brief = await ask(question);
    const fact = factOf(brief, metric);
    const metrics = await runJson<MetricsJson>(["metrics", "--demo", "--from", from, "--to", to], { cwd });
    expect(fact?.window).toEqual({ from, to });
    expect(fact?.value).toBe(metrics[name]);
    expect(brief.headline).toContain(`${from} to ${to}`);
    expect(brief.verification.unverified).toEqual([]);
    expect(brief.unknowns.map(({ needs }) => needs ?? "").join(" ")).not.toContain("--from");
  });

  it("can be computed again from the evidence of its days", async () => {
    const brief = await ask("what did we lose in Q3?");
    const fact = factOf(brief, "period_arr_lost");
    const again = await runJson<{ matches: boolean; value: number; rows: unknown[] }>(
      ["evidence", fact?.id ?? "", "--task", brief.task, "--demo"],
      { cwd },
    );
    expect(again).toMatchObject({ matches: true, value: fact?.value });
    expect(again.rows.length).toBeGreaterThan(0);
  });

  it("looks back from the end of that time where the figure is no figure of a period", async () => {
    const brief = await ask("what was Acme's health score in September?");
    const [score] = await runJson<{ score: number }[]>(
      ["health", "acme", "--as-of", "2026-09-30", "--demo", "--health", "customer-success"],
      { cwd },
    );
    const fact = factOf(brief, "health_score");
    expect(fact?.asOf).toBe("2026-09-30");
    expect(brief.headline).toContain("as of 2026-09-30");
    if (fact?.formula.includes("(model customer-success)") === true) expect(fact.value).toBeCloseTo(score?.score ?? -1, 6);
  });

  it("counts tickets of exactly those days", async () => {
    const brief = await ask("how many tickets did we get last month?");
    const { stdout } = await runCli(
      [
        "sql",
        "SELECT count(*) AS n FROM tickets WHERE day_of(created_at) BETWEEN DATE '2026-10-01' AND DATE '2026-10-31'",
        "--demo",
        "--json",
      ],
      { cwd },
    );
    expect(factOf(brief, "period_tickets")?.value).toBe(Number(/\d+/.exec(stdout.replaceAll(/"n"/g, ""))?.[0]));
  });
});

describe("renewals", () => {
  it("mean the same to `ask` and to the command", async () => {
    const { renewals } = await runJson<{ renewals: { account: string; arr_minor: number }[] }>(["renewals", "--days", "90", "--demo"], {
      cwd,
    });
    const brief = await ask("renewals");
    expect(factOf(brief, "period_renewals")?.value).toBe(new Set(renewals.map(({ account }) => account)).size);
    expect(factOf(brief, "period_renewals_arr")?.value).toBe(renewals.reduce((sum, { arr_minor: minor }) => sum + minor, 0));
    expect(new Set(brief.findings.map(({ statement }) => statement.split(/ renews on |: /)[0])).size).toBe(renewals.length);
    const metric = await ask("how many renewals are due in 90 days?");
    expect(metric.headline).toContain(String(renewals.length));
  });
});

describe("targets", () => {
  it("missed are those that `metrics` calls missed", async () => {
    const brief = await ask("are we on target?");
    const { targets } = await runJson<MetricsJson>(["metrics", "--demo"], { cwd });
    const missed = targets.filter(
      ({ verdict, metric }) => verdict === "missed" && !["expansion_found", "promoter_customers"].includes(metric),
    );
    expect(factOf(brief, "period_targets_missed")?.value).toBe(missed.length);
  });
});

describe("lists", () => {
  it("of accounts without a sponsor hold those whose contacts name none", async () => {
    const brief = await ask("which accounts have no executive sponsor");
    expect(brief.findings.map(({ statement }) => statement.split(":")[0])).toEqual(["Acme Corp", "Granite Mutual", "Brightloom"]);
    expect(brief.task).toContain("no-sponsor-book");
  });

  it("know the question's own days and narrow themselves to a segment", async () => {
    const wide = await ask("who hasn't been contacted in 60 days");
    const narrow = await ask("which smb accounts haven't been contacted in 60 days");
    const far = await ask("who hasn't been contacted in 120 days");
    expect(narrow.findings.length).toBeLessThan(wide.findings.length);
    expect(far.findings.length).toBeLessThan(wide.findings.length);
    expect(wide.headline).toContain("60 days");
    for (const brief of [wide, narrow, far]) expect(brief.verification.unverified).toEqual([]);
  });

  it("lead with the account that gave notice", async () => {
    const brief = await ask("which accounts are at risk?");
    expect(brief.findings[0]?.statement).toMatch(/^Wickerwood Furniture gave notice/);
    // Grave warnings at green accounts are told at the end, unless the question is of some accounts only.
    expect(brief.findings.at(-1)?.statement).toMatch(/^Neither red nor yellow.*Marrowstone Bank.*Pellucid Biotech/);
    expect((await ask("enterprise accounts at risk")).findings.map(({ kind }) => kind)).not.toContain("gap");
    expect((await ask("why is Wickerwood churning?")).headline).toMatch(/gave notice on 2026-11-02/);
  });
});

it("a task is named after what is asked", async () => {
  const tasks = await Promise.all(
    ["what is our NRR?", "what is our NPS?", "what is Acme's ARR?"].map(async (question) => (await ask(question)).task),
  );
  expect(tasks).toEqual(["nrr-12m-book-2026w47", "nps-90d-book-2026w47", "arr-acme-2026w47"]);
});

it("a comparison says which of its names is unknown", async () => {
  const { exit, stderr } = await runCli(["ask", "compare Acme and Brigtloom", "--demo", "--no-model"], { cwd });
  expect([exit, stderr.includes("Brigtloom"), stderr.includes("Did you mean Brightloom?")]).toEqual([1, true, true]);
});
