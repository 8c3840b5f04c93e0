import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDatabase, type QueueDatabase } from "../../../src/batch/queue/open-database.ts";
import { prepareDatabase } from "../../../src/batch/queue/prepare-database.ts";
import { sendTexts, textsFolder, textsHash, workspaceTexts } from "../../../src/batch/queue/workspace-texts.ts";
import { workspaceAt } from "../../../src/config/workspace.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";
import { databaseOf, describeWithPostgres, type TestDatabase, testPostgres, type TestPostgres } from "../../../src/testing/postgres.ts";
import { removeFolder, tempFolder, writeFiles } from "../../../src/testing/temp-workspace.ts";

describeWithPostgres("a workspace's own text on its way to workers", () => {
  let [folder, cache] = ["", ""];
  let postgres: TestPostgres;
  let server: TestDatabase;
  let database: QueueDatabase;
  beforeEach(async () => {
    folder = tempFolder();
    cache = join(folder, "cache");
    writeFiles(folder, {
      "book/echo.yaml": "currency: EUR\n",
      "book/exports/accounts.csv": "account\na\n",
      "book/references/words.bin": Uint8Array.of(0, 255, 7),
      "book/memory/insights.md": "# Insights\n",
      "book/tasks/secret.md": "not for others\n",
    });
    postgres = await testPostgres();
    server = await databaseOf(postgres);
    database = await openDatabase({ url: server.url, connections: 2, patienceMs: 5_000 });
    await prepareDatabase(database);
  });
  afterEach(async () => {
    await database.close();
    await server.drop();
    await postgres.stop();
    removeFolder(folder);
  });

  it("arrives to the byte, without exports and tasks, and once for each content", async () => {
    const texts = await workspaceTexts(await workspaceAt(join(folder, "book"), ROOT));
    expect(Object.keys(texts)).toEqual(["echo.yaml", "memory/insights.md", "references/words.bin"]);
    await sendTexts(database, texts);
    await sendTexts(database, texts);
    const there = await textsFolder(database, cache, textsHash(texts));
    expect(readFileSync(join(there, "echo.yaml"), "utf8")).toBe("currency: EUR\n");
    expect([...readFileSync(join(there, "references/words.bin"))]).toEqual([0, 255, 7]);
    expect(await textsFolder(database, cache, textsHash(texts))).toBe(there);
    expect(await server.query("select count(*)::int as n from echo.files")).toEqual([{ n: 1 }]);
  });

  it("is refused where it is not what its hash says, or leads out of its folder", async () => {
    const texts = { "echo.yaml": Buffer.from("currency: EUR\n").toString("base64") };
    await sendTexts(database, texts);
    await server.query("update echo.files set files = replace(files, 'echo.yaml', 'echo.yml')");
    await expect(textsFolder(database, cache, textsHash(texts))).rejects.toMatchObject({ code: "queue-texts" });
    for (const path of ["../out.md", "/tmp/echo-out.md", "a/../../out.md", "..\\out.md"]) {
      const hostile = { [path]: "aGVsbG8=" };
      await sendTexts(database, hostile);
      await expect(textsFolder(database, cache, textsHash(hostile))).rejects.toMatchObject({ code: "queue-texts" });
    }
    await expect(textsFolder(database, cache, "none")).rejects.toMatchObject({ code: "queue-texts" });
    expect(existsSync(join(folder, "out.md"))).toBe(false);
  });
});
