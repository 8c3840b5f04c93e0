import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Evidence, evidenceOf } from "../../src/app/evidence.ts";
import { readEnvironment } from "../../src/config/environment.ts";
import { findWorkspace } from "../../src/config/workspace.ts";
import { fixedClock } from "../../src/core/clock.ts";
import { silentLog } from "../../src/core/log.ts";
import type { Brief } from "../../src/domain/brief/brief.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let cwd = "";
let brief: Brief;
beforeAll(async () => {
  cwd = await demoFolder();
  brief = await runJson<Brief>(["ask", "why is Acme churning?", "--demo", "--no-model"], { cwd });
});
afterAll(() => removeFolder(cwd));

const evidence = async (...args: readonly string[]): Promise<Evidence> => runJson<Evidence>(["evidence", ...args, "--demo"], { cwd });
const idOf = (metric: string): string => brief.facts.find((fact) => fact.metric === metric)?.id ?? `no fact ${metric}`;

describe("evidence", () => {
  it("computes every fact of an answer again, to the same value", async () => {
    const workspace = await findWorkspace({ cwd, packageRoot: ROOT, demo: true });
    const deps = { workspace, environment: readEnvironment({}), clock: fixedClock("2026-11-22T09:00:00Z"), log: silentLog };
    expect(brief.facts.length).toBeGreaterThan(20);
    for (const { id, metric, value } of brief.facts) {
      const again = await evidenceOf(deps, { fact: id, task: brief.task, limit: 5 });
      expect({ id, metric, value: again.value, matches: again.matches, snapshot: again.snapshot }).toEqual({
        id,
        metric,
        value,
        matches: true,
        snapshot: brief.snapshot,
      });
    }
  });

  it("shows the rows behind a value with file and line", async () => {
    const { fact, value, matches, rows, more } = await evidence(idOf("gap_tickets"), "--task", brief.task, "--limit", "100");
    expect({ value, matches, more }).toEqual({ value: fact.value, matches: true, more: false });
    expect(rows.filter(({ account }) => account === "acme")).toHaveLength(Number(value));
    for (const { file, line } of rows)
      expect({ file, isLine: line === null || Number(line) > 0 }).toEqual({ file: "zendesk/tickets.json.gz", isLine: true });
    const [company] = (await evidence(idOf("account_name"))).rows;
    expect(company).toMatchObject({ name: "Acme Corp", file: "hubspot/companies.csv", line: 2 });
  });

  it("stops at the limit and says that there is more", async () => {
    const { rows, more } = await evidence(idOf("logins_change_30d"), "--limit", "3");
    expect({ rows: rows.length, more }).toEqual({ rows: 3, more: true });
  });

  it("takes the task answered last where none is named, and an id in small letters", async () => {
    const { task, fact } = await evidence("f1");
    expect({ task, id: fact.id }).toEqual({ task: brief.task, id: "F1" });
  });

  it("prints formula, value then and now, and rows for people", async () => {
    const { exit, stdout } = await runCli(["evidence", idOf("days_to_renewal"), "--demo"], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toContain("Formula  renewal date − as-of");
    expect(stdout).toMatch(/Then {5}24 .*\nNow {6}24 .*equal/);
    expect(stdout).toContain("stripe/subscriptions.csv:2");
  });

  it("lists what there is for an unknown fact and an unknown task", async () => {
    const fact = await runCli(["evidence", "F999", "--demo"], { cwd });
    expect(fact.exit).toBe(1);
    expect(fact.stderr).toMatch(/has no fact "F999"[\s\S]*F1 +account_name of acme/);
    const task = await runCli(["evidence", "F1", "--task", "churn-acne-2026w47", "--demo"], { cwd });
    expect(task.exit).toBe(1);
    expect(task.stderr).toContain(`Did you mean ${brief.task}?`);
    expect((await runCli(["evidence", "F1", "--task", "../../etc", "--demo"], { cwd })).exit).toBe(1);
    const empty = tempFolder();
    writeFiles(empty, { "echo.yaml": "" });
    expect((await runCli(["evidence", "F1"], { cwd: empty })).stderr).toContain("No answer has been given here yet");
    removeFolder(empty);
  });

  it("refuses a limit that is no number of rows", async () => {
    for (const limit of ["0", "-1", "many", "1.5"])
      expect((await runCli(["evidence", "F1", "--limit", limit, "--demo"], { cwd })).exit).toBe(1);
  });
});

it("tells by exit 2 that a value changed because the exports did", async () => {
  const folder = tempFolder();
  cpSync(join(ROOT, "examples/northstar/exports"), join(folder, "exports"), {
    recursive: true,
    filter: (path) => !path.includes("mixpanel"),
  });
  const { facts, task } = await runJson<Brief>(["ask", "why is Acme churning?", "--no-model"], { cwd: folder });
  const fact = facts.find(({ metric }) => metric === "overdue_invoices" || metric === "overdue_amount");
  expect(fact?.value).not.toBeNull();
  expect((await runJson<Evidence>(["evidence", fact?.id ?? "", "--task", task], { cwd: folder })).matches).toBe(true);
  removeFolder(join(folder, "exports/stripe/invoices.csv"));
  const after = await runJson<Evidence>(["evidence", fact?.id ?? "", "--task", task], { cwd: folder }, 2);
  expect(after).toMatchObject({ matches: false, value: null });
  expect(after.snapshot).not.toBe(after.fact.snapshot);
  const { exit, stdout } = await runCli(["evidence", fact?.id ?? "", "--task", task], { cwd: folder });
  expect(exit).toBe(2);
  expect(stdout).toContain("different: the snapshot is another by now");
  removeFolder(folder);
});

it("says once of what a figure of the book is", async () => {
  const asked = await runJson<Brief>(["ask", "what is our ARR?", "--demo", "--no-model"], { cwd });
  const id = asked.facts.find(({ metric }) => metric === "book_arr")?.id ?? "no fact";
  const { stdout } = await runCli(["evidence", id, "--task", asked.task, "--demo"], { cwd });
  expect(stdout).toContain(`${id}  ARR of the book: $`);
  const other = await runCli(["evidence", idOf("arr"), "--task", brief.task, "--demo"], { cwd });
  expect(other.stdout.split("\n")[0]).toMatch(/ of acme: \$/);
});
