import { afterAll, describe, expect, it } from "vitest";
import { addDays } from "../../src/core/days.ts";
import { slug } from "../../src/core/text.ts";
import type { Finding } from "../../src/domain/standards/finding.ts";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import type { Packet } from "../../src/tasks/packet.ts";
import { printPacket } from "../../src/tasks/packet-format.ts";
import { accountWith, FAULTS } from "./check-faults.ts";
import { AS_OF, goodAccount, merged, type TableRow, type Tables, writeBook } from "./standards-book.ts";

interface Report {
  readonly findings: readonly Finding[];
  readonly rules: readonly { readonly id: string; readonly state: string; readonly lacks: string | null; readonly checked: number }[];
}

const PACKET: Packet = {
  task: "pattern-2026w26",
  from: "customer-support",
  to: "product-engineer",
  mode: "delegate",
  rule: null,
  status: "open",
  subject: "",
  created: AS_OF,
  updated: AS_OF,
  deadline: null,
  account: null,
  title: "A pattern",
  question: "What fails?",
  facts: [],
  tried: [],
  asked: "Mend it.",
  constraints: [],
  answer: null,
  outside: false,
};
const folders: string[] = [];
afterAll(() => folders.forEach(removeFolder));

async function check(
  tables: Tables,
  files: Record<string, string> = {},
  flags: readonly string[] = [],
): Promise<Report & { readonly text: string }> {
  const folder = tempFolder();
  folders.push(folder);
  writeBook(folder, tables);
  writeFiles(folder, files);
  const { stdout, stderr } = await runCli(["check", "--json", "-C", folder, ...flags], { cwd: folder, now: `${AS_OF}T12:00:00Z` });
  if (!stdout.startsWith("{")) throw new Error(stderr);
  return { ...(JSON.parse(stdout) as Report), text: stdout };
}
const messages = ({ findings }: Report, rule: string): string[] =>
  findings.filter((finding) => finding.rule === rule).map(({ message }) => message);
const stateOf = ({ rules }: Report, id: string): string | undefined => rules.find((rule) => rule.id === id)?.state;
const stranger = (table: string, row: TableRow): Tables => ({ [table]: [{ account: null, ...row }] });

describe("data sanity", () => {
  it("counts rows that belong to nobody, names the first, and the domain that would help", async () => {
    const report = await check(
      merged([
        goodAccount("harbor"),
        stranger("invoices", {
          invoice: "x-1",
          account: "nobody at all",
          currency: "USD",
          total: 10,
          amount_due: 10,
          issued_at: "2026-05-01 00:00:00",
          due_at: "2026-09-01 00:00:00",
        }),
        stranger("subscriptions", {
          subscription: "x-2",
          account: "nobody at all",
          product: "Suite",
          currency: "USD",
          interval: "year",
          amount: 10,
          started_at: "2026-05-01 00:00:00",
        }),
        stranger("tickets", {
          ticket: "x-3",
          requester_email: "who@elsewhere.example",
          subject: "Hello",
          created_at: "2026-06-29 08:00:00",
        }),
        stranger("contacts", {
          contact: "x-4",
          account: "nobody at all",
          name: "Nemo",
          email: "nemo@nowhere.example",
          title: "Captain",
          role: "",
        }),
        stranger("usage", { account: "nobody at all", user: "x-5", day: "2026-06-01", feature: "Report", events: 1 }),
      ]),
    );
    expect(messages(report, "VA-57")).toEqual(["1 of 2 invoices match no account (first: x-1)."]);
    expect(messages(report, "VA-68")).toEqual(["1 of 2 subscriptions match no account (first: x-2)."]);
    expect(messages(report, "VA-60")).toEqual(["1 of 2 tickets match no account; most frequent sender domain: elsewhere.example."]);
    expect(messages(report, "VA-61")).toEqual(["1 of 3 contacts belong to no company (first: x-4)."]);
    expect(messages(report, "VA-69")).toEqual(["1 of 103 rows of usage match no account (first user: x-5)."]);
    expect(report.findings.find(({ rule }) => rule === "VA-57")?.evidence).toEqual({
      file: "exports/invoices.csv",
      line: 3,
      query: "source",
    });
  });

  it("finds what import could not read, what ends early and what is in another currency", async () => {
    const tables = goodAccount("harbor");
    const report = await check(
      merged([
        tables,
        {
          opportunities: [
            {
              opportunity: "o-2",
              account: "harbor",
              name: "Euro deal",
              stage: "Proposal",
              kind: "expansion",
              amount: 5,
              currency: "EUR",
              owner: "Joel Okafor",
              created_at: "2026-06-01 00:00:00",
              close_on: "2026-09-01",
            },
          ],
        },
      ]),
      {
        "exports/odd.csv": "aa,bb\n1,2\n",
        "exports/nps.csv": "Response ID,Email,Survey Type,Score,Responded At\n1,kim@harbor.example,nps,99,2026-06-01 10:00:00\n",
      },
    );
    expect(messages(report, "VA-71")[0]).toMatch(/^odd\.csv was not read: /);
    expect(messages(report, "VA-72")).toEqual(["1 of 1 rows of nps.csv were refused (100 %; allowed: 1 %)."]);
    expect(messages(report, "VA-62")).toEqual(["The export of tickets ends on 2026-06-22, 8 days before as-of (allowed: 7 d)."]);
    expect(messages(report, "VA-65")).toEqual(["Rows in opportunities with an amount in EUR, reported apart: 1."]);
  });
});

