// Builds dist/, so that `npm ci` alone is the whole set-up: few files, in the form that Node starts fastest (CommonJS), because every command
// is a new process. Types are checked by `npm run check:types`. The old dist/ stays until the new one is complete.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { rolldown } from "rolldown";
import { isolatedDeclarationSync } from "rolldown/experimental";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const source = join(root, "src");

/** Modules of the router that only taking a team apart needs, and what only some requests ask for. */
const ONLY_TO_COMPILE = new Set(["compile-team.ts", "explain.ts", "load-vocabulary.ts", "vocabulary.ts"]);

/** Modules that `route` loads at every start: in one file. `npm run bench -- --only route` shows what it saves. */
const START = new Set([
  "app/route-team",
  "config/nearest-workspace",
  "cli/io",
  "cli/package-root",
  "cli/render/render-route",
  "cli/render/wrap",
  "cli/commands/light-paint",
  ...["place", "quick", "request", "run"].map((part) => `cli/commands/route-${part}`),
  ...["clock", "errors", "exit-codes", "files-now", "json", "prefix-code", "text"].map((name) => `core/${name}`),
  ...readdirSync(join(source, "team/route")).flatMap((name) =>
    ONLY_TO_COMPILE.has(name) ? [] : [`team/route/${name.replace(/\.ts$/, "")}`],
  ),
]);

/** What `import` loads where nothing has changed, beyond that; the everyday modules of core among them. */
const UNCHANGED = new Set([
  "app/standing-import",
  "book/import/export-files",
  "cli/commands/damaged-files",
  "cli/commands/import-unchanged-run",
  "cli/version",
  "domain/facts/format-value",
  ...["days", "files", "ids"].map((name) => `core/${name}`),
  ...["bullet", "render-import", "render-import-matches", "table"].map((name) => `cli/render/${name}`),
]);

/** Chunks that are looked for by name: in tests, and by who wonders what a start loads. */
const NAMED = new Set(["start", "rolldown-runtime"]);

/**
 * A chunk hands out what it never sets again as plain properties: a getter for each would be three times as long, and slower. They stand at
 * the end of the chunk, where everything has its value.
 */
