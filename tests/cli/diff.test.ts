import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BookDiff } from "../../src/app/book-diff.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { planBook } from "./plan-book.ts";

const [FROM, TO] = ["2026-07-31", "2026-11-20"];
let demo = "";
let own = "";
let diff: BookDiff;
beforeAll(async () => {
  demo = await demoFolder();
  own = tempFolder();
  planBook(own);
  diff = await runJson<BookDiff>(["diff", FROM, TO, "--demo"], { cwd: demo });
});
afterAll(() => [demo, own].forEach(removeFolder));

const sql = <Row>(query: string): Promise<Row[]> => runJson<Row[]>(["sql", query, "--demo", "--limit", "0"], { cwd: demo });

describe("what changed between two days", () => {
  it("adds up: each account's change, the bridge, and plain SQL at both ends", async () => {
    const at = async (day: string): Promise<Map<string, number>> => {
      const rows = await sql<{ account: string; arr: number }>(
        `select account, sum(arr_minor)::bigint arr from subscriptions where account is not null and started_at::date <= date '${day}' and (ended_at is null or ended_at::date > date '${day}') and (trial_end_at is null or trial_end_at::date <= date '${day}') and currency = 'USD' group by 1`,
      );
      return new Map(rows.map(({ account, arr }) => [account, arr]));
    };
    const [before, after] = [await at(FROM), await at(TO)];
    const sum = (map: Map<string, number>): number => [...map.values()].reduce((total, one) => total + one, 0);
    expect(diff.arr).toMatchObject({ start: sum(before), end: sum(after) });
    expect(diff.customers).toMatchObject({ start: before.size, end: after.size });
    const changed = [...new Set([...before.keys(), ...after.keys()])]
      .filter((account) => before.get(account) !== after.get(account))
      .sort();
    expect(diff.movements.map(({ account }) => account).sort()).toEqual(changed);
    for (const { account, from_minor: was, to_minor: is } of diff.movements)
      expect([was, is]).toEqual([before.get(account) ?? 0, after.get(account) ?? 0]);
    expect(diff.movements.reduce((total, { change_minor: change }) => total + change, 0)).toBe(sum(after) - sum(before));
    for (const { kind, from_minor: was, to_minor: is } of diff.movements)
      expect(kind).toBe(was === 0 ? "new" : is === 0 ? "lost" : is > was ? "grew" : "shrank");
    expect(diff.movements.length).toBeGreaterThan(2);
  });

  it("names the signals that `signals` shows on one of the days only", async () => {
    const on = async (day: string): Promise<string[]> =>
      (await runJson<{ account: string; signal: string }[]>(["signals", "--demo", "--as-of", day], { cwd: demo })).map(
        ({ account, signal }) => `${account}/${signal}`,
      );
    const [before, after] = [await on(FROM), await on(TO)];
    const keys = (list: readonly { account: string; signal: string }[]): string[] =>
      list.map(({ account, signal }) => `${account}/${signal}`).sort();
    expect(keys(diff.signals.opened)).toEqual(after.filter((key) => !before.includes(key)).sort());
    expect(keys(diff.signals.closed)).toEqual(before.filter((key) => !after.includes(key)).sort());
  });

  it("counts tickets so that start, opened, solved and end agree", async () => {
    const { opened, solved, open_from: before, open_to: after } = diff.tickets;
    expect(after).toBe(before + opened - solved);
    const [row] = await sql<{ n: number }>(
      `select count(*) n from tickets where account is not null and created_at::date > date '${FROM}' and created_at::date <= date '${TO}'`,
    );
    expect(opened).toBe(row?.n);
  });

  it("tells moves between tiers as `health diff` does, and only those", async () => {
    const health = await runJson<{ moves: { from: string; to: string; accounts: number }[] }>(["health", "diff", FROM, TO, "--demo"], {
      cwd: demo,
    });
    const moved = health.moves.filter(({ from, to }) => from !== to);
    expect(diff.moves).toEqual(moved);
    expect(diff.tiers.length).toBe(moved.reduce((total, { accounts }) => total + accounts, 0));
  });

  it("settles renewals that were up and tells those that came up", async () => {
    const short = await runJson<BookDiff>(["diff", "2026-10-31", TO, "--demo"], { cwd: demo });
    expect(short.renewals).toContainEqual({
      account: "glasswing-security",
      name: "Glasswing Security",
      kind: "renewed",
      renewal_on: "2026-11-03",
      arr_minor: 2_850_000,
      currency: "USD",
    });
    const ended = await runJson<BookDiff>(["diff", "2026-01-15", "2026-02-15", "-C", own], { cwd: own });
    expect(ended.renewals).toContainEqual(expect.objectContaining({ account: "heath-sons", kind: "ended", renewal_on: "2026-02-01" }));
    expect(ended.movements).toEqual([expect.objectContaining({ account: "heath-sons", kind: "lost", change_minor: -600_000 })]);
  });

  it("prints Markdown for a pull request, the same bytes twice, with hostile names inert", async () => {
    const argv = ["diff", "2025-01-15", "2025-02-15", "-C", own, "--md"];
    const [one, two] = [await runCli(argv, { cwd: own }), await runCli(argv, { cwd: own })];
    expect(one.exit).toBe(0);
    expect(two.stdout).toBe(one.stdout);
    expect(one.stdout).toContain("# What changed: 2025-01-15 to 2025-02-15");
    expect(one.stdout).toContain("| Fernway | new | $0 | $24,000 |");
    expect(one.stdout).not.toMatch(/(?<!\\)<img/);
    expect(one.stdout).not.toContain("-$0");
  });

  it("fits 100 columns and a narrower terminal, and refuses days that are none or turned round", async () => {
    for (const width of [100, 72]) {
      const { stdout } = await runCli(["diff", FROM, TO, "--demo"], { cwd: demo, width });
      for (const line of stdout.split("\n")) expect([...line].length).toBeLessThanOrEqual(width);
    }
    const turned = await runCli(["diff", TO, FROM, "--demo"], { cwd: demo });
    expect([turned.exit, turned.stderr]).toEqual([1, expect.stringContaining(`echo-cs diff ${FROM} ${TO}`)]);
    const beyond = await runCli(["diff", FROM, "2026-12-01", "--demo"], { cwd: demo });
    expect([beyond.exit, beyond.stderr]).toEqual([0, expect.stringContaining("The data end on 2026-11-2")]);
    expect((await runCli(["diff", FROM, "2028-01-01", "--demo"], { cwd: demo })).exit).toBe(1);
    expect((await runCli(["diff", "soon", TO, "--demo"], { cwd: demo })).stderr).toContain("soon");
  });
});
