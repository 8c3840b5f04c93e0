import { describe, expect, it } from "vitest";
import { ACCOUNTS, subscriptions } from "../queries/samples.ts";
import { fileIn, imported } from "../workspace.ts";

describe("a deal's probability", () => {
  it("is read with its sign or without", async () => {
    const deals = [
      '"Opportunity ID","Opportunity Name","Stage","Amount","Probability (%)","Close Date","Account Name"',
      '"006Hs00000A0001QAA","One","Proposal","15000","40%","1/27/2027","Acme Corp"',
      '"006Hs00000A0002QAA","Two","Proposal","15000","75 %","1/28/2027","Acme Corp"',
      '"006Hs00000A0003QAA","Three","Proposal","15000","10","1/28/2027","Acme Corp"',
      '"006Hs00000A0004QAA","Four","Proposal","15000","high","1/28/2027","Acme Corp"',
    ];
    const { report, book } = await imported({ "accounts.csv": ACCOUNTS, "opportunities.csv": `${deals.join("\n")}\n` });
    expect(await book.rows("SELECT name, probability FROM opportunities ORDER BY probability NULLS LAST")).toEqual([
      { name: "Three", probability: 0.1 },
      { name: "One", probability: 0.4 },
      { name: "Two", probability: 0.75 },
      { name: "Four", probability: null },
    ]);
    expect(fileIn(report, "opportunities.csv")).toMatchObject({ rejected: 0, cells_dropped: 1 });
  });
});

describe("a subscription's coupon", () => {
  it("is told as not taken off, where there is one", async () => {
    const noteOf = async (coupon: string): Promise<string | null> => {
      const [head = "", row = ""] = subscriptions({}).split("\n");
      const files = { "accounts.csv": ACCOUNTS, "s.csv": `${head},Coupon\n${row},${coupon}\n` };
      return fileIn((await imported(files)).report, "s.csv").note;
    };
    expect(await noteOf("LAUNCH20")).toContain("1 row with a Coupon, which is not taken off: revenue is the price of the plan");
    expect((await noteOf("")) ?? "").not.toContain("taken off");
  });
});
