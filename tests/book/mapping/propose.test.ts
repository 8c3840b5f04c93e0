import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseConfig } from "../../../src/config/config-file.ts";
import { fileMappings } from "../../../src/book/mapping/file-mapping.ts";
import { matchesPattern } from "../../../src/book/mapping/glob.ts";
import { addMappings } from "../../../src/book/mapping/propose/add-mappings.ts";
import { headerWords, phraseFit } from "../../../src/book/mapping/propose/header-words.ts";
import { proposalYaml } from "../../../src/book/mapping/propose/proposal-yaml.ts";
import { proposeMapping } from "../../../src/book/mapping/propose/propose-mapping.ts";
import { skeletonYaml } from "../../../src/book/mapping/propose/skeleton-yaml.ts";
import { TARGET_WORDS } from "../../../src/book/mapping/propose/target-words.ts";
import { shapeShares } from "../../../src/book/mapping/propose/value-shapes.ts";
import { mappingTargets } from "../../../src/book/mapping/target-kinds.ts";
import type { DataTable } from "../../../src/book/schema.ts";

const sample = (header: string, ...values: string[]) => ({ header, values, rows: 3 });
const DATES = ["2026-01-05", "2026-02-06", "2026-03-07"];

const proposed = (path: string, ...columns: ReturnType<typeof sample>[]) => {
  const found = proposeMapping(path, columns);
  return found === undefined
    ? undefined
    : {
        table: found.table,
        columns: Object.fromEntries(found.columns.map(({ target, header }) => [target, header])),
        account: Object.fromEntries(Object.entries(found.account).map(([kind, { header }]) => [kind, header])),
        lacks: found.lacks,
      };
};

