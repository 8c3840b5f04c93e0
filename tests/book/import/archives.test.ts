import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { importExports } from "../../../src/book/import/import-exports.ts";
import { zip } from "../archive.ts";
import { COMPANIES, fileIn, imported, workspace } from "../workspace.ts";

const event = (user: string): string =>
  `${JSON.stringify({ event: "login", properties: { time: 1_790_000_000, distinct_id: user, company: "Acme Corp" } })}\n`;

describe("ZIP archives", () => {
  it("are read member by member, packed or not, each a file of its own", async () => {
    const archive = zip({
      "2026/b_1.json.gz": gzipSync(event("u1") + event("u2")),
      "2026/b_2.json.gz": gzipSync(event("u3")),
      "a companies.csv": COMPANIES,
      "__MACOSX/._a companies.csv": "x",
      "folder/": "",
      "notes.pdf": "%PDF",
    });
    const { report, book, input } = await imported({ "data.zip": archive });
    expect(report.files.map(({ file, taken_for, rows_out }) => [file, taken_for, rows_out])).toEqual([
      ["data.zip/2026/b_1.json.gz", "mixpanel-events", 2],
      ["data.zip/2026/b_2.json.gz", "mixpanel-events", 1],
      ["data.zip/a companies.csv", "hubspot-companies", 2],
      ["data.zip/notes.pdf", null, 0],
    ]);
    expect(await book.rows('SELECT account, count(DISTINCT "user") AS users FROM usage GROUP BY account')).toEqual([
      { account: "acme", users: 3 },
    ]);
    expect(readdirSync(dirname(input.snapshotPath)).filter((name) => name.includes("draft"))).toEqual([]);
  });

  it("are refused whole where a path leads out of them", async () => {
    for (const path of ["../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "C:/evil.csv"]) {
      const input = workspace({ "c.csv": COMPANIES, "bad.zip": zip({ "fine.csv": COMPANIES, [path]: COMPANIES }) });
      const report = await importExports(input);
      expect(fileIn(report, "bad.zip")).toMatchObject({ taken_for: null, note: "it holds a path that leads out of the archive" });
      expect(report.files).toHaveLength(2);
    }
  });

  it("are refused where they would swell, whatever they say about it", async () => {
    const zeros = Buffer.alloc(64 * 1024 * 1024);
    const { report } = await imported({
      "c.csv": COMPANIES,
      "bomb.csv.gz": gzipSync(Buffer.concat([Buffer.from("Record ID,Company name\n"), Buffer.alloc(64 * 1024 * 1024, "1,a\n")])),
      "bomb.zip": zip({ "zeros.csv": zeros }),
      "liar.zip": zip({ "zeros.csv": zeros }, { "zeros.csv": 1000 }),
    });
    expect(fileIn(report, "bomb.zip").note).toContain("200 times its size");
    expect(fileIn(report, "liar.zip/zeros.csv").note).toContain("could not be unpacked");
    expect(fileIn(report, "bomb.csv.gz").note).toContain("200 times its size");
  });

  it("are refused where they are damaged, empty or hold another", async () => {
    const good = zip({ "c.csv": COMPANIES });
    const { report } = await imported({
      "c.csv": COMPANIES,
      "cut.zip": good.subarray(0, good.length - 30),
      "empty.zip": zip({}),
      "nested.zip": zip({ "inner.zip": good }),
      "text.zip": "no archive at all",
    });
    expect(fileIn(report, "cut.zip").note).toContain("damaged");
    expect(fileIn(report, "text.zip").note).toContain("not a ZIP archive");
    expect(fileIn(report, "empty.zip").note).toBe("the archive is empty");
    expect(fileIn(report, "nested.zip/inner.zip").note).toBe("an archive inside an archive: unpack it");
  });
});
