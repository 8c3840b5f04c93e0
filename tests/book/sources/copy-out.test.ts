import { createServer, connect, type AddressInfo, type Server } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CopyOut } from "../../../src/book/sources/copy-out.ts";
import { csvRow } from "../../../src/book/sources/cursor-out.ts";
import { databaseOf, describeWithPostgres, type TestDatabase, type TestPostgres, testPostgres } from "../../../src/testing/postgres.ts";
import { runJson } from "../../../src/testing/run-cli.ts";
import { removeFolder } from "../../../src/testing/temp-workspace.ts";
import { ACCOUNTS, contents, fill, workspaceOf } from "./warehouse.ts";

describeWithPostgres("CopyOut", () => {
  let server: TestPostgres;
  let db: TestDatabase;
  beforeAll(async () => {
    server = await testPostgres();
    db = await databaseOf(server);
    await fill(db, 2);
  });
  afterAll(async () => {
    await db.drop();
    await server.stop();
  });

  const copying = async <T>(
    sql: string,
    write: (bytes: Uint8Array) => Promise<void> | undefined,
    then: (copy: CopyOut, client: pg.Client) => Promise<T>,
  ): Promise<T> => {
    const client = new pg.Client({ connectionString: db.url });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return await then(client.query(new CopyOut(`COPY (${sql}) TO STDOUT WITH CSV`, { write })), client);
    } finally {
      await client.end();
    }
  };

  it("hands on every byte, in order, and leaves the connection ready", async () => {
    const pieces: Buffer[] = [];
    const counted = await copying(
      "SELECT i, repeat('x', i % 700) FROM generate_series(1, 20000) i UNION ALL SELECT 0, repeat('é', 400000)",
      (bytes) => void pieces.push(Buffer.from(bytes)),
      async (copy, client) => ({ ...(await copy.done), after: (await client.query<{ n: number }>("SELECT 7 AS n")).rows[0]?.n }),
    );
    const expected = [
      ...Array.from({ length: 20_000 }, (_, at) => `${at + 1},${"x".repeat((at + 1) % 700) || '""'}\n`),
      `0,${"é".repeat(400_000)}\n`,
    ].join("");
    expect(Buffer.concat(pieces).toString() === expected).toBe(true);
    expect(counted).toEqual({ rows: 20_001, longest: 800_003, after: 7 });
    expect(pieces.length).toBeLessThan(60);
  });

  it("reads no further while its sink asks for a pause", async () => {
    let waiting = 0;
    let most = 0;
    const { rows } = await copying(
      "SELECT repeat('y', 1000) FROM generate_series(1, 20000)",
      async () => {
        waiting += 1;
        most = Math.max(most, waiting);
        await wait(3);
        waiting -= 1;
      },
      (copy) => copy.done,
    );
    expect(rows).toBe(20_000);
    // 20 MB come in 80 pieces; of what was on its way already one more may be.
    expect(most).toBeLessThanOrEqual(2);
  });

  it("ends at once where its sink fails, with that failure", async () => {
    const started = copying(
      "SELECT generate_series(1, 100000000), repeat('z', 10000)",
      () => Promise.reject(new Error("no room")),
      (copy) => copy.done,
    );
    await expect(started).rejects.toThrow("no room");
  });

  it("tells the engine's failure in the middle of the rows", async () => {
    await expect(
      copying(
        "SELECT 1 / (5000 - i) FROM generate_series(1, 9000) i",
        () => undefined,
        (copy) => copy.done,
      ),
    ).rejects.toThrow("division by zero");
  });

  it("makes way for a cursor where the engine does not know COPY, and gives the same book", async () => {
    const without = await engineWithoutCopy(db.url);
    const folders = [workspaceOf(ACCOUNTS), workspaceOf(ACCOUNTS)];
    try {
      const told = [];
      for (const [index, url] of [db.url, without.url].entries())
        told.push(await runJson<{ sources: { via: string }[] }>(["import"], { cwd: folders[index] ?? "", env: { WAREHOUSE_URL: url } }));
      expect(told.map(({ sources }) => sources[0]?.via)).toEqual(["copy", "cursor"]);
      expect(await contents(folders[1] ?? "")).toEqual(await contents(folders[0] ?? ""));
    } finally {
      without.server.close();
      folders.forEach(removeFolder);
    }
  });
});

it("writes rows of a cursor as COPY writes them", () => {
  expect(csvRow(["a", null, "", 'b"c', "d\ne,f"])).toBe('"a",,"","b""c","d\ne,f"\n');
});

/** The same engine behind a line on which the word COPY is another: its parser then refuses it, as engines do that do not know it. */
async function engineWithoutCopy(address: string): Promise<{ url: string; server: Server }> {
  const [url, own] = [new URL(address), new URL(address)];
  const server = createServer((client) => {
    const engine = connect(Number(own.port), own.hostname);
    engine.on("error", () => client.destroy());
    client.on("error", () => engine.destroy());
    client.on("data", (bytes: Buffer) => {
      const at = bytes.indexOf("COPY (");
      if (at >= 0) bytes.write("CAPY (", at);
      engine.write(bytes);
    });
    client.on("end", () => engine.end());
    engine.pipe(client);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url.port = String((server.address() as AddressInfo).port);
  return { url: url.href, server };
}
