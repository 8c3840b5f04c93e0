import { describe, expect, it } from "vitest";
import { smallBook } from "./small-book.ts";

/** Acme pays, Birch left in the summer, Dorn has bought nothing yet. There is no export of use, tickets or answers. */
const FILES = {
  "accounts.csv":
    "account_id,name,domain,status,created_on\na1,Acme,acme.com,Customer,2024-01-01\na2,Birch,birch.com,,2024-01-01\na4,Dorn,dorn.com,Prospect,2024-01-01\na5,Elm,elm.com,,2026-11-22\n",
  "subscriptions.csv":
    "id,Customer ID,Customer Name,Customer Email,Plan,Quantity,Currency,Interval,Amount,Status,Start Date (UTC),Current Period End (UTC),Ended At (UTC)\n" +
    "s1,c1,Acme,jo@acme.com,Pro,3,usd,year,1200,active,2026-03-04 00:00,2027-03-04 00:00,\n" +
    "s2,c2,Birch,ann@birch.com,Pro,3,usd,year,2400,canceled,2025-03-04 00:00,2026-08-15 00:00,2026-08-15 00:00\n",
};

const { said } = smallBook(FILES, "2026-11-20");

describe("an account without a health score", () => {
  it("is told to have left, as `health` says it, and not to need exports", async () => {
    expect(await said("health", "birch")).toContain("No score: the account left on 2026-08-15.");
    expect(await said("account", "birch")).toContain("No health score: the account left on 2026-08-15.");
    const answer = await said("ask", "how is Birch doing?");
    expect(answer).toContain("Birch churned on 2026-08-15.");
    expect(answer).not.toContain("not measured");
  });

  it("is told to be no customer, where its record says so", async () => {
    expect(await said("account", "dorn")).toContain("No health score: by its record the account is no customer.");
  });

  it("is told to be none yet on a day before its record was made", async () => {
    const page = await said("account", "elm");
    expect(page).toContain("Not in the list of accounts yet: its record was made later.");
    expect(page).toContain("No health score: the account's record was made after that day.");
  });

  it("needs exports where it is a customer whose inputs have no data", async () => {
    expect(await said("account", "acme")).toContain("too few of the health model's inputs have data");
    expect(await said("ask", "how is Acme doing?")).toContain("not measured");
  });
});
