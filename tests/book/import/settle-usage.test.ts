import { expect, it } from "vitest";
import { COMPANIES, fileIn, imported } from "../workspace.ts";

const event = (id: string, user: string, company: string | null): string =>
  JSON.stringify({
    event: "login",
    properties: { time: 1_780_300_000, distinct_id: user, ...(company === null ? {} : { company }), $insert_id: id },
  });

it("an event told in several files counts once, in the first of them, whoever it belongs to", async () => {
  const lines = (...events: string[]): string => `${events.join("\n")}\n`;
  const { report, book } = await imported({
    "crm.csv": COMPANIES,
    "a.ndjson": lines(event("1", "ann@acme.example", null), event("2", "ann@acme.example", null), event("3", "x@nowhere.example", null)),
    "b.ndjson": lines(event("2", "ann@acme.example", null), event("3", "x@nowhere.example", null), event("4", "ann@acme.example", null)),
    "c.ndjson": lines(event("4", "ann@acme.example", null), event("4", "ann@acme.example", null)),
  });
  const told = ["a", "b", "c"].map((name) => {
    const { rows_in, rows_out, duplicates, unjoined } = fileIn(report, `${name}.ndjson`);
    return { rows_in, rows_out, duplicates, unjoined };
  });
  expect(told).toEqual([
    { rows_in: 3, rows_out: 3, duplicates: 0, unjoined: 1 },
    { rows_in: 3, rows_out: 1, duplicates: 2, unjoined: 0 },
    { rows_in: 2, rows_out: 0, duplicates: 2, unjoined: 0 },
  ]);
  expect(await book.rows('SELECT account, "user", events, file_id FROM usage ORDER BY ALL')).toEqual([
    { account: "acme", user: "ann@acme.example", events: 1, file_id: 2 },
    { account: "acme", user: "ann@acme.example", events: 2, file_id: 1 },
    { account: null, user: "x@nowhere.example", events: 1, file_id: 1 },
  ]);
});

it("rows of one day, user and feature add up, those that say the same in everything count once", async () => {
  const header = "account,user,day,feature,events\n";
  const { report, book } = await imported({
    "crm.csv": COMPANIES,
    "usage.csv": `${header}Acme,u1,2026-01-01,login,2\nAcme,u1,2026-01-01,login,3\nAcme,u1,2026-01-01,login,3\nAcme,u2,2026-01-01,login,3\nnobody,u1,2026-01-01,login,1\n`,
  });
  expect(fileIn(report, "usage.csv")).toMatchObject({ rows_in: 5, rows_out: 4, duplicates: 1, unjoined: 1 });
  expect(await book.rows('SELECT account, "user", events FROM usage ORDER BY ALL')).toEqual([
    { account: "acme", user: "u1", events: 5 },
    { account: "acme", user: "u2", events: 3 },
    { account: null, user: "u1", events: 1 },
  ]);
});

it("rows differ that differ only in what their account is called", async () => {
  const { book } = await imported({
    "crm.csv": COMPANIES,
    "usage.csv": "account,user,day,feature,events\nAcme,u1,2026-01-01,login,2\nacme.example,u1,2026-01-01,login,3\n",
  });
  expect(await book.rows('SELECT account, "user", events FROM usage')).toEqual([{ account: "acme", user: "u1", events: 5 }]);
});

it("finds the one day of many that has two rows, wherever they stand", async () => {
  const day = (index: number): string => new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10);
  const row = (index: number, events: number): string => `Acme,u1,${day(index)},login,${events}\n`;
  const all = Array.from({ length: 190 }, (_, index) => row(index, 1)).join("");
  for (const twice of [0, 61, 62, 124, 189]) {
    const { book } = await imported({ "crm.csv": COMPANIES, "a.csv": `account,user,day,feature,events\n${all}${row(twice, 5)}` });
    const [sum] = await book.rows<{ rows: number; events: number }>(
      "SELECT count(*) AS rows, CAST(sum(events) AS INTEGER) AS events FROM usage",
    );
    expect(sum).toEqual({ rows: 190, events: 195 });
    expect(await book.rows("SELECT day, events FROM usage WHERE events > 1")).toEqual([{ day: day(twice), events: 6 }]);
  }
});

it("keeps rows as they are where no day has two", async () => {
  const rows = Array.from(
    { length: 130 },
    (_, index) => `Acme,u1,${new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10)},login,${index}\n`,
  );
  const { report, book } = await imported({ "crm.csv": COMPANIES, "a.csv": `account,user,day,feature,events\n${rows.join("")}` });
  expect(fileIn(report, "a.csv")).toMatchObject({ rows_in: 130, rows_out: 130, duplicates: 0 });
  expect(await book.rows("SELECT count(*) AS n, CAST(sum(events) AS INTEGER) AS events FROM usage")).toEqual([{ n: 130, events: 8385 }]);
});
