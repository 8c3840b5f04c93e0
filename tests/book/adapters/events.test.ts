import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { zip } from "../archive.ts";
import { COMPANIES, fileIn, imported } from "../workspace.ts";
import { exportFixture, importFixtures } from "./book-of-fixtures.ts";

const USAGE = 'SELECT account, "user", day, feature, events FROM usage ORDER BY day, "user", feature';

describe("Mixpanel", () => {
  it("reads seconds and milliseconds, group keys that hold a list, and what $identify tells of a user", async () => {
    const { book, report } = await importFixtures("mixpanel/events.jsonl");
    expect(await book.rows(USAGE)).toEqual([
      { account: "acme", user: "mia@acme.example", day: "2026-07-01", feature: "Login", events: 1 },
      { account: "birch-rowe", user: "u-7", day: "2026-07-01", feature: "Export", events: 1 },
      { account: "birch-rowe", user: "u-10", day: "2026-07-02", feature: "Login", events: 1 },
      { account: "acme", user: "u-8", day: "2026-07-02", feature: "Export", events: 1 },
      { account: "birch-rowe", user: "u-9", day: "2026-07-02", feature: "Export", events: 1 },
    ]);
    expect(fileIn(report, "mixpanel/events.jsonl")).toMatchObject({ rows_in: 8, rows_out: 6, rejected: 1, duplicates: 1, unjoined: 0 });
    expect(report.rejects).toMatchObject([{ line: 8, column: "properties.time", value: "yesterday" }]);
  });
});

describe("Amplitude", () => {
  it("reads gzipped lines, drops events sent again, and joins by groups, their properties or the user's address", async () => {
    const companies = "Record ID,Company name,Company Domain Name\n101,Acme Corp,acme.example\n102,Birch & Rowe Ltd,birchrowe.example\n";
    const { book, report } = await imported({
      "c.csv": companies,
      "1_2026-07-01_10#0.json.gz": gzipSync(exportFixture("amplitude/2026-07-01_10.jsonl")),
    });
    expect(await book.rows(USAGE)).toEqual([
      { account: "birch-rowe", user: "d-3", day: "2026-07-01", feature: "export", events: 1 },
      { account: null, user: "d-4", day: "2026-07-01", feature: "export", events: 1 },
      { account: "acme", user: "mia@acme.example", day: "2026-07-01", feature: "login", events: 1 },
      { account: "birch-rowe", user: "user-00002", day: "2026-07-01", feature: "export", events: 1 },
    ]);
    expect(fileIn(report, "1_2026-07-01_10#0.json.gz")).toMatchObject({ rows_in: 6, rows_out: 4, rejected: 1, duplicates: 1, unjoined: 1 });
    expect(report.rejects).toMatchObject([{ line: 5, column: "event_time", value: "2026-07-01 25:02:00.000000" }]);
  });
});

describe("Segment", () => {
  it("reads the archive as it is downloaded: gzipped hours in the folder of a project", async () => {
    const hour = gzipSync(exportFixture("amplitude/2026-07-01_10.jsonl"));
    const { book: whole } = await importFixtures("amplitude/2026-07-01_10.jsonl");
    const { book, report } = await imported({
      "companies.csv": COMPANIES,
      "export.zip": zip({ "100001/100001_2026-07-01_10#0.json.gz": hour }),
    });
    expect(report.files.map(({ taken_for }) => taken_for)).toContain("amplitude-events");
    const rows = 'SELECT account, "user", day, feature, events FROM usage ORDER BY ALL';
    expect(await book.rows(rows)).toEqual(await whole.rows(rows));
  });

  it("joins a user's events by the group the user was in at the time", async () => {
    const { book, report } = await importFixtures("segment/calls.ndjson");
    expect(await book.rows(USAGE)).toEqual([
      { account: "acme", user: "u1", day: "2026-07-01", feature: "Report Exported", events: 1 },
      { account: "birch-rowe", user: "u1", day: "2026-08-05", feature: "Page: Dashboard", events: 1 },
      { account: "birch-rowe", user: "u2", day: "2026-08-05", feature: "Screen: Home", events: 1 },
      { account: null, user: "n9", day: "2026-08-06", feature: "Login", events: 1 },
      { account: "birch-rowe", user: "u3", day: "2026-08-06", feature: "Login", events: 1 },
    ]);
    expect(fileIn(report, "segment/calls.ndjson")).toMatchObject({ rows_in: 12, rows_out: 9, rejected: 2, duplicates: 1, unjoined: 1 });
    expect(report.rejects).toMatchObject([
      { line: 11, column: "event", value: null, reason: "expected the name of an event" },
      { line: 12, column: "type", value: "wink" },
    ]);
  });

  it("takes group calls from another file, and makes the accounts of them where no file lists companies", async () => {
    const at = "2026-07-01T09:00:00Z";
    const call = (messageId: string, more: object): string => JSON.stringify({ messageId, timestamp: at, userId: "u1", ...more });
    const { book } = await imported({
      "a/tracks.ndjson": `${call("1", { type: "track", event: "Login", context: { groupId: "g2" }, userId: "u2" })}\n${call("2", { type: "track", event: "Login" })}\n`,
      "b/groups.ndjson": `${call("3", { type: "group", groupId: "g1", traits: { name: "Acme Corp" } })}\n${call("4", { type: "group", groupId: "g2", userId: "u9", traits: { name: "Birch & Rowe" } })}\n`,
    });
    expect(await book.rows('SELECT account, "user" FROM usage ORDER BY "user"')).toEqual([
      { account: "acme", user: "u1" },
      { account: "birch-rowe", user: "u2" },
    ]);
  });

  it("leaves the events of other sources alone", async () => {
    const { book } = await imported({
      "c.csv": "Record ID,Company name,Company Domain Name\n101,Acme Corp,acme.example\n",
      "s.ndjson": JSON.stringify({
        type: "group",
        messageId: "1",
        userId: "u1",
        groupId: "g1",
        traits: { name: "Acme Corp" },
        timestamp: "2026-07-01T09:00:00Z",
      }),
      "m.ndjson": JSON.stringify({ event: "Login", properties: { time: 1782900000, distinct_id: "u1" } }),
    });
    expect(await book.rows('SELECT account, "user" FROM usage')).toEqual([{ account: null, user: "u1" }]);
  });
});