describe("proposeMapping", () => {
  it("takes an end date for the contract's where most rows have one, and for that of the service where few do", () => {
    const contracts = (...ends: string[]) =>
      proposed(
        "contracts.csv",
        sample("Customer", "Acme", "Birch", "Oak"),
        sample("Annual Value", "1200", "900", "5000"),
        sample("Start Date", ...DATES),
        sample("End Date", ...ends),
      )?.columns;
    expect(contracts("2027-01-05", "2027-02-06", "2027-03-07")).toMatchObject({ started_at: "Start Date", period_end_at: "End Date" });
    expect(contracts("2026-09-30")).toMatchObject({ started_at: "Start Date", ended_at: "End Date" });
  });

  it("takes no amount that is left or paid for an invoice's total, and a currency in small letters for one", () => {
    expect(
      proposed(
        "invoices.csv",
        sample("id", "in_1", "in_2", "in_3"),
        sample("Customer", "cus_1", "cus_2", "cus_3"),
        sample("Date (UTC)", ...DATES),
        sample("Currency", "usd", "eur", "usd"),
        sample("Amount Due", "18000.00", "900.00", "50.00"),
        sample("Amount Paid", "18000.00", "900.00", "0.00"),
        sample("Amount Remaining", "0.00", "0.00", "50.00"),
      )?.columns,
    ).toEqual({ invoice: "id", issued_at: "Date (UTC)", currency: "Currency", due_minor: "Amount Due", paid_minor: "Amount Paid" });
  });

  it("goes by header words and the shapes of values, in whatever language and style", () => {
    expect(
      proposed(
        "nutzung.csv",
        sample("Datum", ...DATES),
        sample("Kunde", "Acme", "Birch", "Oak"),
        sample("Modul", "Login", "Export", "API"),
        sample("Anzahl", "1", "2", "300"),
      ),
    ).toEqual({
      table: "usage",
      columns: { day: "Datum", feature: "Modul", events: "Anzahl" },
      account: { name: "Kunde" },
      lacks: null,
    });
    expect(
      proposed(
        "x.csv",
        sample("CaseNumber", "C-1", "C-2", "C-3"),
        sample("accountId", "A1", "A2", "A3"),
        sample("openedAt", ...DATES),
        sample("closedAt", ...DATES),
        sample("Severity", "high", "low", "low"),
      ),
    ).toEqual({
      table: "tickets",
      columns: { ticket: "CaseNumber", created_at: "openedAt", solved_at: "closedAt", priority: "Severity" },
      account: { id: "accountId" },
      lacks: null,
    });
    expect(
      proposed(
        "replies.csv",
        sample("Respondent", "a@acme.example", "b@acme.example", "c@oak.example"),
        sample("How likely", "9", "10", "0"),
        sample("When", ...DATES),
      ),
    ).toMatchObject({
      table: "surveys",
      columns: { email: "Respondent", score: "How likely", answered_at: "When" },
    });
  });

  it("does not take a column whose values do not suit", () => {
    const score = proposed(
      "nps.csv",
      sample("Email", "a@acme.example", "b@acme.example", "c@acme.example"),
      sample("Score", "72", "85", "99"),
      sample("Date", ...DATES),
    );
    expect(score?.columns).not.toHaveProperty("score");
    const day = proposed(
      "usage.csv",
      sample("Date", "n/a", "soon", "later"),
      sample("Customer", "Acme", "Birch", "Oak"),
      sample("Feature", "a", "b", "c"),
      sample("Count", "1", "2", "3"),
    );
    expect(day).toMatchObject({ table: "usage", lacks: "usage needs day or at" });
  });

  it("has nothing to say of columns that tell nothing", () => {
    expect(proposed("mystery.csv", sample("foo", "1", "2", "3"), sample("bar", "x", "y", "z"))).toBeUndefined();
    expect(proposed("empty.csv")).toBeUndefined();
  });

  it("is less sure where rows do not say whose they are, and says what is missing", () => {
    const columns = [sample("Ticket ID", "1", "2", "3"), sample("Subject", "ab", "cd", "ef"), sample("Created At", ...DATES)];
    const without = proposeMapping("tickets.csv", columns);
    const named = proposeMapping("tickets.csv", [...columns, sample("Company", "Acme", "Oak", "Elm")]);
    expect(without).toMatchObject({ table: "tickets", lacks: expect.stringContaining("account:") });
    expect(without?.confidence).toBeLessThan(named?.confidence ?? 0);
  });

  it("knows words for columns that exist, and only for these", () => {
    for (const [table, { columns, telling }] of Object.entries(TARGET_WORDS)) {
      const targets = mappingTargets(table as DataTable);
      expect(
        [...Object.keys(columns), ...telling].filter((target) => !(target in targets)),
        table,
      ).toEqual([]);
      expect(
        telling.filter((target) => !(target in columns)),
        table,
      ).toEqual([]);
    }
  });

  it("proposes what import accepts, whatever the headers hold", () => {
    const header = fc
      .string({ unit: fc.constantFrom("Date", "Kunde", "#", '"', "'", "\\", "\n", ": ", "{", "- ", "\u202E", "Count", "Feature", " ") })
      .filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(fc.uniqueArray(header, { maxLength: 5 }), (headers) => {
        const proposal = proposeMapping("usage.csv", [
          ...headers.map((text) => sample(text, ...DATES)),
          sample("Usage date", ...DATES),
          sample("Customer", "Acme", "Oak", "Elm"),
          sample("Count", "1", "2", "3"),
        ]);
        const text = addMappings("", [proposal === undefined ? [] : proposalYaml({ file: "usage.csv", proposal })]) ?? "";
        const [entry] = parseConfig(text, "echo.yaml").mapping ?? [];
        expect(entry?.table).toBe(proposal?.table);
        expect(Object.values(entry?.columns ?? {}).flatMap(({ from }) => from)).toEqual(proposal?.columns.map((column) => column.header));
      }),
    );
  });
});

describe("a list of accounts as people keep it", () => {
  const NAMES = sample("Kunde / Firma", "Acme GmbH", "Birch AG", "Oak plc");

  it("tells since when somebody is a customer, what a year brings and how many seats, in any language", () => {
    const list = proposed(
      "Kundenliste Nov.csv",
      NAMES,
      sample("Jahreswert (EUR)", "48.000,00 €", "22.000", "18,750.00"),
      sample("Vertragsende", "31.12.2026", "15.01.2027", "01.03.2027"),
      sample("Kunde seit", "01.01.2023", "15.01.2024", "30.11.2024"),
      sample("Plätze", "60", "40", "15"),
    );
    expect(list).toMatchObject({
      table: "accounts",
      columns: {
        name: "Kunde / Firma",
        arr_minor: "Jahreswert (EUR)",
        renewal_on: "Vertragsende",
        customer_since: "Kunde seit",
        seats: "Plätze",
      },
    });
  });

  it("takes the one column of amounts in a currency for revenue, and asks which where there are several or none", () => {
    const list = (...amounts: ReturnType<typeof sample>[]) =>
      proposeMapping("accounts.csv", [NAMES, sample("Betreuer", "Ana", "Leo", "Ana"), ...amounts]);
    const [first, second] = [sample("Wert", "48.000,00 €", "22.000 €", "9 €"), sample("Volumen (EUR)", "100", "200", "300")];
    expect(list(first)).toMatchObject({ columns: expect.arrayContaining([expect.objectContaining({ target: "arr_minor", sure: 0.5 })]) });
    expect(list(first, second)?.columns.map(({ target }) => target)).not.toContain("arr_minor");
    expect(list(first, second)?.notes).toEqual(['revenue a year may be one of "Wert", "Volumen (EUR)": name it with arr_minor']);
    expect(list(sample("Score", "48", "22", "9"))?.notes).toEqual([expect.stringContaining("no column is known for revenue a year")]);
  });
});

