import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { writeFiles } from "../book/workspace.ts";

const BARE = "account_id,name,domain,renewal_date\na1,Acme,acme.com,2026-11-25\na2,Birch,birch.com,2026-12-25\n";
const TICKETS = "ticket_id,account_id,subject,description,created_at,status\nt1,a1,Login,We cannot log in,2026-11-20,Open\n";

let [bare, mixed] = ["", ""];
beforeAll(() => {
  [bare, mixed] = [tempFolder(), tempFolder()];
  writeFiles(bare, { "accounts.csv": BARE, "tickets.csv": TICKETS });
  writeFiles(mixed, {
    "accounts.csv": "account_id,name,domain,renewal_date,arr\na1,Acme,acme.com,2026-11-25,\na2,Birch,birch.com,2026-12-25,1200\n",
    "tickets.csv": TICKETS,
  });
});
afterAll(() => [bare, mixed].forEach((folder) => removeFolder(folder)));

const run = async (folder: string, ...argv: readonly string[]): Promise<string> => {
  const { exit, stdout, stderr } = await runCli([...argv, "-C", folder], { cwd: folder });
  expect([exit, stderr.includes("bug")]).toEqual([0, false]);
  return stdout;
};

describe("a renewal whose deal tells no stage", () => {
  it("has a deal open for it all the same", async () => {
    const folder = tempFolder();
    writeFiles(folder, {
      "accounts.csv": BARE,
      "tickets.csv": TICKETS,
      "deals.csv":
        "Record ID,Deal Name,Deal Stage,Amount,Close Date,Deal owner,Deal Type,Associated Company\n1,Acme renewal,,1200,2026-11-25,Jo Lind,renewal,Acme\n",
    });
    const [acme, birch] = (await run(folder, "renewals")).split("Birch");
    expect(acme).toContain("deal: open, no stage told, Jo Lind");
    expect(birch).toContain("deal: none open for it");
    expect(await run(folder, "account", "acme")).toContain("Deal: open, no stage told.");
    const { renewals } = JSON.parse(await run(folder, "renewals", "--json")) as { renewals: { deal_open: boolean; deal_stage: null }[] };
    expect(renewals.map(({ deal_open: open, deal_stage: stage }) => [open, stage])).toEqual([
      [true, null],
      [false, null],
    ]);
    removeFolder(folder);
  });
});

describe("renewals of a book without a meeting", () => {
  it("claim no silence, in the list as in the signals and the sweep", async () => {
    const list = (await run(bare, "renewals")).replaceAll(/\s+/g, " ");
    expect(list).not.toContain("no renewal conversation on record");
    expect(await run(bare, "signals")).not.toContain("conversations about it");
    expect(await run(bare, "sweep", "--dry-run")).not.toContain("not talked about");
    const met = tempFolder();
    writeFiles(met, {
      "accounts.csv": BARE,
      "tickets.csv": TICKETS,
      "meetings.csv": "Meeting ID,Date,Type,Company,Host,Attendees,Status,Notes\nm1,2026-11-10,Check-in,Birch,Jo,,Held,\n",
    });
    expect((await run(met, "renewals")).replaceAll(/\s+/g, " ")).toContain("no renewal conversation on record yet");
    removeFolder(met);
  });
});

describe("renewals in two currencies", () => {
  it("are neither added nor compared, and those left out of the sum are counted", async () => {
    const folder = tempFolder();
    const accounts = (first: string, second: string): string =>
      `account_id,name,domain,renewal_date,arr,currency\na1,Acme,acme.com,2026-12-25,1200,${first}\na2,Birch,birch.com,2026-12-25,2400,${second}\na3,Cedar,cedar.com,2027-08-25,900,USD\na4,Dune,dune.com,2027-08-25,900,USD\n`;
    const asked = async (): Promise<string> => (await run(folder, "ask", "which renewals are coming up?")).replaceAll(/\s+/g, " ");
    writeFiles(folder, { "accounts.csv": accounts("USD", "EUR"), "tickets.csv": TICKETS });
    expect(await asked()).toMatch(/: 2, with \$1,200 of ARR up for renewal; the largest renewal is that of Acme;.* not in that sum: 1\./);
    writeFiles(folder, { "accounts.csv": accounts("EUR", "EUR") });
    expect(await asked()).toContain(": 2, of these in another currency: 2; none in the reporting currency has an amount.");
    removeFolder(folder);
  });
});

describe("renewals whose ARR no export says", () => {
  it("are listed without an amount, and the sums say of how many it is unknown", async () => {
    const none = await run(bare, "renewals");
    expect(none).toContain("2027-02-18: ARR unknown, 2 accounts");
    expect(none).toContain("Acme  ARR unknown  2026-11-25");
    const some = await run(mixed, "renewals");
    expect(some).toContain("$1,200, 1 unknown, 2 accounts");
    expect(some).toContain("Birch  $1,200");
    const { renewals } = JSON.parse(await run(mixed, "renewals", "--json")) as {
      renewals: { arr_minor: number | null; currency: string }[];
    };
    expect(renewals.map(({ arr_minor: minor, currency }) => [minor, currency])).toEqual([
      [null, "USD"],
      [120_000, "USD"],
    ]);
  });

  it.each([["account", "acme"], ["health"], ["forecast"], ["expansion"], ["book"]])("stop no other command: %s", async (...argv) => {
    expect(await run(bare, ...argv)).not.toContain("null");
  });

  it("are told in an answer without a sum of nothing or an empty clause", async () => {
    const none = await run(bare, "ask", "which renewals are coming up?");
    expect(none).toContain("2, with no ARR on record for any.");
    expect(none).toContain("Acme renews on 2026-11-25; no export says its ARR.");
    expect(none).not.toMatch(/\$0|: \./);
    const some = await run(mixed, "ask", "which renewals are coming up?");
    expect(some).toMatch(/2, with\s+\$1,200\s+of\s+ARR/);
    expect(some).toContain("no export says its ARR");
  });

  it("name no placeholder among what an export would tell", async () => {
    expect((await run(bare, "import")).replaceAll(/\s+/g, " ")).toContain("Accounts nobody has met for more than 60 days");
    expect(await run(bare, "import", "--json")).not.toContain("asked_days");
  });
});
