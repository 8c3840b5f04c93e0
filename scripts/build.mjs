// Builds dist/ with tsc, so that `npm ci` alone is the whole set-up. The old dist/ stays until the new one is complete.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
const started = new Date();
const fresh = mkdtempSync(join(root, "dist-"));
try {
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json", "--outDir", fresh], { cwd: root, stdio: "inherit" });
  const main = join(fresh, "cli/main.js");
  if (existsSync(main)) {
    chmodSync(main, 0o755);
    // A source that was saved while tsc was reading is newer than the build, not older.
    utimesSync(main, started, started);
  }
  // The shipped team, taken apart for the router, so that no request waits for YAML and Markdown.
  const { compileShipped } = await import(pathToFileURL(join(fresh, "app/route-team.js")).href);
  writeFileSync(join(fresh, "router.json"), `${JSON.stringify(await compileShipped(root.replace(/[\\/]$/, "")))}\n`);
  chmodSync(fresh, 0o755);
  rmSync(join(root, "dist"), { recursive: true, force: true });
  renameSync(fresh, join(root, "dist"));
} catch (error) {
  rmSync(fresh, { recursive: true, force: true });
  if (typeof error?.status !== "number") throw error;
  process.exitCode = 1; // tsc has said what is wrong
}
