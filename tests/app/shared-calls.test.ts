import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sharedCalls } from "../../src/app/shared-calls.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import { call, connectedClient, contextOf } from "../mcp/server/connect.ts";

const ACCOUNTS = "account_id,name,domain\n1,Acme,acme.example\n2,Globex,globex.example\n";
let dir = "";
beforeEach(() => {
  dir = tempFolder();
  writeFiles(dir, { "exports/accounts.csv": ACCOUNTS, "references/own.md": "# x\n" });
});
afterEach(() => removeFolder(dir));

describe("calls of a server", () => {
  it("share what is open until a file changes, and close it when the last call is over", async () => {
    const { deps } = await contextOf({ cwd: dir, dir });
    const calls = sharedCalls(deps);
    const closed: number[] = [];
    let made = 0;
    const open = (shared: Parameters<Parameters<typeof calls.use>[0]>[0]): Promise<number> =>
      shared.once(
        "book",
        async () => (made += 1),
        (number) => closed.push(number),
      );
    expect([await calls.use(open), await calls.use(open)]).toEqual([1, 1]);
    let finish = (): void => {};
    let begin = (): void => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const slow = calls.use(async (shared) => {
      const number = await open(shared);
      await new Promise<void>((resolve) => {
        finish = resolve;
        begin();
      });
      return number;
    });
    await begun;
    writeFileSync(join(dir, "exports/accounts.csv"), `${ACCOUNTS}3,Initech,initech.example\n`);
    expect(await calls.use(open)).toBe(2);
    expect(closed).toEqual([]);
    finish();
    expect(await slow).toBe(1);
    expect(closed).toEqual([1]);
    writeFileSync(join(dir, "references/own.md"), "# other\n");
    expect(await calls.use(open)).toBe(3);
    expect(closed).toEqual([1, 2]);
    await calls.close();
    expect(closed).toEqual([1, 2, 3]);
  });

  it("see an export as it is now", async () => {
    const client = await connectedClient(await contextOf({ cwd: dir, dir }));
    const names = async (): Promise<unknown> => {
      const { data, text, isError } = await call(client, "accounts", { as_of: "2026-11-20" });
      return isError ? text : data["total"];
    };
    expect(await names()).toBe(2);
    writeFileSync(join(dir, "exports/accounts.csv"), `${ACCOUNTS}3,Initech,initech.example\n`);
    expect(await names()).toBe(3);
    await client.close();
  });

  it("asked at once give what they give one by one", async () => {
    const client = await connectedClient(await contextOf({ cwd: dir, dir }));
    const asks = ["Acme", "Globex", "Acme"].map((account) => () => call(client, "health", { account, as_of: "2026-11-20" }));
    const together = await Promise.all(asks.map((ask) => ask()));
    expect(together.map(({ text, isError }) => (isError ? text : ""))).toEqual(["", "", ""]);
    for (const [index, ask] of asks.entries()) expect(together[index]).toEqual(await ask());
    await client.close();
  });
});
