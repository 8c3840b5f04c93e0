import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootPath } from "./root.ts";

/**
 * `tsx scripts/try-nodes.ts [MAJOR…]`: packs the package, installs it globally into a temporary prefix and tries it from another folder on
 * each Node (default 20, 22, 24; they come as the npm package `node`). All must give the same bytes. Needs the npm registry.
 */
const majors = process.argv.length > 2 ? process.argv.slice(2) : ["20", "22", "24"];
const folder = mkdtempSync(join(tmpdir(), "echo-nodes-"));
const QUESTION = "why is Acme churning?";
let failed = 0;
try {
  const [packed] = JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], rootPath("."))) as {
    filename: string;
    unpackedSize: number;
  }[];
  if (packed === undefined) throw new Error("nothing was packed");
  const prefix = join(folder, "prefix");
  mkdirSync(prefix);
  npm(["install", "--global", "--prefix", prefix, "--no-audit", "--no-fund", join(folder, packed.filename)], folder);
  const installed = join(prefix, "lib/node_modules/echo-cs");
  console.log(`${packed.filename}: ${packed.unpackedSize} bytes unpacked`);
  const answers = new Map<string, string>();
  for (const major of majors) {
    const node = nodeOf(major);
    const away = join(folder, `away-${major}`);
    mkdirSync(away);
    writeFileSync(join(away, "jobs.ndjson"), `${JSON.stringify({ id: "a", command: "sql", args: ["select 1 as one"] })}\n`);
    const version = spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim();
    const brief = tried(node, join(installed, "dist/cli/main.js"), ["ask", QUESTION, "--demo", "--no-model", "--json"], away);
    const batch = tried(node, join(installed, "dist/cli/main.js"), ["batch", "jobs.ndjson", "--demo", "--json"], away);
    const code = `const { ask } = await import(${JSON.stringify(join(installed, "dist/lib/library.js"))}); console.log((await ask(${JSON.stringify(QUESTION)}, { demo: true, files: false })).headline)`;
    const library = tried(node, "--input-type=module", ["-e", code], away);
    const headline = (JSON.parse(brief) as { headline: string }).headline;
    // The snapshot's name is a hash of the exports and their times, which differ from folder to folder.
    answers.set(major, brief.replaceAll(/"snapshot": "[0-9a-f]+"/g, ""));
    const isSame = answers.get(major) === answers.get(majors[0] ?? "") && library.trim() === headline && batch.includes('"one":1');
    if (!isSame) failed += 1;
    console.log(`${version}: ask, batch and the library ${isSame ? "give the same" : "DIFFER"}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;

function nodeOf(major: string): string {
  const home = join(folder, `node-${major}`);
  mkdirSync(home);
  writeFileSync(join(home, "package.json"), '{ "private": true }\n');
  npm(["install", "--no-audit", "--no-fund", `node@${major}`], home);
  const { bin } = JSON.parse(readFileSync(join(home, "node_modules/node/package.json"), "utf8")) as { bin: { node: string } };
  return join(home, "node_modules/node", bin.node);
}

function npm(args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm ${args.join(" ")} exited with ${status}\n${stderr}`);
  return stdout;
}

function tried(node: string, file: string, args: readonly string[], cwd: string): string {
  const env = { PATH: process.env["PATH"], HOME: cwd, NO_COLOR: "1", TZ: "UTC" };
  const { status, stdout, stderr } = spawnSync(node, [file, ...args], { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${node} ${file} ${args.join(" ")} exited with ${status}\n${stderr}`);
  return stdout;
}
