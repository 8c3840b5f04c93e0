import { describe, expect, it } from "vitest";
import type { Renewal } from "../../src/app/renewals.ts";
import { smallBook } from "./small-book.ts";

/** Acme's seller has a word for its renewal and nothing else is known of it; Birch's expansion is sold by its success manager; Cedar pays in another currency. */
const FILES = {
  "accounts.csv": "account_id,name,domain,csm\na1,Acme,acme.com,Jo Day\na2,Birch,birch.com,Jo Day\na3,Cedar,cedar.com,Kim Li\n",
  "subscriptions.csv":
    "id,Customer ID,Customer Name,Customer Email,Plan,Quantity,Currency,Interval,Amount,Status,Start Date (UTC),Current Period End (UTC),Ended At (UTC)\n" +
    "s1,c1,Acme,jo@acme.com,Pro,3,usd,year,1200,active,2025-12-20 00:00,2026-12-20 00:00,\n" +
    "s2,c2,Birch,ann@birch.com,Pro,3,usd,year,2400,active,2026-03-04 00:00,2027-03-04 00:00,\n" +
    "s3,c3,Cedar,cy@cedar.com,Pro,3,eur,year,9000,active,2026-03-04 00:00,2027-03-04 00:00,\n",
  "Opportunities.csv":
    "Opportunity ID,Account Name,Opportunity Name,Type,Stage,Amount,Probability (%),Close Date,Created Date,Opportunity Owner,Forecast Category,Closed,Won\n" +
    "006A,Acme,Acme renewal,Renewal,Proposal,1200,60,2026-12-20,2026-09-02,Sam Roe,Best Case,false,false\n" +
    "006B,Birch,Birch seats,Expansion,Negotiation,800,60,2026-12-20,2026-09-02,Jo Day,Pipeline,false,false\n" +
    "006C,Cedar,Cedar seats,Expansion,Negotiation,800,60,2026-12-20,2026-09-02,Sam Roe,Pipeline,false,false\n",
};

const { json, said } = smallBook(FILES, "2026-11-20");

describe("a renewal of which nothing is known but the seller's word", () => {
  it("is likely for want of data, and bears the seller's own word", async () => {
    const { renewals } = await json<{ renewals: Renewal[] }>("renewals");
    expect(renewals).toMatchObject([
      { account: "acme", forecast: "likely", too_little_data: true, owner_word: "Best Case", owner_forecast: "likely", disagree: false },
    ]);
  });
});

describe("an expansion", () => {
  it("needs a seller who is not its success manager", async () => {
    const findings = await said("check", "--rule", "VA-45");
    expect(findings).toContain("Birch seats at Birch lacks a seller other than its success manager");
    expect(findings).not.toContain("Cedar seats");
  });
});
