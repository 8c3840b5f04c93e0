import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { rootPath } from "../scripts/root.ts";
import { benchmarksPage } from "./page/benchmarks-page.ts";
import { readResults } from "./results.ts";

// Writes docs/benchmarks.md from bench/results; with --check only says whether it is as it would be written.
const file = rootPath("docs/benchmarks.md");
const page = benchmarksPage(readResults());
if (!process.argv.includes("--check")) writeFileSync(file, page);
else if (!existsSync(file) || readFileSync(file, "utf8") !== page) {
  console.error("docs/benchmarks.md differs from bench/results: npx tsx bench/page.ts");
  process.exitCode = 1;
}
