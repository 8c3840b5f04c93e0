import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountIds } from "../../../src/book/import/account-ids.ts";
import { compactNames, nameKey, shortSlug, withoutLegalForm } from "../../../src/book/import/company-name.ts";
import { readReference } from "../../../src/book/import/reference.ts";
import { type Company, spineOfCompanies, spineOfReferences } from "../../../src/book/import/spine.ts";
import { COMPANIES, fileIn, imported } from "../workspace.ts";

describe("company names", () => {
  it.each([
    ["Acme Corp", "acme"],
    ["Acme Corp.", "acme"],
    ["Acme, Inc.", "acme"],
    ["Acme Co., Ltd.", "acme"],
    ["Müller GmbH & Co. KG", "muller"],
    ["Rivage S.A.", "rivage"],
    ["Nordlys A/S", "nordlys"],
    ["Ember & Oak", "ember-oak"],
    ["Company", "company"],
    ["AG", "ag"],
    ["Corporate Express", "corporate-express"],
  ])("%s becomes %s", (name, id) => {
    expect(shortSlug(name)).toBe(id);
  });

  it("are compared without case, accents, punctuation, legal form or and", () => {
    for (const name of ["Ember & Oak", "EMBER AND OAK LTD", "Ember and Oak, Inc."]) expect(nameKey(name)).toBe("ember oak");
    expect(nameKey("Société Générale SA")).toBe("societe generale");
    expect(nameKey("Łódź O'Neil")).toBe(nameKey("łódź oneil"));
    expect(nameKey("Acme Foods")).not.toBe(nameKey("Acme"));
  });

  it("share a key with their spelling without umlauts, whichever of both is the account's", () => {
    const share = (a: string, b: string): boolean => compactNames(a).some((key) => compactNames(b).includes(key));
    for (const name of ["Müller Maschinenbau GmbH", "Mu\u0308ller Maschinenbau", "MÜLLER MASCHINENBAU"]) {
      expect(share(name, "Mueller Maschinenbau")).toBe(true);
      expect(share(name, "Muller Maschinenbau AG")).toBe(true);
    }
    expect(share("Mueller", "Muller")).toBe(false);
    expect(share("Größe & Straße AG", "Groesse und Strasse")).toBe(false);
    expect(share("Größe & Straße AG", "Groesse Strasse")).toBe(true);
    expect(share("Æbeltoft Køl A/S", "Aebeltoft Koel")).toBe(true);
    expect(nameKey("Straße")).toBe("strasse");
  });

  it("are never emptied", () => {
    const words = fc.array(fc.constantFrom("Co", "Inc.", "&", "Ltd", "Oak"), { minLength: 1 });
    fc.assert(
      fc.property(words, (name) => {
        expect(withoutLegalForm(name.join(" "))).not.toBe("");
      }),
    );
  });
});

describe("account ids", () => {
  const ids = (...names: string[]) => accountIds(names.map((name, index) => ({ name, key: `crm ${index + 1}` })));

  it("are the short name, the full name where that is shared, then numbered", () => {
    expect(ids("Acme Corp", "Birch Ltd")).toEqual(["acme", "birch"]);
    expect(ids("Juniper Inc", "Juniper LLC")).toEqual(["juniper-inc", "juniper-llc"]);
    expect(ids("Juniper", "Juniper LLC")).toEqual(["juniper", "juniper-llc"]);
    expect(ids("Juniper Inc", "Juniper LLC", "Juniper-Inc GmbH")).toEqual(["juniper-inc", "juniper-llc", "juniper-inc-gmbh"]);
    expect(ids("Oak", "Oak", "Oak 2")).toEqual(["oak", "oak-3", "oak-2"]);
    expect(ids("日本")).toEqual([expect.stringMatching(/^account-[0-9a-f]{8}$/)]);
  });

  it("are unique and do not depend on the order of companies", () => {
    const company = fc.record({
      name: fc.constantFrom("Oak", "Oak Inc", "Oak Ltd", "Oak 2", "Oak-Inc", "Elm", "日本", "!"),
      id: fc.integer({ min: 1, max: 999 }),
    });
    const companies = fc.uniqueArray(company, { selector: ({ id }) => id, maxLength: 9 });
    fc.assert(
      fc.property(
        companies.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          const byId = (rows: typeof list) =>
            new Map(
              accountIds(rows.map(({ name, id }) => ({ name, key: String(id) }))).map((account, index) => [rows[index]?.id ?? 0, account]),
            );
          const [one, other] = [byId(list), byId(shuffled)];
          expect(new Set(one.values()).size).toBe(list.length);
          for (const [id, account] of one) expect(other.get(id)).toBe(account);
        },
      ),
    );
  });
});

