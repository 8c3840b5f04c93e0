/**
 * The page of a book with 5,000 accounts in headless Chromium: its size, the first paint, and how long sorting and filtering take until the
 * rows are drawn. `npx tsx bench/book-page.ts [accounts]`
 */
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadavg } from "node:os";
import { bookPage } from "../src/reports/book-page/book-page.ts";
import { removeFolder, tempFolder } from "../src/testing/temp-workspace.ts";
import { AS_OF, madeAccounts, SUMMARY } from "../tests/reports/book-page/made-accounts.ts";
import { noBrowser, openPage, startBrowser } from "../tests/reports/book-page/open-page.ts";

const COUNT = Number(process.argv[2] ?? 5000);
const REPEATS = 9;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function main(): Promise<void> {
  if (noBrowser !== undefined) throw new Error(noBrowser);
  const folder = tempFolder();
  const file = join(folder, "book.html");
  const began = performance.now();
  writeFileSync(file, await bookPage({ document: SUMMARY, asOf: AS_OF, currency: "USD", accounts: madeAccounts(COUNT) }));
  const wrote = performance.now() - began;
  const browser = await startBrowser();
  try {
    const paints: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const { page } = await openPage(browser, file);
      await page.waitForSelector("#accounts-body tr.row");
      paints.push(await page.evaluate<number>('performance.getEntriesByName("first-contentful-paint")[0].startTime'));
      await page.close();
    }
    const { page, troubles } = await openPage(browser, file);
    await page.waitForSelector("#accounts-body tr.row");
    const timed = async (act: string): Promise<number> => {
      const values: number[] = [];
      for (let run = 0; run < REPEATS; run += 1)
        values.push(
          await page.evaluate<number>(
            `(async () => { const start = performance.now(); ${act}; document.getElementById("accounts").getBoundingClientRect(); const worked = performance.now() - start; await new Promise(requestAnimationFrame); return worked; })()`,
          ),
        );
      return median(values);
    };
    const sorts: string[] = [];
    for (const [index, title] of ["Account", "Success manager", "Segment", "ARR", "Health", "30 days", "Warnings"].entries())
      sorts.push(`${title} ${(await timed(`document.querySelectorAll("#accounts-head button")[${index}].click()`)).toFixed(1)}`);
    const type = (text: string): string =>
      `var s=document.getElementById("search");s.value=${JSON.stringify(text)};s.dispatchEvent(new Event("input"))`;
    const search = Math.max(await timed(type("manager 1")), await timed(type("")), await timed(type("works 49")));
    await timed(type(""));
    const select = await timed(`var s=document.getElementById("signal");s.value=s.value===""?"2":"";s.dispatchEvent(new Event("input"))`);
    const scroll = await timed(`document.getElementById("accounts").scrollTop+=3000`);
    console.log(
      JSON.stringify(
        {
          accounts: COUNT,
          load: loadavg().map((one) => Number(one.toFixed(1))),
          written_ms: Math.round(wrote),
          megabytes: Number((statSync(file).size / 1e6).toFixed(2)),
          first_paint_ms: Math.round(median(paints)),
          sort_ms: sorts,
          search_ms: Number(search.toFixed(1)),
          signal_filter_ms: Number(select.toFixed(1)),
          scroll_ms: Number(scroll.toFixed(1)),
          troubles,
        },
        null,
        2,
      ),
    );
  } finally {
    await browser.close();
    removeFolder(folder);
  }
}

await main();
