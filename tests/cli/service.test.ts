import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceReport } from "../../src/app/service.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

const service = (...argv: readonly string[]): Promise<ServiceReport> => runJson<ServiceReport>(["service", ...argv, "--demo"], { cwd });
const sql = async (statement: string): Promise<Record<string, number>> => {
  const [row] = await runJson<Record<string, number>[]>(["sql", statement, "--demo"], { cwd });
  return row ?? {};
};
const DAYS = "created_at >= '2026-08-23' and created_at < '2026-11-21'";

describe("service", () => {
  it("counts as plain SQL does", async () => {
    const { all, from, as_of: asOf } = await service();
    expect([from, asOf]).toEqual(["2026-08-23", "2026-11-20"]);
    const oracle = await sql(
      `select count(*) as tickets, count(*) filter (first_reply_minutes <= 240) as in_time, count(*) filter (first_reply_minutes > 240) as late, count(*) filter (solved_at < '2026-11-21') as solved,
       count(*) filter (reopens > 0) as reopened, count(*) filter (satisfaction = 'bad') as rated_bad, count(*) filter (above_support is not null) as above_support from tickets where ${DAYS}`,
    );
    expect(all).toMatchObject(oracle);
    const { open, median } = await sql(
      `select count(*) as open, (select quantile_disc(first_reply_minutes, 0.5) from tickets where ${DAYS}) as median from tickets where created_at < '2026-11-21' and (solved_at is null or solved_at >= '2026-11-21')`,
    );
    expect(all.open).toBe(open);
    expect(all.first_reply_median_hours).toBe(Math.round(((median ?? 0) / 60) * 100) / 100);
  });

  it("splits into accounts, agents and months that add up to the whole", async () => {
    for (const by of ["account", "agent", "month"]) {
      const { all, groups } = await service("--by", by);
      for (const key of ["tickets", "in_time", "late", "solved", "above_support", "open"] as const)
        expect
          .soft(
            groups.reduce((sum, group) => sum + group[key], 0),
            `${by} ${key}`,
          )
          .toBe(all[key]);
    }
    const { all } = await service("acme");
    const { groups } = await service("--by", "account");
    expect(groups.find(({ key }) => key === "acme")).toEqual(all);
  });

  it("sees nothing after as-of", async () => {
    const { all } = await service("--as-of", "2026-09-30", "--days", "30");
    const oracle = await sql(
      "select count(*) as tickets, count(*) filter (solved_at < '2026-10-01') as solved from tickets where created_at >= '2026-09-01' and created_at < '2026-10-01'",
    );
    expect(all).toMatchObject(oracle);
  });

  it("fits narrow terminals", async () => {
    for (const width of [60, 80, 100]) {
      const { stdout } = await runCli(["service", "--by", "account", "--demo"], { cwd, width });
      for (const line of stdout.split("\n")) expect.soft([...line].length, `${width}: ${line}`).toBeLessThanOrEqual(width);
    }
  });
});

const HEAD =
  "Ticket ID,Subject,Description,Status,Priority,Source,Type,Agent,Group,Created time,Resolved time,Last update time,Initial response time,Company Name";
const FILES = {
  "exports/companies.csv": "Record ID,Company name,Company Domain Name\n1,Acme,acme.example\n",
  "exports/tickets.csv": [
    HEAD,
    // Friday evening; answered on Monday morning: 16 calendar hours late, but half a working hour.
    "1,One,Text one,Resolved,Low,Email,Question,Ada,Support,2026-11-13 16:45:00,2026-11-16 12:00:00,2026-11-16 12:00:00,2026-11-16 09:15:00,Acme",
    "2,Two,Text two,Open,Low,Email,Question,Bo,Support,2026-11-19 09:00:00,,2026-11-19 12:00:00,2026-11-19 14:00:00,Acme",
    "3,Three,Text three,Open,Low,Email,Question,,Support,2026-11-20 16:00:00,,2026-11-20 16:00:00,,Acme",
    "",
  ].join("\n"),
};

describe("service in a workspace of one's own", () => {
  let folder: string;
  beforeAll(() => {
    folder = tempFolder();
    writeFiles(folder, FILES);
  });
  afterAll(() => removeFolder(folder));
  const own = (...argv: readonly string[]): Promise<ServiceReport> =>
    runJson<ServiceReport>(["service", "-C", folder, "--as-of", "2026-11-20", ...argv], { cwd: folder });

  it("runs the promise by the calendar, and in working hours where echo.yaml gives them", async () => {
    expect((await own()).all).toMatchObject({ in_time: 0, late: 2, overdue: 1, waiting: 0 });
    writeFiles(folder, { "echo.yaml": 'support: { first_reply_hours: 4, from: "09:00", to: "17:00" }\n' });
    const report = await own("--by", "agent");
    expect(report.working_hours).toBe("mon, tue, wed, thu, fri 09:00–17:00");
    // The third waits since an hour before the close of business.
    expect(report.all).toMatchObject({ in_time: 1, late: 1, overdue: 0, waiting: 1, judged: 3, in_time_share: 0.5 });
    expect(report.groups.map(({ key, tickets }) => [key, tickets])).toEqual([
      ["Bo", 1],
      ["Ada", 1],
      [null, 1],
    ]);
  });

  it("refuses hours that are none, with the line", async () => {
    writeFiles(folder, { "echo.yaml": 'support: { from: "17:00", to: "09:00" }\n' });
    const ran = await runCli(["service", "-C", folder], { cwd: folder });
    expect(ran.exit).toBe(1);
    expect(ran.stderr).toContain("from must be before to");
  });
});
