import { fileURLToPath } from "node:url";

/**
 * Who may import whom. A folder under src sees its own files, the folders below it, and those siblings that are named here.
 * What an import cannot show (global `process`, the clock, chance) is in scripts/forbidden-syntax.ts.
 */
const LAYERS = [
  ["core"],
  ["config", "domain", "llm"],
  ["book", "tasks", "reports", "team"],
  ["tools", "run"],
  ["app", "batch", "mcp"],
  ["cli", "lib"],
];
const SIBLINGS = { run: ["tools"], batch: ["app"], mcp: ["app"] };

/** Files of `team` and `run` that touch the outside say so by their first word; all others are pure. */
const EFFECTFUL = "/(load|save|store|open|write|read)(-|\\.ts$)";

const layerRules = LAYERS.flatMap((layer, height) =>
  layer.map((folder) => {
    const seen = [folder, ...(SIBLINGS[folder] ?? []), ...LAYERS.slice(0, height).flat()];
    return {
      name: `layer-${folder}`,
      comment: `src/${folder} may import only ${seen.join(", ")}`,
      severity: "error",
      from: { path: `^src/${folder}/` },
      to: { path: "^src/", pathNot: `^src/(${seen.join("|")})/` },
    };
  }),
);

/** `packages` are known to the files under `home` only. */
function onlyIn(name, home, packages) {
  return {
    name,
    comment: `only ${home} imports ${packages.join(", ")}`,
    severity: "error",
    from: { path: "^src/", pathNot: [`^src/${home}`, "^src/testing/"] },
    to: { path: packages.map((each) => `(^|/)node_modules/${each}(/|$)|^${each}(/|$)`) },
  };
}

const INDEX = "/index\\.[cm]?[jt]s$";
const NODE_FS = "^(node:)?fs(/|$)";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...layerRules,
    { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
    { name: "no-barrel", comment: "import the file itself", severity: "error", from: { path: INDEX, pathNot: "node_modules" }, to: {} },
    {
      name: "no-barrel-import",
      comment: "import the file itself",
      severity: "error",
      from: { path: "^src/" },
      to: { path: INDEX, pathNot: "node_modules" },
    },
    {
      name: "domain-reads-no-file",
      comment: "domain does no I/O",
      severity: "error",
      from: { path: "^src/domain/" },
      to: { path: "^src/core/files(-now|-inside|-append)?\\.ts$" },
    },
    {
      name: "domain-has-no-builtin",
      comment: "domain does no I/O",
      severity: "error",
      from: { path: "^src/domain/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "team-and-run-are-pure",
      comment: "only files named load-*, save-*, store-*, open-*, write-* or read-* touch files",
      severity: "error",
      from: { path: "^src/(team|run)/", pathNot: EFFECTFUL },
      to: { path: ["^src/core/files(-now|-inside|-append)?\\.ts$", NODE_FS, "^(node:)?(child_process|net|https?|worker_threads)$"] },
    },
    onlyIn("only-cli-knows-the-terminal", "cli/", ["commander", "chalk", "ora"]),
    onlyIn("only-anthropic-knows-the-sdk", "llm/anthropic", ["@anthropic-ai/sdk"]),
    onlyIn("only-mcp-knows-the-protocol", "mcp/", ["@modelcontextprotocol/sdk"]),
    onlyIn("only-book-knows-duckdb", "book/", ["@duckdb"]),
    onlyIn("only-sources-and-queue-know-postgres", "(book/sources|batch/queue)/", ["pg"]),
    onlyIn("only-the-queue-knows-dbos", "batch/queue/", ["@dbos-inc"]),
    {
      name: "only-core-files-knows-fs",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/core/files(-now|-inside|-append)?\\.ts$", "^src/testing/"] },
      to: { path: NODE_FS },
    },
    {
      name: "only-cli-and-config-know-process",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/(cli|config)/", "^src/testing/"] },
      to: { path: "^(node:)?process$" },
    },
    { name: "testing-is-for-tests", severity: "error", from: { path: "^src/", pathNot: "^src/testing/" }, to: { path: "^src/testing/" } },
    {
      name: "declared-packages-only",
      comment: "the optional peers are installed for the tests too; who may import them is said above",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/testing/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["npm-peer"] },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: fileURLToPath(new URL("tsconfig.json", import.meta.url)) },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".js", ".json"],
    },
  },
};