const PLAIN_EXPORTS = {
  name: "plain-exports",
  renderChunk: (code) =>
    code.replaceAll(
      /Object\.defineProperty\(exports, ("[^"]+"), \{\s+enumerable: true,\s+get: function \(\) \{\s+return ([\w$]+);\s+\}\s+\}\);/g,
      (getter, key, name) =>
        new RegExp(`^(?:async )?(?:function\\*?|const|class) ${name.replaceAll("$", "\\$")}\\b`, "m").test(code)
          ? `exports[${key}] = ${name};`
          : getter,
    ),
};

/** What a chunk calls `require`, what asks for a chunk when it is needed, and undefined. */
const [REQUIRE, LATE, NONE] = ["$Q", "$L", "$U"];

/**
 * Says shorter what every chunk says many times: the names of the others, `require` itself, asking late, handing out, and undefined. Source
 * holds none of the names, and no text that reads `void 0`.
 */
const SHORT_CHUNKS = {
  name: "short-chunks",
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter(({ fileName }) => fileName.startsWith("chunks/"));
    const names = shortNames(chunks.map(({ fileName }) => fileName.slice("chunks/".length)));
    for (const chunk of Object.values(bundle)) {
      if (/\$[QLU](?![\w$])/.test(chunk.code)) throw new Error(`${chunk.fileName} uses a name that stands for something else`);
      const named = chunk.code.replaceAll(/\brequire\("(\.\/|\.\.\/chunks\/)([\w-]+\.js)"\)/g, (whole, folder, file) =>
        names.has(file) ? `require("${folder}${names.get(file)}")` : whole,
      );
      const helpers = [];
      const code = [
        {
          long: /Promise\.resolve\(\)\.then\(\(\)=>require\(("\.[^"]+")\)\)/g,
          short: `${LATE}($1)`,
          helper: `${LATE}=e=>Promise.resolve().then(()=>require(e))`,
        },
        { long: /\brequire\((?="\.)/g, short: `${REQUIRE}(`, helper: `${REQUIRE}=require` },
        { long: /(?<![\w$.])void 0(?![\w$.])/g, short: NONE, helper: `${NONE}=void 0` },
      ].reduce((text, { long, short, helper }) => {
        const shorter = text.replaceAll(long, short.replace("$", "$$$$"));
        if (shorter.length + helper.length >= text.length) return text;
        helpers.push(helper);
        return shorter;
      }, plainCalls(named));
      const all = code.replace(
        /(?<=[;}])exports\.[\w$]+=[\w$]+(?:,exports\.[\w$]+=[\w$]+){3,}(?=;?\s*$)/,
        (each) => `Object.assign(exports,{${each.replaceAll(/exports\.([\w$]+)=/g, "$1:")}})`,
      );
      const whole = withHelpers(all, helpers);
      const brief = withHelpers(...byName(all, helpers));
      chunk.code = brief.length < whole.length && !/\$[QL]\("\./.test(brief) ? brief : whole;
    }
    for (const chunk of chunks) chunk.fileName = `chunks/${names.get(chunk.fileName.slice("chunks/".length))}`;
  },
};

function withHelpers(code, helpers) {
  return helpers.length === 0 ? code : code.replace(/^(#!.*\n)?/, (begin) => `${begin}const ${helpers.join()};`);
}

/** Code that asks for the chunks beside it by their bare names, and the helpers that it needs for that. */
function byName(code, helpers) {
  const path = "`./${e}.js`";
  const required = helpers.some((helper) => helper.startsWith(`${REQUIRE}=`));
  return [
    code.replaceAll(/(\$[QL])\("\.\/([\w-]+)\.js"\)/g, '$1("$2")'),
    helpers.map((helper) => {
      if (helper.startsWith(`${REQUIRE}=`)) return `${REQUIRE}=e=>require(${path})`;
      if (!helper.startsWith(`${LATE}=`)) return helper;
      return `${LATE}=e=>Promise.resolve().then(()=>${required ? `${REQUIRE}(e)` : `require(${path})`})`;
    }),
  ];
}

/** Calls of what another module hands out, said as one says them by hand: `path.join(…)`, and not as `(0,path.join)(…)`. */
function plainCalls(code) {
  return code.replaceAll(
    /(^|[^\w$.)\]]|\b(?:return|await|new|yield|throw|case|typeof|void|else))\(0,([\w$]+\.[\w$]+)\)(?=\()/gm,
    (_, before, name) => (/\w$/.test(before) ? `${before} ${name}` : `${before}${name}`),
  );
}

/**
 * By name of a chunk a short one: as much of its hash as tells it from all others, or, of the few that are named, their name before it. A
 * program that runs while it is replaced then asks for a chunk that is not there, and gets no other in its place.
 */
function shortNames(files) {
  const taken = new Set();
  return new Map(
    files.toSorted().map((file) => {
      const [, name = "", hash] = /^(?:(.*)-)?(\w+)\.js$/.exec(file);
      // Every program loads this one at once, so it cannot be replaced under way.
      if (name === "start") return [file, "start.js"];
      let length = 3;
      while (taken.has(hash.slice(0, length))) length += 1;
      taken.add(hash.slice(0, length));
      return [file, `${name === "" ? "" : `${name}-`}${hash.slice(0, length)}.js`];
    }),
  );
}

const started = new Date();
const fresh = mkdtempSync(join(root, "dist-"));
try {
  await bundle();
  // The package is made of ES modules, this folder is not.
  writeFileSync(join(fresh, "package.json"), '{ "type": "commonjs" }\n');
  const main = join(fresh, "cli/main.js");
  chmodSync(main, 0o755);
  // A source that was saved while it was being read is newer than the build, not older.
  utimesSync(main, started, started);
  // The shipped team, taken apart for the router, so that no request waits for YAML and Markdown.
  const { compileShipped } = createRequire(import.meta.url)(join(fresh, "app/route-team.js"));
  writeFileSync(join(fresh, "router.json.br"), await compileShipped(root));
  // The router's words themselves are read only beside somebody's own agents: the package holds them packed.
  writeFileSync(join(fresh, "routing.yaml.br"), brotliCompressSync(readFileSync(join(root, "references/routing.yaml"))));
  declare(join(source, "lib/library.ts"));
  chmodSync(fresh, 0o755);
  rmSync(join(root, "dist"), { recursive: true, force: true });
  renameSync(fresh, join(root, "dist"));
} catch (error) {
  rmSync(fresh, { recursive: true, force: true });
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function bundle() {
  const build = await rolldown({
    input: {
      "cli/main": join(source, "cli/main.ts"),
      "app/route-team": join(source, "app/route-team.ts"),
      "lib/library": join(source, "lib/library.ts"),
    },
    platform: "node",
    // Libraries stay where npm put them; only the few lines that TypeScript's newer syntax needs on Node 20 are taken in.
    external: (id) => /^[^./]/.test(id) && !id.startsWith("@oxc-project/runtime"),
    logLevel: "warn",
    // Modules of the chunks that are loaded at once may be asked for late as well.
    checks: { ineffectiveDynamicImport: false },
  });
  const within = (modules) => (id) =>
    modules.has(
      id
        .slice(source.length + 1)
        .replaceAll("\\", "/")
        .replace(/\.ts$/, ""),
    );
  await build.write({
    dir: fresh,
    format: "cjs",
    // The package must stay small: functions lose their names, which are a twentieth of it.
    minify: { compress: true, mangle: { keepNames: { class: true, function: false } }, codegen: { removeWhitespace: true } },
    plugins: [PLAIN_EXPORTS, SHORT_CHUNKS],
    comments: false,
    // Two names must not differ in nothing but capitals.
    hashCharacters: "base36",
    chunkFileNames: ({ name }) => (NAMED.has(name) ? "chunks/[name]-[hash].js" : "chunks/[hash].js"),
    codeSplitting: {
      groups: [
        { name: "start", test: within(START) },
        { name: "unchanged", test: within(UNCHANGED) },
      ],
    },
  });
  await build.close();
}

/** Writes the types of a module and of those whose types it names, each beside where its code would be. */
function declare(file, done = new Set()) {
  if (done.has(file)) return;
  done.add(file);
  const { code, errors } = isolatedDeclarationSync(file, readFileSync(file, "utf8"));
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const target = join(fresh, relative(source, file)).replace(/\.ts$/, ".d.ts");
  mkdirSync(dirname(target), { recursive: true });
  // What the library itself says keeps its explanations; the types behind it go without, since the package must stay small.
  const told = relative(source, file).startsWith("lib") ? code : code.replaceAll(/\/\*\*[\s\S]*?\*\/\s*/g, "").replaceAll(/^[ \t]+/gm, "");
  writeFileSync(target, told.replaceAll(/((?:from|import\() ?"\.[^"]*)\.ts"/g, '$1.js"'));
  for (const [, path] of code.matchAll(/(?:from|import\() ?"(\.[^"]*)"/g)) declare(join(dirname(file), path), done);
}