describe("usage with a column for each count", () => {
  const DAY = sample("Day", "24/08/2026", "25/08/2026", "26/08/2026");
  const WHO = sample("Customer", "Acme", "Birch", "Oak");
  const wide = (path: string, ...columns: ReturnType<typeof sample>[]) => proposeMapping(path, [DAY, WHO, ...columns]);

  it("becomes a row of each count, but not of seats and shares; people are told apart", () => {
    const found = wide(
      "usage (final) v3.csv",
      sample("Logins", "54", "58", "0"),
      sample('Reports "run"', "1", "2", "3"),
      sample("Active users", "36", "39", "37"),
      sample("Seats", "60", "60", "60"),
    );
    expect(found).toMatchObject({ table: "usage", confidence: 0.75, lacks: null, unused: ["Seats"] });
    expect(found?.account).toEqual({ name: { header: "customer_name", reason: expect.any(String) } });
    expect(found?.sql).toEqual([
      `select "Day" as day, "Customer" as customer_name, 'Login' as feature, "Logins" as events, line_number from file where "Logins" not in ('', '0')`,
      `union all select "Day" as day, "Customer" as customer_name, 'Reports "run"' as feature, "Reports ""run""" as events, line_number from file where "Reports ""run""" not in ('', '0')`,
      `union all select "Day" as day, "Customer" as customer_name, '(active users)' as feature, "Active users" as events, line_number from file where "Active users" not in ('', '0')`,
    ]);
    const text = addMappings("", [found === undefined ? [] : proposalYaml({ file: "usage.csv", proposal: found })]) ?? "";
    expect(fileMappings(parseConfig(text, "echo.yaml").mapping ?? [], { file: "echo.yaml", text })).toMatchObject([
      { table: "usage", entry: { account: { name: ["customer_name"] }, sql: expect.stringContaining("union all") } },
    ]);
  });

  it("is not seen in rows that say what they are about, nor read without a word for what is counted", () => {
    expect(wide("usage.csv", sample("Module", "Login", "Export", "API"), sample("Anzahl", "1", "2", "3"))?.sql).toBeNull();
    expect(
      wide("pos.csv", sample("Note", "ab", "cd", "ef"), sample("City", "Ulm", "Bonn", "Rom"), sample("Logins", "1", "2", "3"))?.sql ?? null,
    ).toBeNull();
    expect(wide("x.csv", sample("Apples", "1", "2", "3"), sample("Pears", "1", "2", "3"))?.confidence).toBeLessThan(0.5);
  });
});

describe("an entry to fill in, for columns that look like no table", () => {
  it("is all comment, whatever the headers hold, and nothing of it is read", () => {
    const headers = ["foo", "a: b", "x\n- y", '"quoted" # no', "\u202Eback"];
    const lines = skeletonYaml({ file: "mystery.csv", reason: "its columns look like no table of the book", headers }) ?? [];
    expect(lines.filter((line) => !line.startsWith("#") || line.includes("\n"))).toEqual([]);
    expect(lines).toContain('#     ?: "a: b"');
    const text = addMappings("mapping:\n  - {file: a.csv, skip: true}\n", [lines]) ?? "";
    expect(parseConfig(text, "echo.yaml").mapping).toHaveLength(1);
    expect(skeletonYaml({ file: "deck.pdf", reason: "not a format that is read here" })).toBeUndefined();
  });

  it("keeps its place when more is added below it", () => {
    const first = addMappings("mapping:\n  - {file: a.csv, skip: true}\n", [["# - file: b.csv", "#   table: ?"]]) ?? "";
    const second = addMappings(`${first}currency: EUR\n`, [["- file: c.csv", "  skip: true"]]) ?? "";
    expect(second.startsWith(first)).toBe(true);
    expect(parseConfig(second, "echo.yaml").mapping?.map(({ file }) => file)).toEqual(["a.csv", "c.csv"]);
  });
});

