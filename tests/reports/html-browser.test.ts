import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QbrReport } from "../../src/app/qbr.ts";
import { untilTrue } from "../../src/testing/browser-wait.ts";
import { runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";
import { HOSTILE, oddWorkspace, richWorkspace } from "./review-workspaces.ts";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

describe.skipIf(CHROMIUM === undefined)("slides in a browser (skipped without Chromium: apt-get install chromium)", () => {
  let browser: Browser;
  let rich: string;
  let odd: string;
  let deck: string;
  let hostile: string;
  beforeAll(async () => {
    [rich, odd] = [richWorkspace(), oddWorkspace()];
    const own = await runJson<QbrReport>(["qbr", "--account", "acme", "--template", "deck", "--format", "html", "-C", rich], { cwd: rich });
    deck = join(rich, own.reviews[0]?.files[0] ?? "");
    const other = await runJson<QbrReport>(
      ["qbr", "--all", "--quarter", "2026Q3", "--as-of", "2026-09-30", "--format", "html", "-C", odd],
      { cwd: odd },
    );
    hostile = join(odd, other.reviews.find(({ name }) => name === HOSTILE)?.files[0] ?? "");
    browser = await chromium.launch({ ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }), args: ["--no-sandbox"] });
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    [rich, odd].forEach(removeFolder);
  });

  /** Opens a file; `said` gathers what must not happen: requests, errors, dialogs. */
  async function opened(file: string, scheme: "light" | "dark" = "light"): Promise<{ page: Page; said: string[] }> {
    const page = await browser.newPage({ colorScheme: scheme, viewport: { width: 1280, height: 720 } });
    const said: string[] = [];
    page.on("console", (message) => void (message.type() === "error" && said.push(message.text())));
    page.on("pageerror", (error) => void said.push(error.message));
    page.on(
      "request",
      (request) => void (request.url().startsWith("file:") || request.url().startsWith("data:") || said.push(request.url())),
    );
    page.on("dialog", (dialog) => {
      said.push(dialog.message());
      void dialog.dismiss();
    });
    await page.addInitScript("window.print = () => { window.printed = (window.printed ?? 0) + 1; }");
    await page.goto(pathToFileURL(file).href);
    return { page, said };
  }

  const current = (page: Page): Promise<string> => page.evaluate<string>("document.querySelector('.slide.current').id");

  it("turn with the keys, print, and ask for nothing", async () => {
    const { page, said } = await opened(deck);
    const ids = await page.evaluate<string[]>("[...document.querySelectorAll('.slide')].map((slide) => slide.id)");
    expect(ids.length).toBe(11);
    const press = async (key: string): Promise<string> => {
      await page.keyboard.press(key);
      return current(page);
    };
    expect(await current(page)).toBe(ids[0]);
    expect(await press("ArrowLeft")).toBe(ids[0]);
    expect(await press("ArrowRight")).toBe(ids[1]);
    expect(await press("PageDown")).toBe(ids[2]);
    expect(await press("Space")).toBe(ids[3]);
    expect(await press("PageUp")).toBe(ids[2]);
    expect(await press("End")).toBe(ids.at(-1));
    expect(await press("ArrowRight")).toBe(ids.at(-1));
    expect(await press("Home")).toBe(ids[0]);
    await page.click("#next");
    expect(await current(page)).toBe(ids[1]);
    expect(await page.textContent("#where")).toBe("2 / 11");
    await press("n");
    expect(await page.evaluate("document.querySelector('.slide.current details.notes').open")).toBe(true);
    await press("p");
    expect(await page.evaluate("window.printed")).toBe(1);
    await press("f");
    await untilTrue(page, "document.fullscreenElement !== null");
    await press("f");
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(printed.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThanOrEqual(11);
    await page.goto(`${pathToFileURL(deck).href}#${ids[4] ?? ""}`);
    await page.reload();
    expect(await current(page)).toBe(ids[4]);
    expect(said).toEqual([]);
    await page.close();
  }, 90_000);

  it("have no serious fault of accessibility, in light and in dark", async () => {
    for (const scheme of ["light", "dark"] as const) {
      const { page } = await opened(deck, scheme);
      await page.evaluate(readFileSync(AXE, "utf8"));
      const count = await page.evaluate<number>("document.querySelectorAll('.slide').length");
      for (let slide = 0; slide < count; slide += 1) {
        const violations = await page.evaluate<Violation[]>(
          "axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)",
        );
        const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(
          grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`),
          `${scheme}, slide ${slide + 1}`,
        ).toEqual([]);
        await page.keyboard.press("ArrowRight");
      }
      await page.close();
    }
  }, 180_000);

  it("keep scripts of others inert", async () => {
    const { page, said } = await opened(hostile);
    for (let slide = 0; slide < 12; slide += 1) await page.keyboard.press("ArrowRight");
    expect(await page.evaluate("document.scripts.length")).toBe(1);
    expect(await page.evaluate("document.querySelectorAll('img').length")).toBe(0);
    expect(await page.evaluate("document.querySelector('h1').textContent")).toBe(HOSTILE);
    await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hit=1\">')");
    await page.waitForTimeout(100);
    expect(await page.evaluate("window.hit")).toBeUndefined();
    expect(said.filter((line) => !line.includes("Content Security Policy") && !line.includes("ERR_FILE_NOT_FOUND"))).toEqual([]);
    await page.close();
  }, 60_000);

  it("read without scripts too, one below the other", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(deck).href);
    expect(await page.locator(".slide >> visible=true").count()).toBe(11);
    await context.close();
  }, 60_000);
});
