/**
 * Draws docs/pictures anew: terminals as SVG, and pages as PNG where there is a Chromium. `npx tsx scripts/pictures.ts`. A test holds the
 * terminals to what the program prints.
 */

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoFolder } from "../src/testing/demo-book.ts";
import { runCli } from "../src/testing/run-cli.ts";
import { removeFolder } from "../src/testing/temp-workspace.ts";
import { rootPath } from "./root.ts";
import { terminalPictures } from "./terminal-pictures.ts";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));

/** Pages to photograph: file name, the command that writes them, where, and how often to turn over. */
const PAGES = [
  { name: "book-page", argv: ["book", "--demo", "--out", "book.html"], file: "book.html", turns: 0 },
  {
    name: "business-review",
    argv: ["qbr", "--account", "acme", "--demo", "--format", "html", "--out", "qbr"],
    file: "qbr/qbr-acme-2026q3-agenda.html",
    turns: 4,
  },
] as const;

const folder = rootPath("docs/pictures");
mkdirSync(folder, { recursive: true });
for (const [name, svg] of await terminalPictures()) {
  writeFileSync(join(folder, name), svg);
  console.log(`${name}: ${svg.length} bytes`);
}
if (CHROMIUM === undefined) console.log("no Chromium here: the pages are left as they are");
else await photograph(CHROMIUM);

async function photograph(executablePath: string): Promise<void> {
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
  const cwd = await demoFolder();
  try {
    for (const { name, argv, file, turns } of PAGES) {
      const { exit, stderr } = await runCli(argv, { cwd });
      if (exit !== 0) throw new Error(stderr);
      const page = await browser.newPage({ viewport: { width: 860, height: 420 }, colorScheme: "light" });
      await page.goto(`file://${join(cwd, file)}`);
      for (let turn = 0; turn < turns; turn++) await page.keyboard.press("ArrowRight");
      const png = await page.screenshot({ path: join(folder, `${name}.png`) });
      console.log(`${name}.png: ${png.length} bytes`);
    }
  } finally {
    await browser.close();
    removeFolder(cwd);
  }
}