describe("header words and value shapes", () => {
  it("split any style of header", () => {
    for (const header of ["customerName", "customer_name", "Customer Name", "CUSTOMER-NAME", " customer  name "])
      expect(headerWords(header)).toBe("customer name");
    expect(headerWords("Wähltag")).toBe("wahltag");
    expect([
      phraseFit("churn date", ["churn date"]),
      phraseFit("the churn date", ["churn date"]) < 1,
      phraseFit("plan", ["churn"]),
    ]).toEqual([1, true, 0]);
  });

  it("tell e-mails, domains, dates, amounts, scores and ids apart", () => {
    expect(shapeShares(["a@b.example"])).toMatchObject({ email: 1, domain: 0, date: 0, words: 0 });
    expect(shapeShares(["https://acme.example/x", "oak.example"])).toMatchObject({ domain: 1, email: 0 });
    for (const date of ["2026-01-05", "05.01.2026", "1/5/26", "5 Jan 2026", "2026-01-05T10:00:00Z", "1767571200"])
      expect(shapeShares([date]).date, date).toBe(1);
    for (const amount of ["1,234.50", "1.234,50 €", "$ 99", "-12"]) expect(shapeShares([amount]).amount, amount).toBe(1);
    expect(shapeShares(["0", "10", "11", "7.5"])).toMatchObject({ score: 0.5 });
    expect(shapeShares(["A-17"])).toMatchObject({ id: 1, amount: 0 });
    expect(shapeShares([]).words).toBe(0);
  });
});

describe("addMappings", () => {
  const ENTRY = ["# why", '- file: "n.csv"', "  skip: true"];

  it.each([
    ["nothing", ""],
    ["comments", "# only a comment"],
    ["other settings", "currency: EUR # note\ncompany:\n  name: Oak"],
    ["a list at the margin", "mapping:\n- file: a.csv\n  skip: true\ncurrency: EUR\n"],
    ["a list further in, comments after it", "mapping:\n    - file: a.csv   # keep\n      skip: true\n    # after\ncurrency: EUR\n"],
    ["a list at the end, without a line end", "currency: EUR\nmapping:\n  - {file: a.csv, skip: true}"],
    ["Windows line ends", "currency: EUR\r\nmapping:\r\n  - file: a.csv\r\n    skip: true\r\n"],
  ])("keeps %s and adds to it", (_, text) => {
    const after = addMappings(text, [ENTRY, ENTRY]) ?? "";
    const [old, fresh] = [(parse(text) ?? {}) as Record<string, unknown>, parse(after) as Record<string, unknown>];
    const before = (old["mapping"] ?? []) as unknown[];
    expect(fresh).toEqual({ ...old, mapping: [...before, { file: "n.csv", skip: true }, { file: "n.csv", skip: true }] });
    for (const line of text.split(/\r?\n/)) expect(after.split(/\r?\n/)).toContain(line);
  });

  it("does not touch what is written in another way", () => {
    expect(addMappings("mapping: [{file: a.csv, skip: true}]\n", [ENTRY])).toBeUndefined();
    expect(addMappings("{currency: EUR}\n", [ENTRY])).toBeUndefined();
  });
});

describe("matchesPattern", () => {
  it.each([
    ["a/usage-1.csv", "usage-*.csv", true],
    ["usage.csv", "usage-*.csv", false],
    ["a/b.csv", "*/b.csv", true],
    ["a/c/b.csv", "*/b.csv", false],
    ["a/c/b.csv", "**/b.csv", true],
    ["b.csv", "**/b.csv", true],
    ["drafts/x/y.txt", "drafts/**", true],
    ["A.CSV", "a.csv", true],
    ["axcsv", "a.csv", false],
    ["we[i]rd+(1).csv", "we[i]rd+(1).csv", true],
    ["x.zip/a.csv", "x.zip/*.csv", true],
  ])("%s by %s: %s", (path, pattern, matches) => {
    expect(matchesPattern(path, pattern)).toBe(matches);
  });
});