describe("people and dates of an account", () => {
  const CHAMPION = "cleo@x.example";
  /** A good account whose champion left one sign alone, so many days before as-of. */
  const heardOnce = (account: string, table: string, ago: number): Tables => {
    const day = addDays(AS_OF, -ago);
    const signs: Tables = {
      tickets: [{ ticket: `${account}-c`, account, requester_email: CHAMPION, created_at: `${day} 09:00:00`, first_reply_minutes: 9 }],
      surveys: [{ survey: `${account}-c`, account, kind: "csat", score: 5, email: CHAMPION, answered_at: `${day} 09:00:00` }],
      usage: [{ account, user: CHAMPION, day, feature: "Report", events: 1 }],
      interactions: [{ interaction: `${account}-c`, account, kind: "call", status: "held", on_day: day, attendees: CHAMPION }],
    };
    const good = goodAccount(account);
    for (const row of good["contacts"] ?? []) if (row["role"] === "champion") row["email"] = CHAMPION;
    return merged([good, { [table]: signs[table] ?? [] }]);
  };

  it("hears of a champion by a meeting, a ticket, a survey answer or use, as `people` does", async () => {
    const kinds = ["tickets", "surveys", "usage", "interactions"];
    const books = kinds.flatMap((table) => [89, 90].map((ago) => ({ name: `${table}-${ago}`, table, ago })));
    const folder = tempFolder();
    folders.push(folder);
    writeBook(folder, merged(books.map(({ name, table, ago }) => heardOnce(name, table, ago))));
    const run = async (...argv: string[]): Promise<unknown> =>
      JSON.parse((await runCli([...argv, "--json", "-C", folder], { cwd: folder, now: `${AS_OF}T12:00:00Z` })).stdout);
    const { findings } = (await run("check", "--rule", "VA-31")) as Report;
    expect(new Set(findings.map(({ account }) => account))).toEqual(new Set(kinds.map((table) => `${table}-90`)));
    const { accounts } = (await run("people")) as {
      accounts: { account: string; people: { email: string; last_sign_on: string | null }[] }[];
    };
    const signs = accounts.map(({ account, people }) => [account, people.find(({ email }) => email === CHAMPION)?.last_sign_on]);
    expect(Object.fromEntries(signs)).toEqual(Object.fromEntries(books.map(({ name, ago }) => [name, addDays(AS_OF, -ago)])));
  });

  it("counts the kickoff from the start of the subscription where no won deal is on record, and says that day", async () => {
    const tables = goodAccount("harbor");
    for (const row of tables["subscriptions"] ?? []) row["started_at"] = "2026-06-15 00:00:00";
    delete tables["opportunities"];
    const late = (await check(tables)).findings.find(({ rule }) => rule === "VA-02");
    expect(late?.message).toBe("harbor became a customer on 2026-06-15 and has had no kickoff for 15 days (allowed: 3 d).");
    expect(late?.first_seen).toBe("2026-06-19");
  });
});

