import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bookCache } from "../../../src/batch/queue/book-cache.ts";
import { fileHash } from "../../../src/batch/queue/hashed-copy.ts";
import { hash } from "../../../src/core/ids.ts";
import { removeFolder, tempFolder, writeFiles } from "../../../src/testing/temp-workspace.ts";

const BOOK = "a book of bytes".repeat(20_000);

describe("the cache of snapshots", () => {
  let folder = "";
  beforeEach(() => {
    folder = tempFolder();
    writeFiles(folder, { "book.duckdb": BOOK, "other.duckdb": `${BOOK}!` });
  });
  afterEach(() => removeFolder(folder));
  const cached = (): string[] => (existsSync(join(folder, "cache", "books")) ? readdirSync(join(folder, "cache", "books")) : []);

  it("takes the first copy that has the hash, and keeps it", async () => {
    const from = [join(folder, "none.duckdb"), join(folder, "other.duckdb"), join(folder, "book.duckdb")];
    const path = await bookCache(join(folder, "cache")).path(hash(BOOK), from);
    expect(readFileSync(path, "utf8")).toBe(BOOK);
    expect(await fileHash(path)).toBe(hash(BOOK));
    expect(await bookCache(join(folder, "cache")).path(hash(BOOK), [])).toBe(path);
    expect(cached()).toEqual([`${hash(BOOK)}.duckdb`]);
  });

  it("refuses other bytes, says what was tried, and leaves nothing behind", async () => {
    const refused = bookCache(join(folder, "cache")).path(hash("wanted"), [
      join(folder, "book.duckdb"),
      "http://user:secret@127.0.0.1:1/b?token=t",
    ]);
    await expect(refused).rejects.toMatchObject({ code: "queue-book" });
    const detail = JSON.stringify(await refused.catch((error: { detail: object }) => error.detail));
    expect(detail).toContain(`its hash is ${hash(BOOK).slice(0, 12)}`);
    expect(detail).toContain("http://127.0.0.1:1/b: the server cannot be reached");
    expect(detail).not.toMatch(/secret|token=/);
    expect(cached()).toEqual([]);
  });

  it("a copy that went bad on the disk is fetched anew", async () => {
    const path = await bookCache(join(folder, "cache")).path(hash(BOOK), [join(folder, "book.duckdb")]);
    writeFileSync(path, `${BOOK.slice(1)}x`);
    expect(readFileSync(await bookCache(join(folder, "cache")).path(hash(BOOK), [join(folder, "book.duckdb")]), "utf8")).toBe(BOOK);
  });

  it("comes from an address as from a path", async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url === "/book" ? 200 : 404;
      response.end(BOOK);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const path = await bookCache(join(folder, "cache")).path(hash(BOOK), [`${url}/gone`, `${url}/book`]);
    expect(readFileSync(path, "utf8")).toBe(BOOK);
    server.close();
  });
});
