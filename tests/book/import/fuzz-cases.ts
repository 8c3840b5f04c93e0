import { gzipSync } from "node:zlib";
import { randomFrom, type Random } from "../../security/fuzz/random.ts";
import { workbook, zip } from "../archive.ts";

export interface FuzzCase {
  readonly name: string;
  readonly bytes: Buffer;
  /** What was done to which file. */
  readonly story: string;
}

/** A file that no case touches, and that every import must read whole. */
export const UNTOUCHED =
  "account,name,domain,csm\nown-1,Untouched One,untouched-one.example,Ida\nown-2,Untouched Two,untouched-two.example,Jo\n";

/** The `index`-th case: the same for every run. */
export function fuzzCase(index: number): FuzzCase {
  const random = randomFrom(index);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const [file, original] = pick(FIXTURES);
  let name = file;
  let bytes = original;
  const story = [file];
  for (let left = 1 + Math.floor(random() * 3); left > 0; left -= 1) {
    const [what, mutate] = pick(MUTATIONS);
    bytes = mutate(bytes, random);
    story.push(what);
  }
  if (random() < 0.08) {
    name = file.replace(/\.[a-z.]+$/, pick([".csv", ".json", ".ndjson", ".csv.gz", ".xlsx", ".zip", ".parquet"]));
    story.push(`as ${name}`);
  }
  return { name: `${String(index).padStart(5, "0")}-${name}`, bytes, story: story.join(", ") };
}

type Mutation = readonly [name: string, mutate: (bytes: Buffer, random: Random) => Buffer];

const CSV = {
  companies:
    "Record ID,Company name,Company Domain Name,Company owner,Number of Employees,Strategic Account,Create Date\n101,Acme Corp,acme.example,Ada,2400,true,2022-09-06 16:38\n102,Birch & Rowe,birch.example,Ben,80,,2023-01-10\n",
  deals:
    'Record ID,Deal Name,Deal Stage,Amount,Close Date,Currency,Associated Company IDs\n1,One,Closed Won,"1,200.50",27/09/2026,USD,101\n2,"Two\nlines",open,$99.00,2026-10-01,,102\n',
  subscriptions:
    "id,Customer ID,Customer Email,Quantity,Currency,Interval,Amount,Status,Start Date (UTC),Current Period End (UTC)\nsub_1,cus_1,a@acme.example,10,usd,month,99.50,active,2026-01-01 00:00,2026-12-01 00:00\nsub_2,cus_2,b@birch.example,5,eur,year,1200,canceled,2025-01-01,2026-01-01\n",
  invoices:
    "id;Customer;Amount Due;Total;Date (UTC);Status\nin_1;cus_1;1.234,50;1.234,50;2026-02-01 10:00;open\nin_2;cus_2;12,5;12,5;2026-03-01;paid\n",
  surveys:
    'Response ID,Email,Company,Survey Type,Score,Comment,Responded At\n1,a@acme.example,Acme Corp,nps,9,"so ""good""\nreally",2026-05-01 10:00\n2,b@birch.example,Birch,csat,4,Caf\u00e9,2026-05-02\n',
  usage: "account,day,feature,events,user\n101,2026-05-01,login,12,u1\n102,2026-05-02,export,3,u2\n101,2026-05-02,login,1,u1\n",
};

const TICKETS = {
  tickets: [
    { id: 1, subject: "Help", description: "a\nb", requester_id: 5, created_at: "2026-05-01T10:00:00Z", status: "open", tags: ["x", "y"] },
    {
      id: 2,
      subject: "More",
      requester_id: 6,
      created_at: "2026-05-02T10:00:00Z",
      updated_at: "2026-05-03T10:00:00Z",
      satisfaction_rating: { score: "good" },
    },
  ],
  users: [{ id: 5, email: "a@acme.example" }],
  metric_sets: [{ ticket_id: 1, solved_at: null, reply_time_in_minutes: { calendar: 12 } }],
};

const EVENTS = [1, 2, 3]
  .map(
    (user) =>
      `${JSON.stringify({ event: "login", properties: { time: 1_790_000_000 + user, distinct_id: `u${user}`, company: "Acme Corp" } })}\n`,
  )
  .join("");

const SHEET = CSV.companies
  .trim()
  .split("\n")
  .map((line) => line.split(",").map((cell) => (/^\d+$/.test(cell) ? Number(cell) : cell)));

const FIXTURES: readonly (readonly [string, Buffer])[] = [
  ...Object.entries(CSV).map(([name, text]) => [`${name}.csv`, Buffer.from(text)] as const),
  ["tickets.json", Buffer.from(JSON.stringify(TICKETS, null, 1))],
  ["page.json", Buffer.from(JSON.stringify(TICKETS))],
  ["events.ndjson", Buffer.from(EVENTS)],
  ["events.json.gz", gzipSync(EVENTS)],
  ["book.xlsx", workbook({ Companies: SHEET, Other: [["a", { xml: 's="1"><v>46000</v>' }]] })],
  ["data.zip", zip({ "events.json.gz": gzipSync(EVENTS), "c.csv": CSV.companies })],
];

