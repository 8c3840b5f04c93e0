import { expect, it } from "vitest";
import { imported } from "../workspace.ts";
import { contextOf, valuesOf } from "./knowledge.ts";
import { ACCOUNTS, subscriptions } from "./samples.ts";

it("accounts with ARR and those outside it are all customers of the book", async () => {
  const dollars = { id: "s1", "Customer Name": "Acme Corp" };
  const euros = { id: "s2", "Customer Name": "Birch", Currency: "eur" };
  const { book } = await imported({ "a.csv": ACCOUNTS, "s.csv": subscriptions(dollars, euros) }, { currency: "USD" });
  const context = await contextOf(book, "2026-11-19");
  expect(await valuesOf(context, undefined, "book_accounts", "book_accounts_priced", "book_accounts_unpriced")).toEqual({
    book_accounts: 2,
    book_accounts_priced: 1,
    book_accounts_unpriced: 1,
  });
});
