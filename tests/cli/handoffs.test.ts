import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

interface Line {
  readonly id: string;
  readonly status: string;
  readonly subject: string;
  readonly overdue: boolean;
  readonly to: string;
}
interface Digest {
  readonly patterns: readonly {
    readonly capability: string;
    readonly due: boolean;
    readonly packet: string | null;
    readonly accounts: readonly string[];
    readonly stakes: { readonly arr: string };
  }[];
  readonly files: readonly string[];
  readonly untagged: number;
  readonly tickets: number;
}

let cwd: string;
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

const json = async <T>(...argv: string[]): Promise<T> => runJson<T>(["handoffs", ...argv, "--demo"], { cwd });
const refused = async (...argv: string[]): Promise<string> => {
  const ran = await runCli(["handoffs", ...argv, "--demo"], { cwd });
  expect(ran.exit).toBe(1);
  return ran.stderr;
};

describe("handoffs digest", () => {
  it("routes what is new once a week, as one packet a pattern", async () => {
    const first = await json<Digest>("digest");
    const sso = first.patterns.find(({ capability }) => capability === "sso-and-provisioning");
    expect(sso).toMatchObject({ due: true, stakes: { arr: "$615,200 of 6 accounts" } });
    expect(first.files[0]).toBe("reports/product-digest-2026w47.md");
    const again = await json<Digest>("digest");
    expect(again.patterns.filter(({ due }) => due)).toEqual([]);
    expect(again.patterns.map(({ packet }) => packet)).toEqual(first.patterns.map(({ packet }) => packet));
    const packets = readdirSync(join(cwd, "echo-demo", "handoffs")).filter((name) => name.includes("product-engineer"));
    expect(packets).toHaveLength(first.patterns.length);
  });

  it("counts tickets as SQL does, and looks at nothing later than as-of", async () => {
    const early = await json<Digest>("digest", "--dry-run", "--as-of", "2026-10-01");
    const [row] = await runJson<{ n: number }[]>(
      [
        "sql",
        "select count(*) as n from tickets where account is not null and created_at < '2026-10-02' and created_at >= '2026-07-04'",
        "--demo",
      ],
      { cwd },
    );
    expect(early.tickets).toBe(row?.n);
    expect(early.files).toEqual([]);
  });
});

