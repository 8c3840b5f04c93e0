import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly capability: string | null;
  readonly title: string;
  readonly accounts: readonly string[];
  readonly tickets: readonly string[];
  readonly arr: number;
  readonly arr_minor: number;
  readonly first_seen: string;
  readonly last_seen: string;
  readonly rising: boolean;
  readonly status: string;
  readonly since_last_week: string;
  readonly quotes: readonly { readonly ticket: string; readonly text: string }[];
}
interface Filed {
  readonly filed: readonly {
    readonly id: string;
    readonly change: string;
    readonly file: string | null;
    readonly reason?: string;
    readonly kept: readonly string[];
  }[];
  readonly recorded: number;
}
interface Edited {
  readonly pattern: Row | null;
  readonly made: Row | null;
}

const SSO = "sso-and-provisioning";

let cwd: string;
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

const json = async <T>(...argv: string[]): Promise<T> => runJson<T>(["patterns", ...argv, "--demo"], { cwd });
const home = (...path: string[]): string => join(cwd, "echo-demo", ...path);
const packets = (): string[] => (existsSync(home("handoffs")) ? readdirSync(home("handoffs")) : []);
const ledger = (): string =>
  existsSync(home("history", "patterns.ndjson")) ? readFileSync(home("history", "patterns.ndjson"), "utf8") : "";

/** The tickets of the planted gap, as the generator counted them. */
function plantedTickets(): string[] {
  const text = readFileSync(join(ROOT, "examples", "northstar", "answer-key.json"), "utf8");
  return ["sso", "scim"].flatMap((topic) =>
    (new RegExp(`"${topic}": \\[([^\\]]*)\\]`).exec(text)?.[1] ?? "").split(",").map((id) => id.trim()),
  );
}

// Each run reads the whole book; a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000 });

describe("patterns --demo", () => {
  it("shows the planted gap first, with its tickets and hardly any other", async () => {
    const rows = await json<Row[]>();
    const [first] = rows;
    expect(first).toMatchObject({ id: SSO, kind: "gap", capability: SSO, rising: true, status: "open" });
    const planted = plantedTickets();
    const own = (first?.tickets ?? []).filter((id) => planted.includes(id));
    expect(own.length).toBeGreaterThanOrEqual(0.9 * planted.length);
    expect(first?.tickets.length).toBeLessThanOrEqual(own.length / 0.9);
    expect(first?.accounts).toContain("acme");
    expect(first?.quotes.map(({ ticket }) => ticket).every((id) => first.tickets.includes(id))).toBe(true);
  });

  it("adds up revenue and dates as SQL does", async () => {
    const [first] = await json<Row[]>();
    const accounts = (first?.accounts ?? []).map((account) => `'${account}'`).join(", ");
    const [sum] = await runJson<{ arr: number }[]>(
      [
        "sql",
        `select sum(arr_minor) as arr from subscriptions where account in (${accounts}) and started_at <= '2026-11-20' and (ended_at is null or ended_at > '2026-11-20')`,
        "--demo",
      ],
      { cwd },
    );
    expect(first?.arr_minor).toBe(sum?.arr);
    expect(first?.arr).toBe((sum?.arr ?? 0) / 100);
    const [dates] = await runJson<{ a: string; b: string }[]>(
      [
        "sql",
        `select min(created_at)::date::varchar as a, max(created_at)::date::varchar as b from tickets where ticket in (${(first?.tickets ?? []).map((id) => `'${id}'`).join(", ")})`,
        "--demo",
      ],
      { cwd },
    );
    expect([first?.first_seen, first?.last_seen]).toEqual([dates?.a, dates?.b]);
  });

  it("writes nothing, in no format", async () => {
    const before = readdirSync(home());
    for (const format of [[], ["--md"], ["--github", "-"]]) expect((await runCli(["patterns", ...format, "--demo"], { cwd })).exit).toBe(0);
    expect(readdirSync(home())).toEqual(before);
    expect(ledger()).toBe("");
  });

  it("shows one in full by words of its title, and names the nearest where there is none", async () => {
    const [one, ...others] = await json<Row[]>("two approvers");
    expect(others).toEqual([]);
    const { stdout } = await runCli(["patterns", "two approvers", "--demo"], { cwd });
    for (const ticket of one?.tickets ?? ["none"]) expect(stdout).toContain(ticket);
    const unknown = await runCli(["patterns", "two aprovers, any one of them", "--demo"], { cwd });
    expect(unknown.exit).toBe(1);
    expect(unknown.stderr).toContain(`Did you mean ${one?.id}?`);
  });

  it.each([100, 60])("fits %i columns", async (width) => {
    const { stdout } = await runCli(["patterns", "--demo", "--all"], { cwd, width });
    const tooWide = stdout.split("\n").filter((line) => [...line].length > Math.max(width, 84));
    expect(tooWide).toEqual([]);
  });

  it("looks at nothing later than the week asked for", async () => {
    const rows = await json<Row[]>("--week", "2026w36");
    expect(rows.every(({ last_seen: last }) => last <= "2026-09-06")).toBe(true);
    expect(rows).toEqual(await json<Row[]>("--as-of", "2026-09-06"));
  });

  it.each([
    [["--week", "2026w99"], "an ISO week such as 2026w47"],
    [["--week", "2027w03"], "2026w47 or an earlier week"],
    [["--weeks", "0"], "a whole number from 2 to 520"],
  ])("refuses %j and says what it takes", async (argv, allowed) => {
    const ran = await runCli(["patterns", ...argv, "--demo"], { cwd });
    expect(ran.exit).toBe(1);
    expect(ran.stderr).toContain(allowed);
  });
});

