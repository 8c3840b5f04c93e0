import { afterAll, describe, expect, it } from "vitest";
import { knownAccounts } from "../../../src/book/known-accounts.ts";
import { imported } from "../../book/workspace.ts";
import { contextOf } from "../../book/queries/knowledge.ts";
import { type Example, openExample } from "../example.ts";
import { slotsWithoutValue } from "./slots-without-value.ts";

/** Contracts by account record alone, in two currencies, owners for some; deals without a probability or a seller's word. */
const THIN = {
  "accounts.csv":
    "account_id,name,domain,csm,renewal_date,arr,currency\na1,Acme,acme.com,Jo,2027-02-01,5000,USD\na2,Birch,birch.com,,2027-03-01,900000,USD\na3,Cedar,cedar.com,Jo,2026-12-05,7000,EUR\na4,Dorn,dorn.com,,,,\n",
  "deals.csv":
    "Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date,Deal owner,Associated Company,Deal Type\nd1,Birch renewal,Contract Sent,900000,USD,2026-12-01,2026-09-01,Sam,Birch,existingbusiness\nd2,Acme new,Closed Won,5000,USD,2026-10-20,2026-09-01,Sam,Acme,newbusiness\n",
  "tickets.csv":
    "ticket_id,account_id,subject,description,created_at,status,priority\nt1,a3,Leaving,We are looking at other vendors and may cancel,2026-11-18,Open,urgent\n",
};
/** Nothing but a list of names, and tickets of some of them. */
const BARE = {
  "accounts.csv": "account_id,name,domain\na1,Acme,acme.com\na2,Birch,birch.com\n",
  "tickets.csv": "ticket_id,account_id,subject,created_at,status\nt1,a1,Login,2026-11-18,Open\n",
};

describe("what a playbook says", () => {
  const opened: Example[] = [];
  afterAll(() => opened.forEach((example) => example.close()));

  it.each(["2026-11-20", "2026-05-01"])("holds only figures that have a value: the example on %s", async (asOf) => {
    const example = await openExample(asOf);
    opened.push(example);
    const accounts = example.accounts.map(({ account }) => account);
    expect(await slotsWithoutValue(example.session.context(), accounts, [...example.practice.playbooks.values()])).toEqual([]);
  });

  it.each([
    ["contracts by record alone", THIN],
    ["names and tickets", BARE],
  ])("holds only figures that have a value: %s", async (_, files) => {
    const { practice } = opened[0] ?? (await openExample());
    const { book } = await imported(files, { currency: "USD" });
    const accounts = (await knownAccounts(book)).map(({ account }) => account);
    expect(accounts.length).toBeGreaterThan(1);
    expect(await slotsWithoutValue(await contextOf(book, "2026-11-20"), accounts, [...practice.playbooks.values()])).toEqual([]);
  });
});
