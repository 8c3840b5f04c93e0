import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Book } from "../../../src/book/book.ts";
import { DATA_TABLES, type DataTable } from "../../../src/book/schema.ts";
import { openDatabase } from "../../../src/book/snapshot/database.ts";
import { openBook } from "../../../src/book/snapshot/open-book.ts";
import { renderSql, type SqlFormat } from "../../../src/cli/render/render-sql.ts";
import { type Files, imported, temporaryFolder } from "../workspace.ts";

/** One file a table, as a person would write it: amounts in dollars, columns in any order, most left out. */
const BY_HAND: Readonly<Record<DataTable, string>> = {
  accounts:
    'csm,account,name,domain,churned,arr,currency,created_on,strategic,parent\nAda Berg,a1,Acme Corp,acme.example,false,"120,000.50",usd,2024-01-05,yes,\nBen Cho,a2,"Birch, Rowe & Co",birch.example,true,12000,eur,2024-02-05,,a1\n,a3,Oak Ltd,,,,,,no,\n',
  contacts:
    "account,name,email,title,role,last_activity_on\na1,Mia Holt,Mia@acme.example,COO,Champion;Decision Maker,2026-05-01\nBirch Rowe,Tom Lee,tom@birch.example,,,\n",
  subscriptions:
    'account,plan,amount,currency,interval,started_at,period_end_at,seats,status\na1,Gold,"10,000.25",usd,month,2025-01-01T00:00:00Z,2027-01-01,40,active\na2,Basic,6000,eur,year,2025-03-01,2026-03-01,5,canceled\n',
  invoices:
    "invoice,account,number,total,amount_due,currency,issued_at,due_at,paid_at,status\ni1,a1,N-1,10000.25,10000.25,usd,2026-01-01T10:00:00Z,2026-01-31,,open\ni2,a2,N-2,6000,0,eur,2026-01-02,2026-02-01,2026-01-20,paid\n",
  usage: "account,day,feature,events,user\na1,2026-05-01,Login,12,u1\na1,2026-05-02,Export,3,u2\na2,2026-05-01,Login,4,\n",
  tickets:
    'ticket,account,subject,description,status,priority,requester_email,tags,created_at,updated_at,solved_at,reopens,first_reply_minutes\n1,a1,=HYPERLINK(1),"Two\nlines, and ""quotes""",open,high,mia@acme.example,x;y,2026-05-01T10:00:00Z,2026-05-02T10:00:00Z,,0,15\n2,a2,-5 % of rows,,solved,,tom@birch.example,,2026-05-03 11:30,,2026-05-04 12:00,1,\n',
  surveys:
    "account,kind,score,answered_at,email,comment\na1,nps,9,2026-05-01,mia@acme.example,@all fine\na1,csat,4.5,2026-05-02 08:00,,\na2,,3,2026-05-03,,no kind: nps\n",
  interactions:
    "account,on_day,kind,host,attendees,notes,status\na1,2026-05-05,QBR,Ada Berg,mia@acme.example;tom@birch.example,went well,\na2,2026-05-06,check-in,Ben Cho,,,no-show\n",
  opportunities:
    "opportunity,account,name,stage,amount,currency,close_on,created_at,kind\no1,a1,More seats,Closed Won,5000,usd,2026-06-01,2026-01-01,upsell\no2,a2,Renewal,Negotiation,6000,eur,2026-07-01,2026-02-01,renewal\n",
  stage_changes:
    "opportunity,stage,amount,currency,changed_at\no1,Proposal,4000,usd,2026-01-02\no1,Closed Won,5000,usd,2026-02-02\no2,Negotiation,,,2026-03-01\n",
  success_plans:
    "account,objective,criteria,progress,target_on,created_on,value,currency\na1,Halve the closing time,days to close,0.4,2026-12-31,2026-01-10,25000,usd\na2,Roll out to all,,,,2026-02-10,,\n",
  milestones: "account,plan,name,owner,due_on,done_on\na1,p1,Kick-off,Ada Berg,2026-02-01,2026-02-02\na1,p1,Go live,Ada Berg,2026-03-01,\n",
  products: "product,name,kind,price,currency,feature,plan\np1,Reports,module,1200,usd,Export,Gold\np2,Core,product,,,Login,\n",
  requests:
    "request,account,title,status,importance,created_at,capability\nr1,a1,Read-only guests,open,high,2026-02-01T09:00:00Z,permissions\nr2,a2,Dark mode,,,2026-03-01,\n",
  releases: "release,number,name,released_on,requests\nR1,2.0,Spring,2026-04-01,r1;r2\nR2,2.1,,2026-05-01,\n",
  churn_events:
    'account,churned_on,reason,detail,arr,currency,competitor\na2,2026-03-01,price,"+20 % was too much",6000,eur,Rival\na3,2026-04-01,,,,,\n',
};

const byHand = (suffix: string): Files => Object.fromEntries(DATA_TABLES.map((table, index) => [`${index}-x${suffix}`, BY_HAND[table]]));

/** A table as text, without the place in the file. */
async function contents(book: Book): Promise<Readonly<Record<string, unknown>>> {
  const all: [string, unknown][] = [];
  for (const table of DATA_TABLES) {
    const described = await book.rows<{ column_name: string }>(`DESCRIBE ${table}`);
    const places = described.map(({ column_name }) => column_name).filter((name) => name === "file_id" || name === "line");
    all.push([table, await book.rows(`SELECT * EXCLUDE (${places.join(", ")}) FROM ${table} ORDER BY ALL`)]);
  }
  return Object.fromEntries(all);
}

