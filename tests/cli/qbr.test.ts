import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QbrReport, QbrResult } from "../../src/app/qbr.ts";
import type { FactValue } from "../../src/domain/facts/fact.ts";
import { REVIEW_BLOCKS } from "../../src/app/qbr-blocks.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import { textOfReport } from "../reports/read-report.ts";
import { HOSTILE, LONG_NAME, oddWorkspace, richWorkspace } from "../reports/review-workspaces.ts";

let cwd: string;
let rich: string;
let odd: string;
beforeAll(async () => {
  cwd = await demoFolder();
  rich = richWorkspace();
  odd = oddWorkspace();
});
afterAll(() => [cwd, rich, odd].forEach(removeFolder));

const review = async (...argv: string[]): Promise<QbrResult & { readonly quarter: string }> => {
  const { reviews } = await runJson<QbrReport>(["qbr", ...argv], { cwd });
  const [first] = reviews;
  if (first === undefined) throw new Error("no review");
  return first;
};
const markdown = (made: QbrResult, root = join(cwd, "echo-demo")): string =>
  readFileSync(join(root, made.files.find((file) => file.endsWith(".md")) ?? ""), "utf8");
const value = ({ facts }: QbrResult, metric: string): FactValue | undefined => facts.find((fact) => fact.metric === metric)?.value;

async function counted(sql: string): Promise<number> {
  const rows = await runJson<Record<string, number>[]>(["sql", sql, "--demo"], { cwd });
  return Object.values(rows[0] ?? {})[0] ?? Number.NaN;
}