const JUNK = [
  "NaN",
  "-1",
  "1e308",
  "99999999999999999999",
  "0x10",
  '=HYPERLINK("http://x.example")',
  "=cmd|' /C calc'!A0",
  "+1+1",
  "@SUM(A1)",
  "null",
  "true",
  "[]",
  "{}",
  "9999-12-31",
  "0000-00-00",
  "2026-02-30",
  "31/31/2026",
  "13:61",
  "290309-12-21",
  "-99999",
  "999999999999999999",
  "1,234",
  "1.234",
  "\u20ac1",
  "\uD83D\uDE00",
  "\u202E",
  "'; DROP TABLE files; --",
  "\u001F",
  "$$",
  "%s%n",
];

const MUTATIONS: readonly Mutation[] = [
  ["cut short", (bytes, random) => bytes.subarray(0, at(bytes, random))],
  ["beginning lost", (bytes, random) => bytes.subarray(at(bytes, random) >> 2)],
  [
    "piece of another put in",
    (bytes, random) => insert(bytes, at(bytes, random), piece(FIXTURES[at(FIXTURES, random)]?.[1] ?? bytes, random)),
  ],
  ["piece taken out", (bytes, random) => without(bytes, at(bytes, random), 1 + Math.floor(random() * 40))],
  ["piece repeated", (bytes, random) => insert(bytes, at(bytes, random), piece(bytes, random))],
  ["bits flipped", (bytes, random) => flipped(bytes, random)],
  ["NUL bytes", (bytes, random) => insert(bytes, at(bytes, random), Buffer.alloc(1 + Math.floor(random() * 4)))],
  ["UTF-16", (bytes) => Buffer.from(`\uFEFF${bytes.toString("utf8")}`, "utf16le")],
  ["UTF-16, big end first", (bytes) => Buffer.from(`\uFEFF${bytes.toString("utf8")}`, "utf16le").swap16()],
  ["Latin-1", (bytes) => Buffer.from(bytes.toString("utf8"), "latin1")],
  ["byte-order mark", (bytes) => Buffer.concat([Buffer.from("\uFEFF"), bytes])],
  ["broken bytes", (bytes, random) => insert(bytes, at(bytes, random), Buffer.from([0xc3, 0x28, 0xff, 0xed, 0xa0, 0x80]))],
  ["junk for a value", (bytes, random) => replaced(bytes, random, JUNK[at(JUNK, random)] ?? "")],
  ["junk for a value", (bytes, random) => replaced(bytes, random, JUNK[at(JUNK, random)] ?? "")],
  ["a cell of 1 MB", (bytes, random) => replaced(bytes, random, "ab\u00e9 ".repeat(200_000))],
  ["deep JSON", (bytes, random) => replaced(bytes, random, `${'{"a":['.repeat(3000)}1${"]}".repeat(3000)}`)],
  ["quote", (bytes, random) => insert(bytes, at(bytes, random), Buffer.from('"'))],
  [
    "line ends",
    (bytes, random) => insert(bytes, at(bytes, random), Buffer.from(["\r\n", "\r", "\n\n\n", "\u2028"][at([0, 0, 0, 0], random)] ?? "")),
  ],
  [
    "other delimiter",
    (bytes, random) =>
      Buffer.from(bytes.toString("latin1").replaceAll(/[,;]/g, [";", "\t", "|", ","][at([0, 0, 0, 0], random)] ?? ","), "latin1"),
  ],
  ["many columns", (bytes, random) => insert(bytes, 0, Buffer.from("x,".repeat(1 + Math.floor(random() * 3000))))],
  [
    "lines mixed up",
    (bytes, random) =>
      Buffer.from(
        bytes
          .toString("latin1")
          .split("\n")
          .sort(() => random() - 0.5)
          .join("\n"),
        "latin1",
      ),
  ],
];

function at(items: { readonly length: number }, random: Random): number {
  return Math.floor(random() * items.length);
}

function piece(bytes: Buffer, random: Random): Buffer {
  const start = at(bytes, random);
  return bytes.subarray(start, start + 1 + Math.floor(random() * 200));
}

function insert(bytes: Buffer, place: number, added: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, place), added, bytes.subarray(place)]);
}

function without(bytes: Buffer, place: number, length: number): Buffer {
  return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + length)]);
}

function flipped(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  for (let left = 1 + Math.floor(random() * 6); left > 0 && copy.length > 0; left -= 1) {
    const place = at(copy, random);
    copy[place] = (copy[place] ?? 0) ^ (1 << Math.floor(random() * 8));
  }
  return copy;
}

/** Puts a text where a number or a word was. */
function replaced(bytes: Buffer, random: Random, junk: string): Buffer {
  const text = bytes.toString("latin1");
  const values = [...text.matchAll(/[A-Za-z0-9.@:-]+/g)];
  const value = values[at(values, random)];
  if (value === undefined) return bytes;
  return Buffer.concat([bytes.subarray(0, value.index), Buffer.from(junk), bytes.subarray(value.index + value[0].length)]);
}
