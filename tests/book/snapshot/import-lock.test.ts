import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { silentLog } from "../../../src/core/log.ts";
import { withImportLock } from "../../../src/book/snapshot/import-lock.ts";
import { runCli } from "../../../src/testing/run-cli.ts";
import { temporaryFolder, writeFiles } from "../workspace.ts";

describe("the lock of an import", () => {
  it("that cannot be made is told as the system's refusal, not as a bug", async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "accounts.csv": "account_id,name\na1,Acme\n" });
    mkdirSync(join(folder, ".echo", "book.duckdb.lock"), { recursive: true });
    await expect(withImportLock(join(folder, ".echo/book.duckdb"), silentLog, () => Promise.resolve(1))).rejects.toMatchObject({
      code: "EISDIR",
      path: join(folder, ".echo/book.duckdb.lock"),
    });
    const { exit, stderr } = await runCli(["import", "-C", folder], { cwd: folder });
    expect(exit).toBe(1);
    expect(stderr).toMatch(/book\.duckdb\.lock cannot be used: it is a folder/);
    expect(stderr).not.toContain("bug");
  });

  it("is given back when the work ends, also badly", async () => {
    const path = join(temporaryFolder(), "book.duckdb");
    await expect(withImportLock(path, silentLog, () => Promise.reject(new Error("full")))).rejects.toThrow("full");
    expect(await withImportLock(path, silentLog, () => Promise.resolve("next"))).toBe("next");
  });
});
