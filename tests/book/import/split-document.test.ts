import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ADAPTERS } from "../../../src/book/import/adapters.ts";
import type { RawTable } from "../../../src/book/import/raw-table.ts";
import { jsonKeys, readJson, readSplitJson } from "../../../src/book/import/read-json.ts";
import { recognise } from "../../../src/book/import/recognise.ts";
import { scanFile } from "../../../src/book/import/scan-file.ts";
import { holdsLists, splitDocument } from "../../../src/book/import/split-document.ts";
import { openDatabase } from "../../../src/book/snapshot/database.ts";
import { removeFolder, tempFolder } from "../../../src/testing/temp-workspace.ts";

let folder: string;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => removeFolder(folder));

/** The lists of a document after it was split, and the lines that they became. */
async function splitUp(document: string | Buffer, gzipped = false) {
  const from = join(folder, "from");
  writeFileSync(from, document);
  let n = 0;
  const inside = tempFolder();
  const files = await splitDocument(from, gzipped, () => join(inside, String((n += 1))));
  const lines = new Map([...files].map(([list, path]) => [list, readFileSync(path, "utf8").split("\n").slice(0, -1)]));
  removeFolder(inside);
  return { lines, lists: Object.fromEntries([...lines].map(([list, all]) => [list, all.map((line) => JSON.parse(line) as unknown)])) };
}

describe("a large JSON document", () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.constantFrom(null, true, "}]", "[{", '"', "\\", "ä\n🙂"), fc.array(fc.integer()));
  const record = fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(value, fc.dictionary(fc.string({ minLength: 1 }), value)));

  it("has the same records in the same lists once it is split, however it is written", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 12 }),
        fc.array(record, { maxLength: 5 }),
        fc.constantFrom(undefined, 2),
        fc.boolean(),
        async (tickets, users, indent, gzipped) => {
          const text = JSON.stringify({ count: tickets.length, tickets, users, next_page: null }, null, indent);
          const { lists } = await splitUp(gzipped ? gzipSync(text) : text, gzipped);
          expect(lists).toEqual({ tickets, ...(users.length === 0 ? {} : { users }) });
        },
      ),
      { numRuns: 150 },
    );
  });

  it("keeps numbers that are too long for JavaScript as they are written", async () => {
    const { lines } = await splitUp('{"tickets": [{"id": 12345678901234567890}, {"id": 0.10}]}');
    expect(lines.get("tickets")).toEqual(['{"id": 12345678901234567890}', '{"id": 0.10}']);
  });

  it("names the line of an object that is none", async () => {
    await expect(splitUp('{"tickets": [\n{"id": 1},\n{"id": oops}\n]}')).rejects.toThrow("line 3: not valid JSON");
  });
});

it("knows lists in an object from one object after the other", () => {
  expect(holdsLists('{"tickets":[{"id":1}')).toBe(true);
  expect(holdsLists('{\n  "count": 2,\n  "next_page": null,\n  "tickets": [\n    {')).toBe(true);
  expect(holdsLists('{"event": "login", "properties": {"time": 1}}')).toBe(false);
  expect(holdsLists('{"id": 1, "tags": ["a"]}')).toBe(false);
  expect(holdsLists('[{"id": 1}]')).toBe(false);
});

it("is read as it would be in one piece: records in their order, each with what the lists beside it say", async () => {
  const path = join(folder, "tickets.json");
  writeFileSync(path, gunzipSync(readFileSync("examples/northstar/exports/zendesk/tickets.json.gz")));
  const db = await openDatabase(":memory:");
  const rows = async (raw: RawTable): Promise<unknown> => [raw.columns, raw.rowsIn, await db.rows("SELECT * FROM raw ORDER BY rowid")];
  const scan = await scanFile(path, false, null);
  const keys = await jsonKeys(db, path, "unstructured", scan.textBytes);
  const adapter = recognise({ format: "json", keys }, ADAPTERS)?.adapter;
  if (adapter === undefined) throw new Error("the example's tickets are Zendesk's");
  const whole = await rows(await readJson(db, path, "unstructured", adapter, keys, scan));
  let n = 0;
  const files = await splitDocument(path, false, () => join(folder, `list-${(n += 1)}`));
  expect([...files.keys()]).toEqual(["tickets", "users", "organizations", "metric_sets"]);
  expect(await rows(await readSplitJson(db, files, adapter, keys))).toEqual(whole);
  const alone = new Map([...files].filter(([list]) => list === "tickets"));
  expect(await rows(await readSplitJson(db, alone, adapter, keys))).not.toEqual(whole);
  db.close();
});
