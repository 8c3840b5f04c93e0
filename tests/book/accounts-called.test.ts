import { describe, expect, it } from "vitest";
import { accountsCalled } from "../../src/book/accounts-called.ts";
import { knownAccounts } from "../../src/book/known-accounts.ts";
import { matchAccount } from "../../src/domain/accounts/match-account.ts";
import { imported } from "./workspace.ts";

const NAMES = [
  "Acme",
  "Acme Labs",
  "Ember & Oak",
  "Ember and Oak Two",
  "Ünder Söhne",
  "Under Way",
  "O'Neil-Sons",
  "Anderson",
  "3M",
  "東京",
  "Ømega",
  "Über-Cool",
  "Uber Cool",
];
const TEXTS = [
  ...NAMES,
  ...NAMES.map((name) => name.split(" ")[0] ?? name),
  "acme",
  "ACME.example",
  "acme-labs",
  "under",
  "ember oak",
  "Ember And Oak",
  "erson",
  "and",
  "",
  " ",
  "%",
  "a_me",
  "omega",
  "uber cool",
  "oneil sons",
  "o neil",
  "nobody",
  "7",
  "A-7",
  "3m",
  "x'; --",
  // More than the engine takes for a pattern.
  "x".repeat(60_000),
];

describe("accountsCalled", () => {
  it("has what it takes to find the account, the candidates or the near names that all accounts would give", async () => {
    const rows = NAMES.map((name, index) => `A-${index},"${name}",d${index}.example\n`).join("");
    const { book } = await imported({ "accounts.csv": `account,name,domain\n${rows}` });
    const all = await knownAccounts(book);
    expect(all).toHaveLength(NAMES.length);
    for (const text of TEXTS) expect([text, matchAccount(text, await accountsCalled(book, text))]).toEqual([text, matchAccount(text, all)]);
    expect((await accountsCalled(book, "acme labs")).map(({ name }) => name)).not.toContain("Anderson");
  });
});
