import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { rootPath } from "../scripts/root.ts";

/** Before the first test: no key of this machine can be found by a test, and the built program is as new as its source. */
export default function setUp(): void {
  for (const name of Object.keys(process.env)) if (/^(ANTHROPIC_|ECHO_(?!TEST_)|FORCE_COLOR$)/.test(name)) delete process.env[name];
  if (!mayBeSpawned(process.argv.slice(2)) || !isBuildStale()) return;
  const { status } = spawnSync(process.execPath, [rootPath("scripts/build.mjs")], { stdio: ["ignore", 2, 2] });
  // Tests that do not spawn the program are still worth running; those that do will fail on the old one.
  if (status !== 0) process.stderr.write("the build failed: the tests that spawn dist/cli/main.js run an old program, or none\n");
}

/** Folders of tests that spawn the built program. A run of other files alone need not wait for a build. */
const SPAWNING = ["shell", "cli", "e2e", "bench", "scripts", "docs", "boundaries"];

function mayBeSpawned(args: readonly string[]): boolean {
  const files = args.filter((arg) => arg.startsWith("tests/"));
  return files.length === 0 || files.some((file) => file === "tests/" || SPAWNING.some((folder) => file.startsWith(`tests/${folder}`)));
}

function isBuildStale(): boolean {
  const built = rootPath("dist/cli/main.js");
  if (!existsSync(rootPath("src/cli/main.ts"))) return false;
  if (!existsSync(built)) return true;
  const src = rootPath("src");
  const sources = readdirSync(src, { recursive: true, encoding: "utf8" }).map((name) => join(src, name));
  const since = statSync(built).mtimeMs;
  return [...sources, rootPath("tsconfig.json"), rootPath("tsconfig.build.json")].some((path) => statSync(path).mtimeMs > since);
}