describe("qbr", () => {
  it("takes the last quarter that is over, says so, and counts as the exports do", async () => {
    const made = await review("--account", "acme", "--format", "md", "--demo");
    expect(made.quarter).toBe("2026Q3");
    const quarter = "account = 'acme' AND day BETWEEN DATE '2026-07-01' AND DATE '2026-09-30'";
    expect(value(made, "quarter_logins")).toBe(
      await counted(`SELECT CAST(sum(events) AS INTEGER) FROM usage WHERE ${quarter} AND feature = 'Login'`),
    );
    expect(value(made, "quarter_active_users")).toBe(await counted(`SELECT count(DISTINCT "user") FROM usage WHERE ${quarter}`));
    expect(value(made, "quarter_features")).toBe(
      await counted(`SELECT count(DISTINCT feature) FROM usage WHERE ${quarter} AND feature <> 'Login'`),
    );
    const told = await runCli(["qbr", "--account", "acme", "--format", "md", "--demo"], { cwd });
    expect(told.stdout).toContain("2026Q3, the last quarter that is over on 2026-11-20");
    expect(Math.max(...told.stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    const support = await review("--account", "acme", "--template", "deck", "--format", "md", "--demo");
    const opened = "FROM tickets WHERE account = 'acme' AND CAST(created_at AS DATE)";
    expect(value(support, "quarter_tickets")).toBe(
      await counted(`SELECT count(*) ${opened} BETWEEN DATE '2026-07-01' AND DATE '2026-09-30'`),
    );
    expect(value(support, "quarter_tickets_open")).toBe(
      await counted(
        `SELECT count(*) ${opened} <= DATE '2026-09-30' AND (solved_at IS NULL OR CAST(solved_at AS DATE) > DATE '2026-09-30')`,
      ),
    );
    expect(value(support, "quarter_meetings")).toBe(
      await counted(
        "SELECT count(*) FROM interactions WHERE account = 'acme' AND status = 'held' AND on_day BETWEEN DATE '2026-07-01' AND DATE '2026-09-30'",
      ),
    );
  }, 60_000);

  it("sees nothing after as-of", async () => {
    const made = await review("--account", "acme", "--quarter", "2026Q3", "--as-of", "2026-08-15", "--format", "md", "--demo");
    expect(value(made, "quarter_logins")).toBe(
      await counted(
        "SELECT CAST(sum(events) AS INTEGER) FROM usage WHERE account = 'acme' AND feature = 'Login' AND day BETWEEN DATE '2026-07-01' AND DATE '2026-08-15'",
      ),
    );
    expect(markdown(made)).not.toMatch(/^\| 2026-(?:08|09|10|11) \|/m);
    expect(markdown(made)).toMatch(/^\| 2026-07 \|/m);
    expect(markdown(made)).toContain("The quarter is not over: its figures end on 2026-08-15.");
    expect((await review("--account", "acme", "--as-of", "2026-09-30", "--format", "md", "--demo")).quarter).toBe("2026Q3");
    expect((await review("--account", "acme", "--as-of", "2026-09-29", "--format", "md", "--demo")).quarter).toBe("2026Q2");
    const ahead = await runCli(["qbr", "--account", "acme", "--quarter", "2027Q1", "--demo"], { cwd });
    expect([ahead.exit, ahead.stderr]).toEqual([1, expect.stringContaining("2026Q3")]);
  }, 60_000);

  it("follows its templates: six timed parts of an hour, seven sections with their slides, half an hour for executives", async () => {
    const stages = async (template: string, ...more: string[]): Promise<[string, number | null, number][]> => {
      const { slides } = await review("--account", "acme", "--template", template, "--format", "md", "-C", rich, ...more);
      const names = [...new Set(slides.flatMap(({ stage }) => (stage === null ? [] : [stage])))];
      return names.map((name) => {
        const own = slides.filter(({ stage }) => stage === name);
        return [name, own[0]?.minutes ?? null, own.length];
      });
    };
    expect((await stages("agenda")).map(([, minutes]) => minutes)).toEqual([5, 15, 15, 10, 10, 5]);
    expect(await stages("deck")).toEqual([
      ["Executive summary", null, 1],
      ["Usage and adoption", null, 2],
      ["Value and ROI", null, 2],
      ["Support and success activities", null, 1],
      ["Product roadmap", null, 2],
      ["Recommendations and next steps", null, 1],
      ["Questions and action items", null, 1],
    ]);
    expect((await stages("executive")).map(([, minutes]) => minutes)).toEqual([10, 10, 10]);
    expect((await stages("executive", "--internal")).at(-1)?.[0]).toBe("Internal");
  }, 120_000);

  it("shows goals, value, requests and releases where they are on record, and says what is not", async () => {
    const made = await review("--account", "acme", "--template", "deck", "--format", "md", "-C", rich);
    const text = markdown(made, rich);
    expect(text).toContain("| Replace the paper forms in quality control | No paper form left in quality control | reached | 2026-08-31 |");
    expect(text).toContain("| Cut the time from order to approval | Median approval time below 2 days | 80 % done | 2026-09-30 |");
    expect(text).toContain("**$105,500** Value recorded (from 2 of 3 goals)");
    expect(text).toContain("| Approve several orders at once | 2026-05-04 | shipped 2026-09-12 |");
    expect(text).toContain("| Autumn release | 2026-09-12 | Approve several orders at once |");
    expect(text).toContain("- Offline mode for tablets (in progress)");
    expect(text).toContain("Logins fell 50 % in the last 30 days");
    expect(made.missing).toEqual([]);
    const bare = await review("--account", "acme", "--template", "deck", "--format", "md", "--demo");
    expect(bare.missing.join(" ")).toMatch(/No goals are on record.*No list of requested enhancements/);
  }, 60_000);

  it("tells a customer an answer that came after the quarter, one seat as one, and nothing of our exports or of others", async () => {
    writeFiles(cwd, {
      "late/exports/accounts.csv": "account,name\nnord,Nord AG\nsud,Sud AG\n",
      "late/exports/subscriptions.csv":
        "subscription,account,plan,seats,status,started_at,arr_minor,currency\ns1,nord,Gold,1,active,2025-01-10,1200000,EUR\ns2,sud,Gold,,active,2025-01-10,1200000,EUR\n",
      "late/exports/usage.csv":
        "account,user,day,feature,events\nnord,,2026-06-01,Login,3\nnord,,2026-08-03,Login,3\nsud,,2026-06-01,Login,3\nsud,,2026-08-03,Login,3\n",
      "late/exports/surveys.csv":
        "survey,account,kind,score,email,answered_at\n0,nord,nps,2,kim@nord.example,2026-08-02\n1,nord,nps,10,kim@nord.example,2026-11-02\n",
    });
    const argv = ["--format", "md", "--quarter", "2026Q3", "--as-of", "2026-11-20", "-C", "late"];
    const nord = markdown(await review("--account", "nord", ...argv), join(cwd, "late"));
    expect(nord).toContain("- **10** Would recommend us (of 10; answered on 2026-11-02, after the end of 2026Q3)");
    expect(nord).toContain("The latest answer to whether you would recommend us, of 2026-11-02, was 10 of 10.");
    expect(nord).not.toMatch(/2026-08-02|was 2 of 10/);
    expect(nord).toContain("- Plan: Gold, with 1 licensed seat\n");
    expect(nord).not.toContain("Notes and Facts");
    const sud = markdown(await review("--account", "sud", ...argv), join(cwd, "late"));
    expect(sud).toContain("> **Not known.** No survey answer is on record.");
    expect(sud).toMatch(/- Plan: Gold\n/);
    for (const text of [nord, sud]) expect(text).not.toMatch(/for others|it needs/);
    expect(markdown(await review("--account", "sud", ...argv, "--internal"), join(cwd, "late"))).toContain("it needs");
  }, 60_000);

  it("compares with the middle of at least five similar customers, and leaves it out below", async () => {
    const big = await review("--account", "acme", "--template", "deck", "--format", "md", "--demo");
    expect(big.slides.map(({ title }) => title)).not.toContain("Compared with similar customers");
    const mid = await review("--account", "granite mutual", "--template", "deck", "--format", "md", "--demo");
    expect(value(mid, "peer_accounts")).toBeGreaterThanOrEqual(5);
    expect(markdown(mid)).toMatch(/\| Licensed seats in use \| \d+ % \| \d+ % \| (?:above|below|about the same) \|/);
  }, 60_000);

  it("cites Facts that evidence computes again", async () => {
    const made = await review("--account", "acme", "--format", "md", "--demo");
    for (const metric of ["quarter_logins", "quarter_tickets", "seat_utilisation", "open_tickets"]) {
      const fact = made.facts.find((one) => one.metric === metric);
      if (fact === undefined) continue;
      const evidence = await runJson<{ matches: boolean; rows: unknown[] }>(["evidence", fact.id, "--task", made.task, "--demo"], { cwd });
      expect(evidence.matches, metric).toBe(true);
      expect(evidence.rows.length, metric).toBeGreaterThan(0);
    }
  }, 60_000);

  it("writes the same bytes again, alone or among all, and where it is told to", async () => {
    const argv = ["--format", "pptx,html,md", "--demo"];
    const one = await review("--account", "acme", "--out", "one", ...argv);
    await runJson(["qbr", "--all", "--out", "all", ...argv], { cwd });
    for (const file of one.files) {
      const name = file.split("/").at(-1) ?? "";
      expect(readFileSync(join(cwd, "all", name)).equals(readFileSync(join(cwd, "one", name))), name).toBe(true);
    }
    await review("--account", "acme", "--format", "md", "--out", "deck.md", "--demo");
    expect(existsSync(join(cwd, "deck.md"))).toBe(true);
  }, 120_000);

  it("leaves a deck that somebody has edited, and writes the new one beside it", async () => {
    const argv = ["qbr", "--account", "brightloom", "--format", "md", "--demo"];
    const [file = ""] = (await review(...argv.slice(1))).files;
    const path = join(cwd, "echo-demo", file);
    writeFileSync(path, `${readFileSync(path, "utf8")}My own line.\n`);
    const ran = await runCli(argv, { cwd });
    expect(ran.stderr).toContain("was edited and stays");
    expect(readFileSync(path, "utf8")).toContain("My own line.");
    expect(existsSync(path.replace(/\.md$/, "-new.md"))).toBe(true);
    expect((await runCli([...argv, "--as-of", "2026-11-19"], { cwd })).stdout).toContain("-new.md");
  }, 60_000);

  it("keeps a checklist around the meeting, once, and leaves what a person did to it", async () => {
    const made = await review("--account", "ember & oak", "--format", "md", "--demo");
    const path = join(cwd, "echo-demo", made.tracking.find((file) => file.endsWith("-todos.md")) ?? "");
    const before = readFileSync(path, "utf8");
    for (const id of ["schedule", "pre-read", "hold", "summary", "actions"]) expect(before.split(`id: qbr/${id})`)).toHaveLength(2);
    expect(before).toMatch(/Hold the review.*due: 2026-12-04/);
    expect(before).toMatch(/Send the pre-read, three days before.*due: 2026-12-01/);
    expect(before).toMatch(/Send the summary within 24 hours.*due: 2026-12-07/);
    writeFileSync(path, before.replace("- [ ] Send the pre-read", "- [x] Send the pre-read"));
    await review("--account", "ember & oak", "--format", "md", "--as-of", "2026-11-19", "--demo");
    const after = readFileSync(path, "utf8");
    expect(after).toContain("- [x] Send the pre-read");
    expect(after.match(/^- \[/gm)?.length).toBe(before.match(/^- \[/gm)?.length);
  }, 60_000);

  it("manages accounts that are hard on a writer", async () => {
    const { reviews } = await runJson<QbrReport>(
      ["qbr", "--all", "--quarter", "2026Q3", "--as-of", "2026-09-30", "--format", "pptx,html,md", "-C", odd],
      { cwd },
    );
    expect(reviews.map(({ name }) => name)).toEqual(
      expect.arrayContaining([LONG_NAME, HOSTILE, "شركة النور للتجارة", "株式会社日本情報システム開発研究所", "Quiet Ltd"]),
    );
    for (const { files } of reviews)
      for (const file of files) {
        const raw = file.endsWith(".pptx") ? "" : readFileSync(join(odd, file), "utf8");
        expect(raw).not.toMatch(/(?<!\\)<script>alert|(?<!\\)<img src=x|<b>AG|<i>Lopez/);
        expect(file.split("/").at(-1)?.length).toBeLessThan(110);
      }
    const hostile = reviews.find(({ name }) => name === HOSTILE);
    expect(await textOfReport(join(odd, hostile?.files[0] ?? ""))).toContain("-$2,500");
    expect(await textOfReport(join(odd, hostile?.files[0] ?? ""))).toContain("500 tickets are open today");
  }, 120_000);

  it("makes only an owner's decks where one is named, against peers of the whole book", async () => {
    const argv = ["qbr", "--all", "--template", "deck", "--format", "md", "--demo"];
    const everybody = await runJson<QbrReport>(argv, { cwd });
    const own = await runJson<QbrReport>([...argv, "--owner", "Hannah Lindqvist"], { cwd });
    expect(own.reviews.length).toBeGreaterThan(0);
    expect(own.reviews.length).toBeLessThan(everybody.reviews.length);
    for (const made of own.reviews)
      expect(value(made, "peer_accounts")).toBe(
        value(everybody.reviews.find(({ account }) => account === made.account) ?? made, "peer_accounts"),
      );
  }, 60_000);

  it("says what it was given and what it takes", async () => {
    const said = async (...argv: string[]): Promise<string> => {
      const ran = await runCli(["qbr", ...argv, "--demo"], { cwd });
      expect(ran.exit).toBe(1);
      return ran.stderr;
    };
    expect(await said()).toContain("--all for every customer");
    expect(await said("--account", "acme", "--all")).toContain("not both");
    expect(await said("--account", "acme", "--template", "agneda")).toContain("Did you mean agenda?");
    expect(await said("--account", "acme", "--format", "pptx,docx")).toContain('There is no format "docx"');
    expect(await said("--account", "acme", "--format", "pdf")).toMatch(
      /allowed pptx\n +html\n +md\n +fix +Take --format html and print it to PDF/,
    );
    expect(await said("--account", "acme", "--quarter", "Q9")).toContain("is no quarter");
    expect(await said("--account", "amce")).toMatch(/Did you mean Acme/);
  });

  it("has every block told in its page", () => {
    const page = readFileSync(join(ROOT, "docs/reports.md"), "utf8");
    for (const name of REVIEW_BLOCKS.keys()) expect(page, name).toContain(`\`${name}\``);
  });

  it("takes a template and points of one's own, and names a block that does not exist", async () => {
    const folder = await demoFolder();
    writeFiles(join(folder, "book"), {
      "exports/accounts.csv": "account,name,csm\nacme,Acme Corp,Ana",
      "exports/usage.csv": "account,day,feature,user,events\nacme,2026-09-30,Login,u,1",
      "references/qbr/short.md":
        "---\ntemplate: short\ntitle: Short review\n---\n## 1. All (3 min)\n\n### Numbers\n- show: key-figures, health\n- say: Be brief.\n",
    });
    const { reviews } = await runJson<QbrReport>(["qbr", "--account", "acme", "--template", "short", "--format", "md", "-C", "book"], {
      cwd: folder,
    });
    const text = readFileSync(join(folder, "book", reviews[0]?.files[0] ?? ""), "utf8");
    expect(text).toContain("## 1. All (3 min)");
    expect(text).not.toMatch(/[Hh]ealth/);
    writeFiles(join(folder, "book"), {
      "references/qbr/short.md": "---\ntemplate: short\ntitle: Short\n---\n## 1. All\n\n### Numbers\n- show: key-figuers\n",
    });
    const broken = await runCli(["qbr", "--account", "acme", "--template", "short", "-C", "book"], { cwd: folder });
    expect([broken.exit, broken.stderr]).toEqual([
      1,
      expect.stringMatching(/short\.md:8: there is no block "key-figuers"[\s\S]*key-figures/),
    ]);
    removeFolder(folder);
  }, 60_000);
});
