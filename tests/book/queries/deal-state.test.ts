import { describe, expect, it } from "vitest";
import type { Book } from "../../../src/book/book.ts";
import { dealsForForecast } from "../../../src/book/deals-for-forecast.ts";
import { COMPANIES, imported } from "../workspace.ts";
import { contextOf, valuesOf } from "./knowledge.ts";
import { deals, invoices } from "./samples.ts";

const OF_ACME = { "Associated Company IDs": "101" };

/** The exports end on 2026-11-19: a closing dated later is a date once hoped for, one dated earlier is when it happened. */
const FILES = {
  "crm.csv": COMPANIES,
  "invoices.csv": invoices({ "Date (UTC)": "2026-11-19 00:00:00", "Due Date (UTC)": "2026-12-19 00:00:00" }),
  "deals.csv": deals(
    { ...OF_ACME, "Record ID": "1" },
    { ...OF_ACME, "Record ID": "2", "Deal Stage": "Closed Lost", "Close Date": "2026-12-13 12:00" },
    { ...OF_ACME, "Record ID": "3", "Deal Stage": "Closed Lost", "Close Date": "2026-11-10 12:00" },
    {
      ...OF_ACME,
      "Record ID": "4",
      "Deal Stage": "Closed Won",
      "Close Date": "2026-11-19 12:00",
      "Deal Type": "Existing Business",
      "Deal Name": "Seats",
    },
    { ...OF_ACME, "Record ID": "5", "Deal Stage": "Closed Won", "Close Date": "2027-01-10 12:00", "Deal Type": "New Business" },
    {
      ...OF_ACME,
      "Record ID": "6",
      "Deal Stage": "Closed Lost",
      "Close Date": "2026-12-13 12:00",
      "Deal Type": "Existing Business",
      "Deal Name": "More",
    },
  ),
};

async function openOn(book: Book, asOf: string): Promise<string[]> {
  return (await dealsForForecast(book, asOf)).filter(({ closed }) => !closed).map(({ id }) => id);
}

describe("a deal that the export marks as closed", () => {
  it("is open until its close date, and closed from the start where that lies behind the exports' own end", async () => {
    const { book } = await imported(FILES);
    expect(await openOn(book, "2026-11-19")).toEqual(["1"]);
    expect(await openOn(book, "2026-11-18")).toEqual(["1", "4"]);
    expect(await openOn(book, "2026-11-09")).toEqual(["1", "3", "4"]);
    expect(await book.rows("SELECT value FROM meta WHERE key = 'last_day'")).toEqual([{ value: "2026-11-19" }]);
  });

  it("is open then in no other figure either, and won on no day that is still to come", async () => {
    const { book } = await imported(FILES);
    const figures = ["open_renewals", "open_expansions", "won_on"];
    expect(await valuesOf(await contextOf(book, "2026-11-19"), "acme", ...figures)).toEqual({
      open_renewals: 1,
      open_expansions: 0,
      won_on: null,
    });
    expect(await valuesOf(await contextOf(book, "2026-11-18"), "acme", "open_expansions")).toEqual({ open_expansions: 1 });
  });

  it("keeps to its close date where the exports tell of no day at all", async () => {
    const undated = FILES["deals.csv"].replaceAll("2026-01-01 10:00", "");
    const { book } = await imported({ "crm.csv": COMPANIES, "deals.csv": undated });
    expect(await openOn(book, "2026-11-19")).toEqual(["1", "2", "5", "6"]);
  });
});

describe("the close date of a deal with a history", () => {
  const HISTORY = `"Id","OpportunityId","StageName","CloseDate","CreatedDate"
"h1","0065g00000DdBb1AAF","Prospecting","2026-10-31","2026-08-01T10:00:00.000Z"
"h2","0065g00000DdBb1AAF","Negotiation","2026-11-30","2026-10-01T10:00:00.000Z"
`;
  const DEAL = `"Id","AccountId","Name","StageName","Amount","CloseDate","Type","IsClosed","IsWon","CreatedDate"
"0065g00000DdBb1AAF","101","Renewal","Negotiation","1000","2026-12-30","Renewal","false","false","2026-08-01T10:00:00.000Z"
`;
  const dates = async (asOf: string): Promise<(string | null)[]> => {
    const { book } = await imported({ "opportunity_history.csv": HISTORY, "opportunity.csv": DEAL, "invoices.csv": FILES["invoices.csv"] });
    return (await dealsForForecast(book, asOf)).flatMap(({ changes }) => changes.map(({ close_on: on }) => on));
  };

  it("is the last step of the history where the exports end by as-of, and not told of a day before", async () => {
    expect(await dates("2026-11-19")).toEqual(["2026-10-31", "2026-11-30", "2026-12-30"]);
    expect(await dates("2026-11-18")).toEqual(["2026-10-31", "2026-11-30"]);
  });
});
