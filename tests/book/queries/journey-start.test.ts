import { describe, expect, it } from "vitest";
import { askOnce } from "../../../src/book/queries/ask-once.ts";
import { checkRows } from "../../../src/book/queries/check-rows.ts";
import { journeyDates } from "../../../src/book/queries/journey-dates.ts";
import { journeyDay, journeyOf } from "../../../src/domain/journey/journey.ts";
import { contextOf } from "./knowledge.ts";
import { imported } from "../workspace.ts";

const COMPANIES = [
  "Record ID,Company name,Company Domain Name,Lifecycle Stage,ARR,Currency,Contract Start Date,Renewal Date,Create Date",
  "1,Alder,alder.example,Customer,84000,USD,2026-10-05,2027-10-04,2026-08-26",
  // Only the end of its term is told.
  "2,Birch,birch.example,Customer,12000,USD,,2027-03-31,2026-02-03",
  // A kickoff held.
  "3,Cedar,cedar.example,Customer,9000,USD,2026-10-05,2027-10-04,2026-08-26",
  // It used the product long before this term began.
  "4,Elm,elm.example,Customer,9000,USD,2026-10-05,2027-10-04,2025-01-15",
  // It bought long before this term began.
  "5,Fir,fir.example,Customer,9000,USD,2026-10-05,2027-10-04,2025-01-15",
  "",
].join("\n");
const DEALS = [
  "Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Associated Company,Deal Type,Create Date",
  "1,Alder new,Closed won,84000,USD,2026-10-01,Alder,New Business,2026-06-01",
  "2,Fir new,Closed won,9000,USD,2025-10-01,Fir,New Business,2025-06-01",
  "",
].join("\n");
const MEETINGS = "account,on_day,kind,status\nelm.example,2026-01-10,check-in,held\ncedar.example,2026-10-12,kickoff,held\n";
const USAGE =
  "account,day,feature,events\nelm.example,2026-05-01,Report,3\nelm.example,2026-11-18,Report,3\nalder.example,2026-10-06,Report,1\n";
const FILES = { "companies.csv": COMPANIES, "deals.csv": DEALS, "meetings.csv": MEETINGS, "usage.csv": USAGE };

describe("the start of a journey", () => {
  it("is the kickoff, else the contract on the record where it is the first, else the won deal, else the record", async () => {
    const { book } = await imported(FILES);
    const rows = await askOnce(journeyDates, await contextOf(book, "2026-11-19"));
    const journeys = rows.map((row) => [row["account"], journeyOf(row).start, journeyOf(row).startKind, journeyDay(journeyOf(row))]);
    expect(journeys).toEqual([
      ["alder", "2026-10-05", "contract", 46],
      ["birch", "2026-02-03", "record", 290],
      ["cedar", "2026-10-12", "kickoff", 39],
      ["elm", "2025-01-15", "record", 674],
      ["fir", "2025-10-01", "deal", 415],
    ]);
  });

  it("is the same to the rules of the check", async () => {
    const { book } = await imported(FILES);
    const rows = await checkRows(await contextOf(book, "2026-11-19"), "account");
    // Where nobody has met them, the days without contact count from the start.
    const days = Object.fromEntries(rows.map(({ account, values }) => [account, values["days_without_contact"]]));
    expect(days).toEqual({ alder: 45, birch: 289, cedar: 38, elm: 313, fir: 313 });
  });
});
