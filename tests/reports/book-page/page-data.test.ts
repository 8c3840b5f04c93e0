import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bookPage } from "../../../src/reports/book-page/book-page.ts";
import { pageData } from "../../../src/reports/book-page/page-data.ts";
import { AS_OF, madeAccounts, SUMMARY } from "./made-accounts.ts";

interface Decoded {
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly columns: Readonly<Record<string, readonly (string | number | null | readonly number[])[]>>;
}

describe("the data of the page", () => {
  it("holds every account in its order, with nothing lost but rounding", () => {
    const accounts = madeAccounts(300);
    const { lists, columns } = JSON.parse(pageData(accounts, AS_OF, "USD")) as Decoded;
    const at = (list: string, place: unknown): string | null => (place === -1 ? null : (lists[list]?.[Number(place)] ?? "?"));
    accounts.forEach((account, row) => {
      const cell = (name: string): unknown => columns[name]?.[row];
      expect([cell("id"), cell("name"), at("csm", cell("csm")), at("tier", cell("tier")), cell("arr"), cell("tickets")]).toEqual([
        account.id,
        account.name,
        account.csm,
        account.tier,
        account.arr,
        account.tickets,
      ]);
      expect(cell("score")).toBe(account.score === null ? null : Math.round(account.score * 10));
      expect((cell("risks") as number[]).length).toBe(3 * account.signals.filter(({ kind }) => kind === "risk").length);
      expect((cell("findings") as number[]).filter((_, index) => index % 3 === 2)).toEqual(account.findings.map(({ count }) => count));
    });
  });

  it("ends no script element and breaks no line, whatever the names hold", () => {
    const [account] = madeAccounts(1);
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom("</script><script>alert(1)</script>", "<!--", "]]>", "\u2028\u2029", "\u001b[31m\u202e")),
        (name) => {
          if (account === undefined) throw new Error("no account");
          const text = pageData([{ ...account, name, csm: name }], AS_OF, "USD");
          expect(text).not.toMatch(/[<>\u2028\u2029]/);
          expect(() => JSON.parse(text) as unknown).not.toThrow();
        },
      ),
    );
  });

  it("stays small and the same: five thousand accounts in less than five megabytes", async () => {
    const page = { document: SUMMARY, asOf: AS_OF, currency: "USD", accounts: madeAccounts(5000) };
    const html = await bookPage(page);
    expect(Buffer.byteLength(html)).toBeLessThan(5e6);
    expect(await bookPage({ ...page, accounts: madeAccounts(5000) })).toBe(html);
    expect(html).not.toMatch(/(?:src|href)="https?:|@import|url\(/);
    expect(html).toContain("default-src 'none'");
  });
});
