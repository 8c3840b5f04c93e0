import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { benchmarksPage } from "./page/benchmarks-page.ts";
import { PAGE, readResults } from "./results.ts";

// Writes docs/benchmarks.md from bench/results; with --check only says whether it is as it would be written.
const page = benchmarksPage(readResults());
if (!process.argv.includes("--check")) writeFileSync(PAGE, page);
else if (!existsSync(PAGE) || readFileSync(PAGE, "utf8") !== page) {
  console.error("docs/benchmarks.md differs from bench/results: npx tsx bench/page.ts");
  process.exitCode = 1;
}
