import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../../src/testing/demo-book.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";

interface Packed {
  readonly unpackedSize: number;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** What the package may hold, in bytes and without what it depends on. */
const MOST_BYTES = 4_000_000;

let prefix = "";
let packed: Packed;

/** The package as npm would install it, with this checkout's dependencies beside it. */
beforeAll(() => {
  prefix = tempFolder();
  const { stdout } = spawnSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", prefix], {
    cwd: ROOT,
    encoding: "utf8",
  });
  packed = (JSON.parse(stdout) as [Packed])[0];
  const modules = join(prefix, "node_modules");
  mkdirSync(join(modules, "echo-cs"), { recursive: true });
  spawnSync("tar", ["-xzf", join(prefix, packed.filename), "--strip-components=1", "-C", join(modules, "echo-cs")]);
  for (const name of readdirSync(join(ROOT, "node_modules")))
    if (!name.startsWith(".")) symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  writeFileSync(join(prefix, "package.json"), '{ "type": "module" }\n');
});
afterAll(() => removeFolder(prefix));

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, args, {
    cwd: prefix,
    env: { PATH: process.env["PATH"], HOME: prefix, NO_COLOR: "1", TZ: "UTC" },
    encoding: "utf8",
  });
}

describe("the package", () => {
  it("holds what it needs and nothing else", () => {
    const homes =
      /^(dist|agents|skills|references|commands|schema|examples\/northstar|examples\/ci)\/|^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;
    expect(packed.files.map(({ path }) => path).filter((path) => !homes.test(path))).toEqual([]);
    expect(packed.files.map(({ path }) => path).filter((path) => /(?<!\.d)\.ts$|\.map$|\.test\.|(^|\/)\.|node_modules/.test(path))).toEqual(
      [],
    );
    for (const path of [
      "dist/cli/main.js",
      "dist/lib/library.js",
      "dist/lib/library.d.ts",
      "dist/router.json.br",
      "agents/ECHO.md",
      "examples/northstar/echo.yaml",
      "examples/ci/nightly.yaml",
      "examples/ci/snapshot-cache.mjs",
      "examples/ci/github/action.yml",
    ])
      expect(packed.files.map((file) => file.path)).toContain(path);
    expect(packed.unpackedSize).toBeLessThan(MOST_BYTES);
  });

  it("runs from another folder", () => {
    const { status, stdout } = run(
      "node_modules/echo-cs/dist/cli/main.js",
      "ask",
      "why is Acme churning?",
      "--demo",
      "--no-model",
      "--json",
    );
    expect([status, (JSON.parse(stdout) as { account: string }).account]).toEqual([0, "acme"]);
  });

  it("can be imported and required", () => {
    const names = "DataError,EchoError,Interrupted,ModelError,UserError,ask,openBook,triage";
    const imported = run(
      "--input-type=module",
      "-e",
      'import * as echo from "echo-cs"; console.log(Object.keys(echo).filter((name) => !/default|module.exports/.test(name)).sort().join())',
    );
    expect([imported.stderr, imported.stdout.trim()]).toEqual(["", names]);
    const required = run("--input-type=commonjs", "-e", 'console.log(Object.keys(require("echo-cs")).sort().join())');
    expect(required.stdout.trim()).toBe(names);
  });
});

describe("the library's examples", () => {
  const files = readdirSync(join(ROOT, "examples/library")).filter((name) => name.endsWith(".ts"));

  it("compile against the package's own types, in strict mode and without any", () => {
    const paths = files.map((name) => join(prefix, name));
    for (const name of files) writeFileSync(join(prefix, name), ts.sys.readFile(join(ROOT, "examples/library", name)) ?? "");
    const probe = join(prefix, "probe.ts");
    // A type that was lost would be any, and take the wrong value without a word.
    writeFileSync(
      probe,
      'import { ask, type Brief } from "echo-cs";\n// @ts-expect-error\nexport const wrong: number = (await ask("?")).headline;\nexport const brief: Promise<Brief> = ask("?");\n',
    );
    const program = ts.createProgram([...paths, probe], {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      types: ["node"],
      typeRoots: [join(ROOT, "node_modules/@types")],
      exactOptionalPropertyTypes: true,
    });
    const found = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText, file }) => `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
    expect(found).toEqual([]);
  });

  it("run", () => {
    for (const name of files) {
      const { outputText } = ts.transpileModule(ts.sys.readFile(join(ROOT, "examples/library", name)) ?? "", {
        compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
      });
      writeFileSync(join(prefix, name.replace(/\.ts$/, ".mjs")), outputText);
    }
    const risk = run("at-risk.mjs", "--demo");
    expect([risk.status, risk.stderr]).toEqual([0, ""]);
    expect(risk.stdout).toMatch(/^Acme Corp: score 48, \d+ warnings\n {2}Acme Corp is at risk/m);
    const none = run("at-risk.mjs");
    expect([none.status, none.stderr]).toEqual([1, expect.stringContaining("There is no workspace here")]);
    const tickets = spawnSync(process.execPath, ["urgent-tickets.mjs"], {
      cwd: prefix,
      input: "id,subject,description\n7,Cancel,We will cancel our contract today\n",
      encoding: "utf8",
    });
    expect([tickets.status, tickets.stderr]).toEqual([0, "1 tickets read\n"]);
    expect(tickets.stdout).toMatch(/^p\d 7 /);
  });
});
