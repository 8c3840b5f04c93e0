import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bareEnvironment, MAIN } from "../../scripts/built-program.ts";
import { ROOT, rootPath } from "../../scripts/root.ts";
import { compileShipped } from "../../src/app/route-team.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

/** Prints the path of every module that was loaded, on stderr: those required, and at once those imported. */
const REQUIRED = `const { writeSync } = require("node:fs");
process.on("exit", () => Object.keys(require.cache).forEach((path) => writeSync(2, "loaded " + path + "\\n")));`;
const HOOK = `import { writeSync } from "node:fs";
export async function load(url, context, next) { writeSync(2, "loaded " + url + "\\n"); return next(url, context); }`;
const REGISTER = `import { register } from "node:module"; register("./hook.mjs", import.meta.url);`;

describe("the start of route", () => {
  let cwd = "";
  beforeAll(async () => {
    // As the build does: agents and words may have been edited since.
    writeFileSync(rootPath("dist/router.json.br"), await compileShipped(ROOT));
    cwd = tempFolder();
    writeFiles(cwd, { "required.cjs": REQUIRED, "hook.mjs": HOOK, "register.mjs": REGISTER });
  });
  afterAll(() => removeFolder(cwd));

  const loadedBy = (...args: string[]): { loaded: string[]; stdout: string; status: number | null } => {
    const hook = pathToFileURL(join(cwd, "register.mjs")).href;
    const preloads = ["--require", join(cwd, "required.cjs"), "--import", hook];
    const ran = spawnSync(process.execPath, [...preloads, MAIN, ...args], { cwd, env: bareEnvironment(cwd), encoding: "utf8" });
    const loaded = ran.stderr.split("\n").flatMap((line) => (line.startsWith("loaded ") ? [line.slice(7)] : []));
    return { loaded, stdout: ran.stdout, status: ran.status };
  };

  it.each([
    ["a request", ["route", "how do we renew Acme?"]],
    ["a request as JSON", ["route", "how do we renew Acme?", "--json", "--file", "renewals/acme.md"]],
  ])("loads no package at all for %s", (_, args) => {
    const { loaded, stdout, status } = loadedBy(...args);
    expect(status).toBe(0);
    expect(stdout).toContain("customer-success-manager");
    // zod, yaml, gray-matter, DuckDB, commander, chalk: each of them takes longer than the routing.
    expect(loaded.filter((url) => url.includes("/node_modules/"))).toEqual([]);
    const own = loaded.flatMap((url) => /\/dist\/(?:cli|chunks)\/([\w-]+?)(?:-[a-z0-9]{3,8})?\.js$/.exec(url)?.[1] ?? []);
    expect([...new Set(own)].sort()).toEqual(["main", "rolldown-runtime", "start"]);
  });

  it("answers as the whole program does", () => {
    const quick = loadedBy("route", "how do we renew Acme?", "--json");
    const whole = loadedBy("route", "--json", "--no-model", "how do we renew Acme?");
    expect(whole.loaded.some((url) => url.includes("/node_modules/commander/"))).toBe(true);
    expect(whole.stdout).toBe(quick.stdout);
  });

  it("leaves help and unknown options to the whole program", () => {
    expect(loadedBy("route", "--help").stdout).toContain("--changed");
    expect(loadedBy("route", "x", "--nonsense").status).toBe(1);
    expect(loadedBy("route").status).toBe(1);
  });
});
