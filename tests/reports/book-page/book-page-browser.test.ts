import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookPage } from "../../../src/reports/book-page/book-page.ts";
import type { PageAccount } from "../../../src/reports/book-page/page-account.ts";
import { untilTrue } from "../../../src/testing/browser-wait.ts";
import { removeFolder, tempFolder } from "../../../src/testing/temp-workspace.ts";
import { AS_OF, madeAccounts, SUMMARY } from "./made-accounts.ts";
import { noBrowser, openPage, startBrowser } from "./open-page.ts";

const HOSTILE = `</script><img src=x onerror=alert(1)><b>"quoted" & 'single'\u2028</b>`;

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** The first visible row's cells, as text. */
const firstRow = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>('Array.from(document.querySelector("#accounts-body tr.row").children, (cell) => cell.textContent)');
/** Changes the address to an account, as a link would. */
const goTo = (page: Page, id: string): Promise<unknown> => page.evaluate(`location.hash = ${JSON.stringify(`#account=${id}`)}`);
const foundText = async (page: Page): Promise<string> => (await page.textContent("#found")) ?? "";

describe.skipIf(noBrowser !== undefined)(`the page in a browser${noBrowser === undefined ? "" : ` (left out: ${noBrowser})`}`, () => {
  let browser: Browser;
  const folder = tempFolder();
  const file = join(folder, "book.html");
  const accounts: PageAccount[] = madeAccounts(5000);
  const evil: PageAccount = { ...(accounts[0] as PageAccount), id: "evil/..#?&=é", name: HOSTILE, csm: HOSTILE };
  beforeAll(async () => {
    writeFileSync(
      file,
      await bookPage({
        document: { ...SUMMARY, title: `Book review: ${HOSTILE}` },
        asOf: AS_OF,
        currency: "USD",
        accounts: [...accounts.slice(1), evil],
      }),
    );
    browser = await startBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    removeFolder(folder);
  });

  it("draws only the rows in view, and every account by scrolling", async () => {
    const { page, troubles } = await openPage(browser, file);
    expect(await foundText(page)).toMatch(/^5,000 of 5,000 accounts/);
    expect(await page.$$eval("#accounts-body tr.row", (rows) => rows.length)).toBeLessThan(80);
    await page.evaluate('document.getElementById("accounts").scrollTo(0, 1e9)');
    await page.waitForSelector('tr[aria-rowindex="5001"]');
    expect(await page.$$eval("#accounts-body tr.row", (rows) => rows.length)).toBeLessThan(80);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it("sorts by every heading both ways, with what is not on record last", async () => {
    const { page } = await openPage(browser, file);
    await page.click("#accounts-head >> text=ARR");
    const known = accounts.flatMap(({ arr }) => arr ?? []);
    const most = (await firstRow(page))[3] ?? "";
    expect(Number(most.replaceAll(/[^\d.]/g, "")) * 100).toBe(Math.max(...known));
    expect(await page.getAttribute("#accounts-head th:nth-child(4)", "aria-sort")).toBe("descending");
    await page.click("#accounts-head >> text=ARR");
    const least = (await firstRow(page))[3] ?? "";
    expect(Number(least.replaceAll(/[^\d.]/g, "")) * 100).toBe(Math.min(...known));
    await page.evaluate('document.getElementById("accounts").scrollTo(0, 1e9)');
    await page.waitForSelector('tr[aria-rowindex="5001"]');
    expect(await page.textContent('tr[aria-rowindex="5001"] td:nth-child(4)')).toBe("–");
    await page.close();
  });

  it("filters by text, tier and signal to exactly those that fit", async () => {
    const { page } = await openPage(browser, file);
    const own = [...accounts.slice(1), evil];
    await page.fill("#search", "WORKS 49");
    const byText = own.filter(({ name, id, csm }) => `${name} ${id} ${csm ?? ""}`.toLowerCase().includes("works 49")).length;
    expect(await foundText(page)).toMatch(new RegExp(`^${byText} of 5,000`));
    await page.click("#clear");
    await page.selectOption("#tier", { label: "red" });
    const red = own.filter(({ tier }) => tier === "red");
    expect(await foundText(page)).toContain(`${red.length.toLocaleString("en-US")} of 5,000`);
    await page.selectOption("#signal", { label: "the champion has left" });
    const both = red.filter(({ signals }) => signals.some(({ title }) => title === "the champion has left"));
    expect(await foundText(page)).toContain(`${both.length.toLocaleString("en-US")} of 5,000`);
    const sum = both.reduce((total, { arr, currency }) => total + (currency === "USD" ? (arr ?? 0) : 0), 0) / 100;
    expect(await foundText(page)).toContain(`$${sum.toLocaleString("en-US")} ARR`);
    await page.close();
  });

  it("is walked through and opened by the keyboard alone, and closed by Escape", async () => {
    const { page, troubles } = await openPage(browser, file);
    await page.focus('#accounts-body a[tabindex="0"]');
    for (const key of ["ArrowDown", "ArrowDown", "PageDown", "ArrowUp"]) {
      await page.keyboard.press(key);
      // A row that scrolls into sight takes the focus when it is drawn.
      await untilTrue(page, 'document.activeElement.matches("#accounts-body a")');
    }
    const name = await page.evaluate<string>("document.activeElement.textContent");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog[open]");
    expect(await page.textContent("#panel-name")).toBe(name);
    expect(page.url()).toContain("#account=account-");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog[open]", { state: "detached" });
    await untilTrue(page, 'location.hash === ""');
    await untilTrue(page, `document.activeElement.textContent === ${JSON.stringify(name)}`);
    await page.keyboard.press("End");
    await untilTrue(page, 'document.activeElement.closest("tr")?.getAttribute("aria-rowindex") === "5001"');
    expect(troubles).toEqual([]);
    await page.close();
  });

  it("opens an account by its address, says where there is none, and takes hostile text for text", async () => {
    const account = accounts[4242] as PageAccount;
    const { page, troubles } = await openPage(browser, file, { hash: `#account=${account.id}` });
    await page.waitForSelector("dialog[open]");
    expect(await page.textContent("#panel-name")).toBe(account.name);
    expect(await page.$$eval("#panel-body li", (items) => items.length)).toBe(account.signals.length + account.findings.length);
    await goTo(page, "nobody%3Cimg%3E");
    await untilTrue(page, `document.getElementById("panel-name").textContent === ${JSON.stringify("No account nobody<img>")}`);
    await goTo(page, encodeURIComponent(evil.id));
    await untilTrue(page, 'document.getElementById("panel-name").textContent.startsWith("</script>")');
    await goTo(page, "%E0%A4%A");
    await untilTrue(page, `document.getElementById("panel-name").textContent === ${JSON.stringify("No account %E0%A4%A")}`);
    expect(await page.$$("img")).toHaveLength(0);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it("prints every account that the filter left, and has no serious fault of accessibility, light or dark", async () => {
    const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    for (const dark of [false, true]) {
      const { page } = await openPage(browser, file, { dark });
      for (const open of [false, true]) {
        if (open) {
          await goTo(page, accounts[7]?.id ?? "");
          await page.waitForSelector("dialog[open]");
        }
        await page.evaluate(axe);
        const found = await page.evaluate<Violation[]>(
          'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"] }).then(({ violations }) => violations)',
        );
        const serious = found.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
      }
      await page.close();
    }
    const { page } = await openPage(browser, file);
    await page.fill("#search", "works 1");
    const left = Number(/^[\d,]+/.exec(await foundText(page))?.[0].replace(",", ""));
    await page.evaluate('window.dispatchEvent(new Event("beforeprint"))');
    expect(await page.$$eval("#accounts-body tr.row", (rows) => rows.length)).toBe(left);
    await page.emulateMedia({ media: "print" });
    // Nothing of the table lies below what follows it.
    const overlap =
      "document.getElementById('accounts-body').getBoundingClientRect().bottom - document.querySelector('footer').getBoundingClientRect().top";
    expect(await page.evaluate<number>(overlap)).toBeLessThanOrEqual(0);
    await page.emulateMedia({ media: "screen" });
    await page.evaluate('window.dispatchEvent(new Event("afterprint"))');
    expect(await page.$$eval("#accounts-body tr.row", (rows) => rows.length)).toBeLessThan(80);
    expect((await page.pdf({ format: "A4", landscape: true })).byteLength).toBeGreaterThan(10_000);
    await page.close();
  }, 60_000);
});
