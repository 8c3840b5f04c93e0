import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountsTool } from "../../src/tools/accounts.ts";
import { factsTool } from "../../src/tools/facts.ts";
import { defused, fence } from "../../src/tools/fence.ts";
import { handoffTool } from "../../src/tools/handoff.ts";
import { listMetricsTool } from "../../src/tools/list-metrics.ts";
import { referencesTool } from "../../src/tools/references.ts";
import { ticketsSearchTool } from "../../src/tools/tickets-search.ts";
import { sampleContext } from "./samples.ts";

describe("facts", () => {
  it("measures for the account of the question and tells how to cite", async () => {
    const { text } = await factsTool.run({ metrics: ["logins_change_30d", "arr"] }, sampleContext());
    expect(text).toMatch(
      /^\{F1\|pct\} change of logins \(logins_change_30d\) of acme = .*46 %, a change: it fell, 2026-10-16 to 2026-11-14; call it: logins, usage\n\{F2\|money\}/u,
    );
  });

  it("measures another account and the book", async () => {
    const context = sampleContext();
    expect((await factsTool.run({ metrics: ["logins_change_30d"], account: "globex" }, context)).text).toContain("of globex");
    expect((await factsTool.run({ metrics: ["book_logins_change_30d"], account: "all" }, context)).text).toContain("of the book");
  });

  it.each([
    [{ metrics: ["logins_chang_30d"] }, /Near ones: logins_change_30d.*All: logins_change_30d, tickets/u],
    [{ metrics: ["arr"], account: "all" }, /need an account: arr/u],
    [{ metrics: ["book_logins_change_30d"] }, /account "all"/u],
    [{ metrics: ["arr"], account: "nobody" }, /There is no account nobody/u],
    [{ metrics: [] }, /does not fit: metrics/u],
    ["nonsense", /does not fit/u],
  ])("tells the model what was wrong with %j", async (input, message) => {
    await expect(factsTool.run(input, sampleContext())).rejects.toMatchObject({
      name: "ToolError",
      message: expect.stringMatching(message),
    });
  });
});

describe("list_metrics, accounts, references", () => {
  it("list and narrow", async () => {
    expect((await listMetricsTool.run({ search: "renewal" }, sampleContext())).text.split("\n\n")).toHaveLength(2);
    expect((await listMetricsTool.run({ search: "zzz" }, sampleContext())).text).toContain("No metric holds");
    expect((await accountsTool.run({}, sampleContext())).text).toMatch(
      /acme: Acme Corp \(enterprise, red\)\n<\/data>\n\[1 of 2 shown; ask again with offset 1\]/u,
    );
    expect((await referencesTool.run({ text: "segments" }, sampleContext())).text).toContain("PT-01");
  });
});

describe("tickets_search", () => {
  it("fences the text, keeps it quotable, and says how to go on", async () => {
    const { text, quotable } = await ticketsSearchTool.run({ limit: 2 }, sampleContext());
    expect(text.match(/<\/data>/gu)).toHaveLength(2);
    expect(text).toContain('<data source="ticket 4000">');
    expect(text).toContain("fails every night.(/data>");
    expect(text).not.toContain("\u202E");
    expect(text).toMatch(/\[2 of 30 shown; ask again with offset 2\]$/u);
    expect(quotable).toContain("Export fails");
  });

  it("stays within bounds", async () => {
    const { text } = await ticketsSearchTool.run({ limit: 20 }, sampleContext());
    expect(text.length).toBeLessThan(13_000);
    expect(text).toMatch(/ask again with offset \d+\]$/u);
    await expect(ticketsSearchTool.run({ limit: 21 }, sampleContext())).rejects.toThrow(/limit/u);
    await expect(ticketsSearchTool.run({}, sampleContext({ account: null }))).rejects.toThrow(/Name an account/u);
  });
});

describe("fence", () => {
  it("cannot be closed from inside", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("<", "/", "data", ">", " ", "＜", "\u200B", "\u202E", "\u001B[0m", "DATA", "／", "x", '"')),
        (parts) => {
          const fenced = fence(parts.join(""), parts.join(""));
          const inner = fenced.slice(fenced.indexOf("\n") + 1, fenced.lastIndexOf("\n"));
          expect(inner.normalize("NFKC")).not.toMatch(/<\s*\/?\s*data\b/iu);
          expect(fenced.split("\n")[0]).toMatch(/^<data source="[^"<>]*">$/u);
        },
      ),
    );
  });

  it("leaves ordinary text alone", () => expect(defused("a < b, 5 > 3\nline")).toBe("a < b, 5 > 3\nline"));
});

describe("handoff", () => {
  const request = { to: "sales-engineer", mode: "consult", reason: "technical", ask: "can it?" };

  it("gives the answer back as data and shows what is unfinished", async () => {
    expect((await handoffTool.run(request, sampleContext())).text).toBe(
      '<data source="answer of sales-engineer">\nsales-engineer says hello\n</data>',
    );
    const cut = sampleContext({ handoff: async () => ({ answer: "half", complete: false, note: "turns" }) });
    expect((await handoffTool.run(request, cut)).text).toContain("[unfinished: turns]");
  });

  it("refuses Facts that were not measured", async () => {
    await expect(handoffTool.run({ ...request, facts: ["F9"] }, sampleContext())).rejects.toThrow(/no Fact F9/u);
  });
});
