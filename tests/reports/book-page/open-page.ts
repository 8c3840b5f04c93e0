import { existsSync } from "node:fs";
import type { Browser, Page } from "playwright-core";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));

/** Why tests of the page are left out; undefined where they can run. */
export const noBrowser = CHROMIUM === undefined ? "no chromium here: apt-get install chromium, then run this file again" : undefined;

export async function startBrowser(): Promise<Browser> {
  const { chromium } = await import("playwright-core");
  return chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
}

export interface OpenedPage {
  readonly page: Page;
  /** What the page wrote to its console as an error, threw, or asked the network for. */
  readonly troubles: string[];
}

/** Opens a file in a new page and keeps an ear on it. */
export async function openPage(browser: Browser, file: string, { hash = "", dark = false, width = 1300 } = {}): Promise<OpenedPage> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: dark ? "dark" : "light" });
  const troubles: string[] = [];
  page.on("console", (message) => void (message.type() === "error" && troubles.push(message.text())));
  page.on("pageerror", (error) => void troubles.push(String(error)));
  page.on("request", (request) => void (request.url().startsWith("file:") || troubles.push(request.url())));
  page.on("dialog", (dialog) => {
    troubles.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`file://${file}${hash}`);
  return { page, troubles };
}
