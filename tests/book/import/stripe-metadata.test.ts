import { describe, expect, it } from "vitest";
import { imported } from "../workspace.ts";

const ACCOUNTS = `Id,Name,Type,Industry,OwnerId,CreatedDate,Website
0015g00000AbCdEAAV,Heron Logistics,Customer,Transport,005000000000001AAA,2024-01-10,
0015g00000AbCdFAAV,Plover Systems,Customer,Software,005000000000001AAA,2024-02-10,
`;

describe("an id of the CRM in Stripe's metadata", () => {
  it.each(["salesforce_account_id", "Salesforce Account ID", "sfdc_account_id", "crm_account_id"])("joins a customer: %s", async (key) => {
    const { book } = await imported({
      "accounts.csv": ACCOUNTS,
      "customers.csv": `id,Description,Email,Name,Created (UTC),Delinquent,Total Spend,${key} (metadata)
cus_1,,pay@agency-books.example,HL Holding BV,2024-01-10 00:00,false,100.00,0015g00000AbCdE
`,
      "subscriptions.csv": `id,Customer ID,Plan,Quantity,Currency,Status,Amount,Interval,Created (UTC),Current Period Start (UTC)
sub_1,cus_1,Pro,5,usd,active,100.00,month,2026-01-02 00:00,2026-06-02 00:00
`,
    });
    expect(await book.rows("SELECT a.name FROM subscriptions s JOIN accounts a USING (account)")).toEqual([{ name: "Heron Logistics" }]);
    await expect(book.rows("SELECT name FROM accounts ORDER BY name")).resolves.toHaveLength(2);
  });

  it("joins a subscription that bears it itself", async () => {
    const { book } = await imported({
      "accounts.csv": ACCOUNTS,
      "subscriptions.csv": `id,Customer ID,Plan,Quantity,Currency,Status,Amount,Interval,Created (UTC),Current Period Start (UTC),salesforce_account_id (metadata)
sub_1,cus_1,Pro,5,usd,active,100.00,month,2026-01-02 00:00,2026-06-02 00:00,0015g00000AbCdFAAV
`,
    });
    expect(await book.rows("SELECT a.name FROM subscriptions s JOIN accounts a USING (account)")).toEqual([{ name: "Plover Systems" }]);
  });
});