async function written(snapshot: string, format: SqlFormat): Promise<Files> {
  const book = await openBook(snapshot);
  onTestFinished(() => book.close());
  const files: [string, string][] = [];
  for (const [index, table] of DATA_TABLES.entries()) {
    const { columns, rows, more } = await book.select(`SELECT * FROM ${table}`, 1_000_000);
    files.push([`${index}.${format}`, renderSql({ columns, rows, more }, format)]);
  }
  return Object.fromEntries(files);
}

describe("plain tables", () => {
  it("are read from what people write by hand, whatever the file's name and the order of columns", async () => {
    const { book, report } = await imported(byHand(".csv"));
    expect(new Set(report.files.map(({ taken_for }) => taken_for))).toEqual(
      new Set(DATA_TABLES.map((table) => `${table.replaceAll("_", "-")}-table`)),
    );
    expect(report.files.filter(({ rejected, duplicates, unjoined }) => rejected + duplicates + unjoined > 0)).toEqual([]);
    expect(Math.min(...report.files.map(({ confidence }) => confidence ?? 0))).toBeGreaterThan(0.8);
    expect(await book.rows("SELECT account, arr_minor, currency, strategic, parent, churned FROM accounts ORDER BY account")).toEqual([
      { account: "acme", arr_minor: 12_000_050, currency: "USD", strategic: true, parent: null, churned: false },
      { account: "birch-rowe", arr_minor: 1_200_000, currency: "EUR", strategic: null, parent: "acme", churned: true },
      { account: "oak", arr_minor: null, currency: null, strategic: false, parent: null, churned: null },
    ]);
    expect(await book.rows("SELECT account, amount_minor, arr_minor, interval FROM subscriptions ORDER BY account")).toEqual([
      { account: "acme", amount_minor: 1_000_025, arr_minor: 12_000_300, interval: "month" },
      { account: "birch-rowe", amount_minor: 600_000, arr_minor: 600_000, interval: "year" },
    ]);
    expect(await book.rows("SELECT opportunity, kind, won, closed FROM opportunities ORDER BY 1")).toEqual([
      { opportunity: "o1", kind: "expansion", won: true, closed: true },
      { opportunity: "o2", kind: "renewal", won: false, closed: false },
    ]);
    expect(await book.rows("SELECT subject FROM tickets ORDER BY ticket")).toEqual([
      { subject: "=HYPERLINK(1)" },
      { subject: "-5 % of rows" },
    ]);
    expect(await book.rows("SELECT kind, status FROM interactions ORDER BY account")).toEqual([
      { kind: "qbr", status: "held" },
      { kind: "check-in", status: "no-show" },
    ]);
    expect(await book.rows("SELECT count(*) AS n FROM stage_changes")).toEqual([{ n: 3 }]);
  });

  it.each(["csv", "json", "ndjson"] as const)("come back whole from what sql writes as %s", async (format) => {
    const { book, input } = await imported(byHand(".csv"));
    const { book: again, report } = await imported(await written(input.snapshotPath, format));
    expect(report.files.filter(({ taken_for, rejected, duplicates }) => taken_for === null || rejected + duplicates > 0)).toEqual([]);
    expect(await contents(again)).toEqual(await contents(book));
  });

  it("find their customer by their own ids first, and make accounts of ids where nothing else tells of any", async () => {
    const usage = "account_id,day,feature,events\n101,2026-05-01,Login,3\n102,2026-05-01,Login,4\n";
    const { book } = await imported({
      "hubspot.csv": "Record ID,Company name\n101,Elsewhere\n",
      "own.csv": "account_id,account_name,csm\n101,Acme,Ada\n102,Birch,Ben\n",
      "use.csv": usage,
    });
    expect(await book.rows("SELECT account, events FROM usage ORDER BY 1")).toEqual([
      { account: "acme", events: 3 },
      { account: "birch", events: 4 },
    ]);
    const { book: alone } = await imported({ "use.csv": usage });
    expect(await alone.rows("SELECT account, events FROM usage ORDER BY 1")).toEqual([
      { account: "101", events: 3 },
      { account: "102", events: 4 },
    ]);
  });

  it("are found under their own name in a JSON document", async () => {
    const { book, report } = await imported({
      "data.json": JSON.stringify({ accounts: [{ account: "a1", name: "Acme", csm: "Ada", arr: 1200.5 }], exported: "2026-01-01" }),
      "more.json": JSON.stringify([{ account: "a1", answered_at: "2026-05-01", score: 9, kind: "nps" }]),
    });
    expect(report.files.map(({ taken_for }) => taken_for)).toEqual(["accounts-table-json", "surveys-table-json"]);
    expect(await book.rows("SELECT name, csm, arr_minor, (SELECT score FROM surveys) AS score FROM accounts")).toEqual([
      { name: "Acme", csm: "Ada", arr_minor: 120_050, score: 9 },
    ]);
  });

  it("come back whole from Parquet", async () => {
    const { book, input } = await imported(byHand(".csv"));
    const folder = temporaryFolder();
    const db = await openDatabase(input.snapshotPath, { access_mode: "READ_ONLY" });
    for (const table of DATA_TABLES)
      await db.run(`COPY (SELECT * FROM ${table}) TO '${join(folder, `${table}.parquet`)}' (FORMAT parquet)`);
    db.close();
    const { book: again, report } = await imported({}, { exportsDir: folder });
    expect(report.files.filter(({ taken_for, rejected, duplicates }) => taken_for === null || rejected + duplicates > 0)).toEqual([]);
    expect(await contents(again)).toEqual(await contents(book));
  });
});