describe("the book as a whole", () => {
  it("weighs a success manager's load by what most of the accounts are", async () => {
    const many = Array.from({ length: 51 }, (_, index) => goodAccount(`bay-${String(index).padStart(2, "0")}`));
    const report = await check(merged(many));
    expect(messages(report, "VA-37")).toEqual(["Ada Berg has 51 accounts, mainly high touch (bounds: 20–50 accounts)."]);
    expect(stateOf(report, "VA-35")).toBe("nothing to check");
    const fewer = await check(merged(many.slice(0, 50)));
    expect(stateOf(fewer, "VA-37")).toBe("kept");
  });

  it("asks for weekly health once a history is kept, and says so where none is", async () => {
    const tables = merged([goodAccount("harbor"), goodAccount("quay"), goodAccount("pier")]);
    const without = await check(tables);
    expect(without.rules.find(({ id }) => id === "VA-19")).toMatchObject({
      state: "not checkable",
      lacks: expect.stringContaining("no health score has been recorded") as unknown,
    });
    const score = (account: string, as_of: string, tier: string): string => `${JSON.stringify({ account, as_of, tier })}\n`;
    const kept = await check(tables, {
      "history/health.ndjson":
        score("harbor", "2026-06-23", "green") +
        score("quay", "2026-06-22", "green") +
        score("harbor", "2026-07-04", "red") +
        score("quay", "2026-05-22", "red"),
    });
    expect(messages(kept, "VA-19").sort()).toEqual([
      "The health of pier was never recorded (allowed: 7 d).",
      "The health of quay was last scored 8 days ago (allowed: 7 d).",
    ]);
    const below = await check(tables, {
      "history/health.ndjson":
        score("harbor", "2026-05-30", "yellow") + score("harbor", "2026-06-29", "red") + score("quay", "2026-05-31", "red"),
    });
    expect(messages(below, "VA-23")).toEqual(["harbor is below green for 31 days (goal: 30 d)."]);
  });

  it("says what is missing instead of passing rules whose exports are not there", async () => {
    const { accounts = [], subscriptions = [] } = goodAccount("harbor");
    const report = await check({ accounts, subscriptions });
    const lacking = report.rules.filter(({ state }) => state === "not checkable").map(({ id }) => id);
    expect(lacking).toEqual(
      expect.arrayContaining(["VA-01", "VA-02", "VA-09", "VA-11", "VA-17", "VA-24", "VA-31", "VA-33", "VA-41", "VA-46"]),
    );
    expect(report.rules.find(({ id }) => id === "VA-09")?.lacks).toBe("no meetings in the exports");
  });

  it("finds a pattern nobody routed, and is content with a packet of this week", async () => {
    const tickets = ["harbor", "quay"].map((account) => ({
      ticket: `${account}-sso`,
      account,
      requester_email: `kim@${account}.example`,
      subject: "SSO login fails",
      status: "open",
      priority: "normal",
      created_at: "2026-06-29 09:00:00",
      first_reply_minutes: 30,
    }));
    const tables = merged([goodAccount("harbor"), goodAccount("quay"), { tickets }]);
    const found = messages(await check(tables), "VA-41");
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/: 2 accounts \(\$240,000\), new tickets this week: 2, never routed to product-engineer/);
    const packet = (updated: string): string =>
      printPacket({
        ...PACKET,
        subject: `pattern/${slug(found[0]?.split(":")[0] ?? "")}`,
        created: updated,
        updated,
      });
    expect(messages(await check(tables, { "handoffs/p.md": packet("2026-06-23") }), "VA-41")).toEqual([]);
    expect(messages(await check(tables, { "handoffs/p.md": packet("2026-06-22") }), "VA-41")[0]).toContain("last routed 8 days ago");
  });
});

describe("as-of and order", () => {
  const faulty = (): Tables => merged(FAULTS.map((fault) => accountWith(fault, true)));
  const placeless = ({ text }: { readonly text: string }): string => text.replaceAll(/"line": \d+/g, '"line": 0');

  it("sees nothing dated later than as-of", async () => {
    const later: Tables = merged(
      FAULTS.map(({ account }) => ({
        interactions: [
          {
            interaction: `${account}-later`,
            account,
            kind: "qbr",
            status: "held",
            on_day: "2026-07-01",
            host: "Ada Berg",
            attendees: "",
            notes: "",
          },
        ],
        tickets: [{ ticket: `${account}-later`, account, requester_email: "", subject: "Late", created_at: "2026-07-01 09:00:00" }],
        usage: [{ account, user: "x", day: "2026-07-02", feature: "Report", events: 3 }],
        invoices: [
          {
            invoice: `${account}-later`,
            account,
            currency: "USD",
            total: 1,
            amount_due: 1,
            issued_at: "2026-07-02 00:00:00",
            due_at: "2026-07-03 00:00:00",
          },
        ],
        opportunities: [
          {
            opportunity: `${account}-later`,
            account,
            name: "Later",
            stage: "Proposal",
            kind: "expansion",
            amount: 1,
            currency: "USD",
            created_at: "2026-07-02 00:00:00",
            close_on: "2026-07-03",
          },
        ],
        success_plans: [{ plan: `${account}-later`, account, objective: "x", criteria: "x", cadence: "x", created_on: "2026-07-02" }],
      })),
    );
    const before = await check(faulty());
    const after = await check(merged([faulty(), later]));
    // Rows of the export files are counted whole: how much of a file was refused does not depend on the day.
    const judged = ({ findings }: Report): unknown => findings.filter(({ evidence }) => evidence.query !== "file");
    expect(judged(after)).toEqual(judged(before));
  }, 60_000);

  it("says the same whatever the order of rows", async () => {
    const reversed = Object.fromEntries(Object.entries(faulty()).map(([table, rows]) => [table, rows.toReversed()]));
    expect(placeless(await check(reversed))).toBe(placeless(await check(faulty())));
  }, 60_000);
});