describe("patterns file", () => {
  it("files the gap once, keeps a person's words, and updates the same packet in a later week", async () => {
    const early = await json<Filed>("file", "--as-of", "2026-11-13");
    expect(early.filed).toMatchObject([{ id: SSO, change: "created" }]);
    const [name] = packets();
    const file = home("handoffs", name ?? "");
    const bytes = [readFileSync(file, "utf8"), ledger()];
    expect((await json<Filed>("file", "--as-of", "2026-11-13")).recorded).toBe(0);
    expect((await json<Filed>("file", SSO, "--as-of", "2026-11-13")).filed).toMatchObject([{ change: "waiting" }]);
    expect([readFileSync(file, "utf8"), ledger()]).toEqual(bytes);

    writeFileSync(
      file,
      readFileSync(file, "utf8")
        .replace(/(## What is asked\n\n).*/, "$1Mend it before Acme renews.")
        .replace("## Notes\n", "## Notes\n\nSeen by Dana.\n"),
    );
    const later = await json<Filed>("file");
    expect(later.filed.find(({ id }) => id === SSO)).toMatchObject({ change: "updated", kept: ["what-is-asked"] });
    expect(packets().filter((one) => one.includes("sso-and-scim"))).toEqual([name]);
    const text = readFileSync(file, "utf8");
    expect(text).toContain("Mend it before Acme renews.");
    expect(text).toContain("Seen by Dana.");
    expect(text).toContain("49323");
    expect(text).toContain("updated: 2026-11-20");
    const [row] = (await json<Row[]>()).filter(({ id }) => id === SSO);
    expect(row?.status).toBe("filed");
    expect((await runCli(["patterns", "--github", "-", "--demo"], { cwd })).stdout).toContain("Mend it before Acme renews.");
  });

  it("says what a dry run would do, and a name nobody has", async () => {
    const before = [packets(), ledger()];
    expect((await json<Filed>("file", "dark mode", "--dry-run")).filed).toMatchObject([{ change: "would" }]);
    const unknown = await runCli(["patterns", "file", "dork mode", "--demo"], { cwd });
    expect(unknown.exit).toBe(1);
    expect(unknown.stderr).toContain("There is no pattern");
    expect([packets(), ledger()]).toEqual(before);
  });
});

describe("patterns by hand", () => {
  it("merges, splits, renames and closes so that later runs keep to it, and takes each back", async () => {
    const original = await json<Row[]>();
    const merged = await json<Edited>("merge", "dark mode", "camera upload");
    const both = original.filter(({ title }) => /dark mode|Camera upload/.test(title));
    expect(merged.pattern?.tickets).toHaveLength(both.reduce((sum, { tickets }) => sum + tickets.length, 0));
    const split = await json<Edited>("split", SSO, "--words", "scim", "--title", "SCIM loses people");
    expect(split.made?.title).toBe("SCIM loses people");
    expect(split.made?.tickets.some((id) => split.pattern?.tickets.includes(id))).toBe(false);
    const renamed = await json<Edited>("rename", "dark mode", "Night", "shift");
    expect(renamed.pattern?.title).toBe("Night shift");
    expect((await json<Edited>("close", "night shift", "--reason", "declined")).pattern?.status).toBe("closed");
    const now = await json<Row[]>();
    expect(now.find(({ title }) => title === "Night shift")).toMatchObject({ status: "closed", tickets: merged.pattern?.tickets });
    expect(now.find(({ id }) => id === split.made?.id)?.tickets).toEqual(split.made?.tickets);
    const lines = ledger().trim().split("\n");
    writeFileSync(home("history", "patterns.ndjson"), [...lines].reverse().join("\n"));
    expect(await json<Row[]>()).toEqual(now);
    for (let left = 4; left > 0; left -= 1) await json("undo");
    expect(await json<Row[]>()).toEqual(original);
    expect((await runCli(["patterns", "undo", "--demo"], { cwd })).exit).toBe(1);
  });

  it.each([
    [["merge", SSO, SSO], "cannot be merged into itself"],
    [["merge", "dark mode", SSO], "Turn it round"],
    [["split", "dark mode", "--tickets", "1"], "has no ticket 1"],
    [["split", "dark mode"], "--words"],
    [["reopen", "dark mode"], "is not closed"],
    [["close", "for", "--reason", "shipped"], "patterns go by"],
  ])("refuses %j with a way on", async (argv, says) => {
    const before = ledger();
    const ran = await runCli(["patterns", ...argv, "--demo"], { cwd });
    expect(ran.exit).toBe(1);
    expect(ran.stderr).toContain(says);
    expect(ledger()).toBe(before);
  });
});

describe("patterns over a hostile book", () => {
  let folder: string;
  const EVIL = '=HYPERLINK("http://x.example","pay") queue hangs \u001b[31m\u001b]0;owned\u0007';
  beforeAll(() => {
    folder = tempFolder();
    const rows = Array.from({ length: 60 }, (_, at) => {
      const isPlanted = at % 6 === 0;
      const day = isPlanted ? `2026-11-${String(10 + (at % 9)).padStart(2, "0")}` : `2026-${String(1 + (at % 10)).padStart(2, "0")}-11`;
      const subject = isPlanted
        ? EVIL
        : ["Where is my invoice", "Export to Excel fails", "Reset my password", "Dark mode please", "Slow search"][at % 5];
      const text = isPlanted
        ? "Nightly workflow runs are stuck in the queue. Card 4111 1111 1111 1111, mail me at canary@secret.example or call +49 30 5557 0199 ](javascript:x) <img src=x> @all ``` # heading"
        : `Question number ${at} about ${["invoices", "exports", "passwords", "themes", "searching"][at % 5]} for constructor __proto__`;
      return [String(at), subject, text, `u${at}@acme${at % 8}.example`, `Acme${at % 8} Ltd`, `${day} 09:00`, "urgent"];
    });
    const cell = (text: string | undefined): string => `"${(text ?? "").replaceAll('"', '""')}"`;
    const csv = [
      "Ticket ID,Subject,Description,Requester Email,Organization,Created At,Priority",
      ...rows.map((row) => row.map(cell).join(",")),
    ].join("\n");
    const accounts = ["Name,Domain", ...Array.from({ length: 8 }, (_, at) => `Acme${at} Ltd,acme${at}.example`)].join("\n");
    writeFiles(folder, { "exports/tickets.csv": csv, "exports/accounts.csv": accounts, "echo.yaml": "as_of: 2026-11-20\n" });
  });
  afterAll(() => removeFolder(folder));

  it("shows no terminal code, and lets no address, card or number into a packet or an import file", async () => {
    const shown = await runCli(["patterns", "--all", "-C", folder], { cwd: folder });
    expect(shown.exit).toBe(0);
    expect(shown.stdout).toContain("queue");
    expect(shown.stdout).not.toContain("\u001b");
    const filed = await runJson<Filed>(["patterns", "file", "queue hangs", "-C", folder], { cwd: folder });
    expect(filed.filed).toMatchObject([{ change: "created" }]);
    const packet = readFileSync(join(folder, filed.filed[0]?.file ?? ""), "utf8");
    const files = await Promise.all(
      ["--github", "--jira", "--linear"].map(async (flag) => (await runCli(["patterns", flag, "-", "-C", folder], { cwd: folder })).stdout),
    );
    const md = (await runCli(["patterns", "--md", "-C", folder], { cwd: folder })).stdout;
    for (const text of [packet, ...files, md]) {
      expect(text).not.toMatch(/canary|4111 1111|5557/);
      expect(text).not.toContain("\u001b");
    }
    expect(packet).toContain("[email]");
    const issue = JSON.parse(files[0]?.split("\n")[0] ?? "") as { title: string; body: string; labels: string[] };
    expect(issue.title).toContain("HYPERLINK");
    expect(issue.labels).toContain("customer-success");
    for (const csv of files.slice(1)) expect(csv).not.toMatch(/(?:^|,|\n)"?=HYPERLINK/);
  });

  it("refuses a broken ledger and broken bounds with file and line", async () => {
    writeFiles(folder, { "history/patterns.ndjson": "{broken\n" });
    const ledgerRan = await runCli(["patterns", "-C", folder], { cwd: folder });
    expect(ledgerRan.exit).toBe(1);
    expect(ledgerRan.stderr).toContain("istory/patterns.ndjson:1");
    writeFiles(folder, { "history/patterns.ndjson": "", "references/recurrence.yaml": "min_accounts: 3\nmin_acounts: 4\n" });
    const boundsRan = await runCli(["patterns", "-C", folder], { cwd: folder });
    expect(boundsRan.exit).toBe(1);
    expect(boundsRan.stderr).toContain("recurrence.yaml");
  });

  it("says so where there is nothing to find", async () => {
    const empty = tempFolder();
    writeFiles(empty, {
      "exports/tickets.csv":
        "Ticket ID,Subject,Description,Requester Email,Organization,Created At,Priority\n1,Hello,Hello,a@b.example,B,2026-11-02 09:00,low\n",
      "echo.yaml": "as_of: 2026-11-20\n",
    });
    const ran = await runCli(["patterns", "-C", empty], { cwd: empty });
    expect(ran.exit).toBe(0);
    expect(ran.stdout).toContain("No pattern in 1 ticket");
    removeFolder(empty);
  });
});
