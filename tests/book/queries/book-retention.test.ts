import { expect, it } from "vitest";
import { measure } from "../../../src/book/measure.ts";
import { queryNamed } from "../../../src/book/queries/registry.ts";
import { imported } from "../workspace.ts";
import { contextOf } from "./knowledge.ts";

const SUBSCRIPTIONS = `id,Customer ID,Customer Name,Plan,Quantity,Currency,Interval,Amount,Status,Start Date (UTC),Current Period End (UTC),Ended At (UTC),Trial End (UTC)
s1,c1,Acme,Pro,1,usd,year,1000,active,2025-05-01 00:00,2027-05-01 00:00,,
s2,c2,Birch,Pro,1,usd,year,3000,canceled,2025-06-01 00:00,2026-06-01 00:00,2026-06-01 00:00,
s3,c3,Cedar,Pro,1,eur,year,9000,active,2025-06-01 00:00,2027-06-01 00:00,,
s4,c4,Dorn,Pro,1,usd,year,5000,active,2026-06-01 00:00,2027-06-01 00:00,,
s5,c5,Elm,Pro,1,usd,year,7000,trialing,2025-11-10 00:00,2026-12-01 00:00,,2026-12-01 00:00
`;

it("has as evidence the subscriptions that its sums are made of, those in another currency last", async () => {
  const { book } = await imported(
    {
      "accounts.csv":
        "account_id,name,domain\nc1,Acme,acme.com\nc2,Birch,birch.com\nc3,Cedar,cedar.com\nc4,Dorn,dorn.com\nc5,Elm,elm.com\n",
      "subscriptions.csv": SUBSCRIPTIONS,
    },
    { currency: "USD" },
  );
  const context = await contextOf(book, "2026-11-20");
  const [nrr, logos] = await measure(context, { book: "all" }, ["nrr_12m", "logo_retention_12m"]);
  const rows = await queryNamed("book-retention").evidence(context, 0, 100);
  expect(rows.map(({ account }) => account)).toEqual(["acme", "birch", "cedar"]);
  const counted = rows.filter(({ currency }) => currency === "USD").map(({ arr_minor: arr, ended_on: end }) => ({ arr: Number(arr), end }));
  const sum = (of: typeof counted): number => of.reduce((total, { arr }) => total + arr, 0);
  expect(nrr?.value).toBeCloseTo(sum(counted.filter(({ end }) => end === null)) / sum(counted), 12);
  expect(logos?.value).toBeCloseTo(2 / 3, 12);
  expect(rows.at(-1)).toMatchObject({ account: "cedar", currency: "EUR" });
});