describe("handoffs list, show, ack, done", () => {
  it("lists what waits first, shows it, and moves it forward only", async () => {
    const [first] = await json<Line[]>("list", "--waiting", "--as-of", "2026-11-20");
    expect(first).toMatchObject({ status: "open", overdue: false });
    // Alone it lists what waits, and what is typed before a word holds behind it.
    const waiting = await runCli(["handoffs", "list", "--waiting", "--demo"], { cwd });
    expect(await runCli(["handoffs", "--demo"], { cwd })).toEqual(waiting);
    expect(await runCli(["handoffs", "--demo", "list", "--waiting"], { cwd })).toEqual(waiting);
    const late = await json<Line[]>("list", "--as-of", "2027-01-01");
    expect(late.every(({ overdue }) => overdue)).toBe(true);
    expect(await json<Line>("ack", "pattern/user", "--by", "Dana")).toMatchObject({ status: "acknowledged" });
    expect(await json<Line>("done", "pattern/user", "--answer", "Ships on 2026-12-10")).toMatchObject({ status: "done", overdue: false });
    expect(await refused("ack", "pattern/user")).toContain("only moves forward");
    const { stdout } = await runCli(["handoffs", "show", "pattern/user", "--demo"], { cwd });
    expect(stdout).toContain("Ships on 2026-12-10");
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("prints an issue to paste, and helps with ids", async () => {
    const { stdout } = await runCli(["handoffs", "show", "pattern/user", "--issue", "github", "--demo"], { cwd });
    expect(stdout).toContain("| ARR at stake | $615,200 of 6 accounts |");
    expect(await refused("show", "patern-user-provisioning")).toContain("no packet");
    expect(await refused("show", "product-engineer")).toMatch(/packets go by|no packet/);
  });
});

describe("handoffs new", () => {
  it.each([
    [["--from", "customer-success", "--to", "product-owner", "--reason", "a custom integration with SAP"], "hand-custom-integration"],
    [
      ["--from", "customer-success", "--to", "account-exec", "--account", "acme", "--reason", "upsell: a formal sales process"],
      "expansion-after-retention",
    ],
    [
      ["--from", "customer-support", "--to", "product-engineer", "--account", "acme", "--reason", "it is broken"],
      "escalate-above-authority-only",
    ],
    [["--from", "customer-support", "--to", "marketing-manager", "--reason", "tell the world"], "handoff-table"],
  ])("refuses %j by %s", async (argv, rule) => {
    expect(await refused("new", ...argv)).toContain(`Refused (${rule})`);
  });

  it("files what is allowed with the account's figures", async () => {
    const made = await json<{ file: string; packet: { to: string; stakes: { arr: string }; facts: unknown[] } }>(
      ..."new --from customer-support --to product-engineer --ground authority-data-loss --account acme --reason".split(" "),
      "reports are gone",
    );
    expect(made.packet).toMatchObject({ to: "product-engineer", stakes: { arr: "$118,800 of 1 account" } });
    expect(existsSync(join(cwd, "echo-demo", made.file))).toBe(true);
  });

  it("does not start contract work ahead of a technical question that waits", async () => {
    await json(
      "new",
      "--from",
      "customer-success",
      "--to",
      "sales-engineer",
      "--account",
      "globex",
      "--reason",
      "a custom integration",
    ).catch(() => undefined);
    const names = await runJson<{ account: string }[]>(["health", "--all", "--tier", "green", "--demo"], { cwd });
    const account = names[0]?.account ?? "";
    await json("new", "--from", "customer-success", "--to", "sales-engineer", "--account", account, "--reason", "a custom integration");
    expect(
      await refused(
        "new",
        "--from",
        "customer-success-manager",
        "--to",
        "account-executive",
        "--account",
        account,
        "--reason",
        "prepare the contract: budget approval",
      ),
    ).toContain("technical-win-before-contract");
  });
});

describe("handoffs won", () => {
  it("hands over notes, promises, people and dated duties", async () => {
    writeFiles(cwd, {
      "won/exports/companies.csv":
        "Record ID,Company name,Company Domain Name,Lifecycle Stage,Create Date\n1,Fern Labs,fern.example,Customer,2026-09-01 10:00\n",
      "won/exports/deals.csv":
        "Record ID,Deal Name,Pipeline,Deal Stage,Deal Type,Amount,Currency,Deal owner,Create Date,Close Date,Deal probability,Forecast category,Next step,Associated Company IDs,Associated Contact IDs\n9,Fern - New,Sales Pipeline,Closed Won,New Business,7200.00,USD,Dana W,2026-10-01 10:00,2026-11-10 10:00,1,,,1,\n",
      "won/exports/meetings.csv":
        "Meeting ID,Date,Type,Company,Host,Attendees,Status,Notes\nm1,2026-11-05,Call,Fern Labs,Dana W,a@fern.example,Held,Dana promised SSO by Q1. Lunch was good.\nm2,2026-11-15,Call,Fern Labs,Dana W,a@fern.example,Held,We will forget this\n",
    });
    const won = await runJson<{ handover: { promises: string[]; file: string; duties: { rule: string; due: string }[] } }>(
      ["handoffs", "won", "Fern Labs", "-C", "won", "--as-of", "2026-11-12", "--promise", "Training for ten"],
      { cwd },
    );
    expect(won.handover.promises).toEqual(["Training for ten", "Dana promised SSO by Q1."]);
    expect(won.handover.duties.find(({ rule }) => rule === "standard-kickoff")?.due).toBe("2026-11-13");
    const text = readFileSync(join(cwd, "won", won.handover.file), "utf8");
    expect(text).toContain("from: account-executive\nto: customer-success");
    expect(text).not.toContain("forget this");
    expect((await runCli(["handoffs", "won", "-C", "won", "--as-of", "2026-11-12"], { cwd })).stdout).toContain("2026-11-13");
  });
});