describe("the spine", () => {
  const company = (vendor: string, id: string, name: string, ...domains: string[]): Company => ({ vendor, id, name, domains });

  it("takes records of two sources for one company by domain, then by name, and never within one source", () => {
    const spine = spineOfCompanies([
      company("b", "9", "Acme Holding Group", "acme.example"),
      company("a", "1", "Acme Corp", "acme.example"),
      company("b", "8", "Birch GmbH"),
      company("a", "2", "Birch"),
      company("a", "3", "Acme"),
    ]);
    expect(spine.map(({ account, members }) => [account, members.map(({ id }) => id)])).toEqual([
      ["acme", ["3"]],
      ["acme-corp", ["1", "9"]],
      ["birch", ["2", "8"]],
    ]);
  });

  it("is made of customers, organisations and domains where there are no companies", () => {
    const parts = (...cells: string[]) => cells.join("\u001F");
    const spine = spineOfReferences([
      readReference("stripe", parts("cus_1", "", "ada@acme.example", "", "Acme Corp")),
      readReference("stripe", parts("cus_2", "", "pay@agent.example", "", "Birch")),
      readReference("stripe", parts("cus_3", "", "pay@agent.example", "", "Elm Ltd")),
      readReference("zendesk", parts("55", "", "zoe@gmail.com", "", "ACME")),
      readReference("mixpanel", parts("", "oak.example", "u@oak.example", "oak.example", "oak.example")),
      readReference("surveys", parts("", "", "who@gmail.com", "", "")),
    ]);
    expect(spine.map(({ account, name, domains }) => [account, name, domains])).toEqual([
      ["acme", "ACME", ["acme.example"]],
      ["birch", "Birch", []],
      ["elm", "Elm Ltd", []],
      ["oak", "Oak", ["oak.example"]],
    ]);
  });
});

const SURVEY = "Response ID,Email,Company,Survey Type,Score,Responded At";

