import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Brief } from "../../src/domain/brief/brief.ts";
import { runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let cwd: string;
beforeAll(() => {
  cwd = tempFolder();
  writeFiles(cwd, {
    "exports/accounts.csv": "account,name,domain,csm\na1,Kestrel Foods,,Ada Berg\nb1,Acme,acme.example,Ada Berg\n",
    "exports/nps.csv": [
      "id,email,company,kind,score,answered_at",
      "1,ian@kestrelfoods.example,,nps,2,2026-10-28",
      "2,mo@kestrelfoods.example,,nps,3,2026-10-29",
      "3,x@gmail.com,Kestrel Foodz,nps,3,2026-10-29",
      "4,x@acme.example,,nps,9,2026-11-01",
      "",
    ].join("\n"),
  });
});
afterAll(() => removeFolder(cwd));

const unknownsOf = async (question: string): Promise<readonly string[]> =>
  (await runJson<Brief>(["ask", question], { cwd })).unknowns.map(({ what, needs }) => `${what}: ${needs ?? ""}`);

describe("rows that may be an account's and are joined to none", () => {
  it("are told of in an answer about the account, and in no other", async () => {
    const told = (await unknownsOf("why is Kestrel Foods churning?")).filter((line) => line.includes("overrides.csv"));
    expect(told).toEqual([
      "what rows say that may be this account's and are joined to none: a line in overrides.csv for each, as `echo-cs import` shows it: domain kestrelfoods.example (2 rows), name Kestrel Foodz (1 row)",
    ]);
    expect((await unknownsOf("why is Acme churning?")).filter((line) => line.includes("overrides.csv"))).toEqual([]);
  });
});
