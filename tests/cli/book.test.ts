import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BookReview } from "../../src/app/book-review.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { planBook } from "./plan-book.ts";

let demo = "";
let own = "";
let review: BookReview;
beforeAll(async () => {
  demo = await demoFolder();
  own = tempFolder();
  planBook(own);
  review = await runJson<BookReview>(["book", "--demo"], { cwd: demo });
});
afterAll(() => [demo, own].forEach(removeFolder));

const fact = (metric: string): unknown => review.facts.find((one) => one.metric === metric)?.value;

describe("the review of a book", () => {
  it("agrees with itself: its rows add up to its figures", () => {
    const { accounts, csms, currency } = review;
    expect(accounts.length).toBe(fact("book_accounts"));
    expect(accounts.reduce((sum, one) => sum + (one.currency === currency ? (one.arr_minor ?? 0) : 0), 0)).toBe(fact("book_arr"));
    for (const tier of ["green", "yellow", "red"])
      expect(accounts.filter((one) => one.tier === tier).length).toBe(fact(`accounts_${tier}`));
    const risky = accounts.filter(({ tier }) => tier === "red" || tier === "yellow");
    expect(risky.reduce((sum, one) => sum + (one.arr_minor ?? 0), 0)).toBe(fact("arr_at_risk"));
    expect(csms.reduce((sum, one) => sum + one.accounts, 0)).toBe(accounts.filter(({ csm }) => csm !== null).length);
    expect(review.facts.every(({ id }) => /^F\d+$/.test(id))).toBe(true);
  });

  it("says of each account what the single commands say", async () => {
    const health = await runJson<{ account: string; score: number | null }[]>(["health", "--all", "--demo"], { cwd: demo });
    const byAccount = new Map(health.map(({ account, score }) => [account, score]));
    for (const { account, score } of review.accounts) expect(score).toBe(byAccount.get(account) ?? null);
    const signals = await runJson<{ account: string; signal: string }[]>(["signals", "--demo"], { cwd: demo });
    const told = review.accounts.flatMap(({ account, signals: list }) => list.map(({ signal }) => `${account}/${signal}`));
    expect(told.sort()).toEqual(signals.map(({ account, signal }) => `${account}/${signal}`).sort());
    const { renewals } = await runJson<{ renewals: unknown[] }>(["renewals", "--demo"], { cwd: demo });
    expect(review.renewals).toEqual(renewals);
    const names = review.accounts.map(({ name }) => name.toLowerCase());
    expect(names).toEqual([...names].sort());
  });

  it("leaves out who had left, and knows nothing later than as-of", async () => {
    expect(review.accounts.map(({ account }) => account)).not.toContain("kestrel-outdoor");
    const then = await runJson<BookReview>(["book", "--demo", "--as-of", "2026-07-31"], { cwd: demo });
    expect(then.accounts.map(({ account }) => account)).toContain("kestrel-outdoor");
    for (const { last_meeting_on: met, signals } of then.accounts)
      for (const day of [met ?? "", ...signals.map(({ first_seen: seen }) => seen)]) expect(day <= "2026-07-31").toBe(true);
  });

  it("is written as page, deck and Markdown: the same bytes twice, hostile names inert", async () => {
    const argv = ["book", "-C", own, "--as-of", "2026-11-20", "--format", "html,pptx,md", "--out", "out"];
    const first = await runCli(argv, { cwd: own });
    expect(first.exit).toBe(0);
    const files = first.stdout.trim().split("\n");
    expect(files).toEqual(["out/book-2026-11-20.pptx", "out/book-2026-11-20.html", "out/book-2026-11-20.md"]);
    const bytes = files.map((file) => readFileSync(join(own, file)));
    await runCli(argv, { cwd: own });
    files.forEach((file, index) => expect(readFileSync(join(own, file)).equals(bytes[index] as Buffer)).toBe(true));
    const html = bytes[1]?.toString("utf8") ?? "";
    expect(html).not.toMatch(/<img src=x/);
    expect(html).toContain(String.raw`\u003cimg src=x onerror=alert(1)\u003e`);
    expect(bytes[2]?.toString("utf8")).not.toMatch(/(?<!\\)<img/);
  });

  it("is of one owner's accounts where one is named", async () => {
    const mine = await runJson<BookReview>(["book", "--owner", "Bo Lind", "-C", own, "--as-of", "2026-11-20"], { cwd: own });
    expect(mine.owner).toBe("Bo Lind");
    expect(mine.accounts.map(({ csm }) => csm)).toEqual(["Bo Lind"]);
    const { stdout } = await runCli(["book", "--owner", "Bo Lind", "-C", own, "--as-of", "2026-11-20", "--out", "bo.html"], { cwd: own });
    expect(stdout.trim()).toBe("bo.html");
  });

  it("refuses a format that there is not", async () => {
    const { exit, stderr } = await runCli(["book", "--demo", "--format", "docx"], { cwd: demo });
    expect(exit).toBe(1);
    expect(stderr).toContain("docx");
  });
});