describe("joining rows to accounts", () => {
  it("goes by source id, known contact, domain, then name, and never guesses", async () => {
    const answers = [
      ["known contact before company", "freelance@gmail.com", "Birch & Rowe", "acme"],
      ["domain before name", "x@mail.acme.example", "Birch & Rowe", "acme"],
      ["name without legal form", "x@agency.example", "birch and rowe", "birch-rowe"],
      ["free mail", "x@gmail.com", "", null],
      ["nearly the name", "x@gmail.com", "Acmee", null],
    ] as const;
    const { book, report } = await imported({
      "c.csv": COMPANIES,
      "p.csv": "Record ID,First Name,Email,Associated Company IDs\n1,Free,freelance@gmail.com,101\n",
      "nps.csv": [SURVEY, ...answers.map(([id, email, company]) => `${id},${email},${company},nps,5,2026-05-01`), ""].join("\n"),
    });
    const joined = await book.rows<{ survey: string; account: string | null }>("SELECT survey, account FROM surveys");
    expect(Object.fromEntries(joined.map(({ survey, account }) => [survey, account]))).toEqual(
      Object.fromEntries(answers.map(([id, , , account]) => [id, account])),
    );
    expect(fileIn(report, "nps.csv")).toMatchObject({ unjoined: 2, note: "2 rows without an account: e-mail x@gmail.com, name Acmee" });
  });

  it("joins a name written without umlauts where it is one account's, and says so", async () => {
    const crm = (...names: string[]): string =>
      ["Record ID,Company name,Company Domain Name", ...names.map((name, at) => `${at + 1},${name},`), ""].join("\n");
    const nps = [SURVEY, "1,x@gmail.com,Mueller Maschinenbau,nps,5,2026-05-01", ""].join("\n");
    const one = await imported({ "c.csv": crm("Müller Maschinenbau GmbH"), "nps.csv": nps });
    expect(await one.book.rows("SELECT account FROM surveys")).toEqual([{ account: "muller-maschinenbau" }]);
    expect(await one.book.rows("SELECT how, value, account, rows FROM matches")).toEqual([
      { how: "name", value: "Mueller Maschinenbau", account: "muller-maschinenbau", rows: 1 },
    ]);
    const own = await imported({ "c.csv": crm("Müller Maschinenbau GmbH", "Mueller Maschinenbau AG"), "nps.csv": nps });
    expect(await own.book.rows("SELECT account FROM surveys")).toEqual([{ account: "mueller-maschinenbau" }]);
  });

  it("suggests the account of other rows with addresses of the domain, and names in front of co.uk", async () => {
    const nps = [
      SURVEY,
      "1,ann@aster-online.example,Aster Bank,nps,5,2026-05-01",
      "2,bob@aster-online.example,,nps,5,2026-05-01",
      "3,eve@birchrowe.co.uk,,nps,5,2026-05-01",
      "4,joe@gmail.com,Aster Bank,nps,5,2026-05-01",
      "5,jim@gmail.com,,nps,5,2026-05-01",
      "",
    ].join("\n");
    const { book } = await imported({ "c.csv": `${COMPANIES}103,Aster Bank plc,,,,,\n`, "nps.csv": nps });
    expect(await book.rows("SELECT value, account, rows FROM matches WHERE how = 'suggestion' ORDER BY value, account")).toEqual([
      { value: "aster-online.example", account: "aster-bank", rows: 1 },
      { value: "birchrowe.co.uk", account: "birch-rowe", rows: 1 },
    ]);
  });

  it("names each key that failed once, with all its rows, most first, before the list is cut", async () => {
    const answers = [..."abcdefg"].flatMap((name, at) => [
      [`${name}1@gmail.com`, `Nobody ${name}`],
      ...(at === 6 ? [1, 2, 3].map((nth) => [`x${nth}@yahoo.com`, "Nobody g"]) : []),
      ...(at === 2 ? [["y@yahoo.com", "Nobody c"]] : []),
    ]);
    const { report } = await imported({
      "c.csv": COMPANIES,
      "nps.csv": [SURVEY, ...answers.map(([email, company], id) => `${id},${email},${company},nps,5,2026-05-01`), ""].join("\n"),
    });
    expect(fileIn(report, "nps.csv").note).toBe(
      "11 rows without an account: name Nobody g (4), name Nobody c (2), name Nobody a, name Nobody b, name Nobody d, … (7 keys)",
    );
  });

  it("does not join by what two accounts share, and says so", async () => {
    const { book, report } = await imported({
      "c.csv": "Record ID,Company name,Company Domain Name\n1,Oak Inc,oak.example\n2,Oak LLC,oak.example\n",
      "nps.csv": `${SURVEY}\n1,a@oak.example,Oak,nps,5,2026-05-01\n`,
    });
    expect(await book.rows("SELECT account FROM surveys")).toEqual([{ account: null }]);
    expect(report.findings.map(({ kind }) => kind)).toEqual(["surveys-without-account", "ambiguous-domain", "ambiguous-name"]);
  });

  it("keeps every key an account is known by", async () => {
    const { book } = await imported({
      "c.csv": COMPANIES,
      "p.csv": "Record ID,First Name,Email,Associated Company IDs\n1,Mia,mia@acme.example,101\n",
      "s.csv":
        "id,Customer ID,Customer Name,Customer Email,Currency,Interval,Amount,Status\nsub_1,cus_A,Acme Worldwide,mia@acme.example,usd,year,1,active\n",
    });
    expect(await book.rows("SELECT kind, source, value FROM account_keys WHERE account = 'acme' ORDER BY ALL")).toEqual([
      { kind: "alias", source: null, value: "acme worldwide" },
      { kind: "domain", source: null, value: "acme.example" },
      { kind: "email", source: null, value: "mia@acme.example" },
      { kind: "name", source: null, value: "acme" },
      { kind: "source_id", source: "hubspot", value: "101" },
      { kind: "source_id", source: "stripe", value: "cus_a" },
    ]);
  });

  it("tells accounts from the other files where no file lists them", async () => {
    const { book, report } = await imported({
      "s.csv":
        "id,Customer ID,Customer Name,Customer Email,Currency,Interval,Amount,Status\nsub_1,cus_A,Acme Corp,mia@acme.example,usd,year,1,active\n",
      "nps.csv": `${SURVEY}\n1,zoe@acme.example,,nps,5,2026-05-01\n`,
    });
    expect(report.accounts).toBe(1);
    expect(await book.rows("SELECT account, name, domain FROM accounts")).toEqual([
      { account: "acme", name: "Acme Corp", domain: "acme.example" },
    ]);
    expect(await book.rows("SELECT account FROM surveys")).toEqual([{ account: "acme" }]);
  });

  it("knows the parent account", async () => {
    const { book } = await imported({ "c.csv": "Record ID,Company name,Parent Company ID\n1,Oak,\n2,Oak North,1\n" });
    expect(await book.rows("SELECT account, parent FROM accounts ORDER BY 1")).toEqual([
      { account: "oak", parent: null },
      { account: "oak-north", parent: "oak" },
    ]);
  });
});
