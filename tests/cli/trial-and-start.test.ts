import { describe, expect, it } from "vitest";
import { smallBook } from "./small-book.ts";

/** Acme is on trial, Birch pays, Cedar's start is known from its renewal date alone, Dorn is a prospect. */
const FILES = {
  "accounts.csv":
    "account_id,name,domain,renewal_date,status,arr\na1,Acme,acme.com,,,\na2,Birch,birch.com,,,\na3,Cedar,cedar.com,2027-02-01,Customer,5000\na4,Dorn,dorn.com,,Prospect,\n",
  "subscriptions.csv":
    "id,Customer ID,Customer Name,Customer Email,Plan,Quantity,Currency,Interval,Amount,Status,Start Date (UTC),Current Period End (UTC),Trial End (UTC)\n" +
    "s1,c1,Acme,jo@acme.com,Pro,3,usd,month,100,trialing,2026-11-10 00:00,2026-12-01 00:00,2026-12-01 00:00\n" +
    "s2,c2,Birch,ann@birch.com,Pro,3,usd,year,2400,active,2025-03-04 00:00,2027-03-04 00:00,\n",
  "tickets.csv": "ticket_id,account_id,subject,description,created_at,status\nt1,a1,Login,We cannot log in,2026-11-20,Open\n",
};

const { json, said } = smallBook(FILES);
const page = (account: string): Promise<string> => said("account", account);
const value = async (account: string, metric: string): Promise<unknown> => {
  const { facts } = await json<{ facts: { metric: string; value: unknown }[] }>("account", account);
  return facts.find((fact) => fact.metric === metric)?.value ?? null;
};

describe("the account page", () => {
  it("says of a trial until when it is one, and calls a prospect no customer", async () => {
    expect(await page("acme")).toContain("On trial until 2026-12-01; nothing is paid yet.");
    expect(await page("birch")).not.toContain("On trial");
    expect(await page("dorn")).toContain("No customer by its record");
  });
});

describe("since when an account is a customer", () => {
  it("is told by a contract's start, and not by one that is reckoned back from a renewal date", async () => {
    expect(await value("birch", "customer_since")).toBe("2025-03-04");
    expect(await value("cedar", "customer_since")).toBeNull();
    expect(await value("cedar", "tenure_days")).toBeNull();
  });
});
