import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inTempFolder, MAIN, printed } from "./built-program.ts";
import { allHelp, type CommandHelp, subcommands } from "./command-help.ts";
import { deadMentions } from "./doc-mentions.ts";
import { adapterTables } from "./doc-adapters.ts";
import { errorTables } from "./doc-errors.ts";
import { metricTables } from "./doc-metrics.ts";
import { charterRules, standardRules } from "./doc-rules.ts";
import { injectionTable } from "./doc-security.ts";
import { jsonTable, updateSchemas } from "./doc-schemas.ts";
import { exitCodeTable, layoutTable, tablesReference } from "./doc-tables.ts";
import { blockNames, fenced, fillBlocks } from "./generated-blocks.ts";
import { ROOT, rootPath } from "./root.ts";

/** Blocks that must be there: a lost marker would be a silent drift. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  "README.md": ["ask-demo", "exit-codes"],
  "docs/cli.md": ["cli"],
  "ARCHITECTURE.md": ["layout"],
  "docs/tables.md": ["tables"],
  "docs/exports.md": ["exports"],
  "docs/metrics.md": ["metrics"],
  "docs/troubleshooting.md": ["errors"],
  "docs/rules.md": ["charter-rules", "standard-rules"],
  "docs/json.md": ["json"],
  "SECURITY.md": ["injections"],
};

const ASK = ["ask", "why is Acme churning?", "--demo"];

const GENERATORS: Readonly<Record<string, () => string>> = {
  cli: () => commands().map(helpSection).join("\n\n"),
  "ask-demo": () => fenced(inTempFolder((folder) => printed(ASK, folder))),
  "exit-codes": exitCodeTable,
  tables: tablesReference,
  exports: adapterTables,
  metrics: metricTables,
  errors: () => errorTables(),
  json: jsonTable,
  "charter-rules": () => charterRules(inTempFolder((folder) => printed(["charter", "--rules", "--json"], folder))),
  "standard-rules": () => standardRules(inTempFolder((folder) => printed(["check", "--list-rules", "--json", "--demo"], folder))),
  injections: injectionTable,
  layout: () => layoutTable(readdirSync(rootPath("src"))),
};

/** Writes the generated blocks of all documents, or with `--check` tells which of them differ. */
function main(args: readonly string[]): void {
  if (!existsSync(MAIN)) throw new Error("dist/cli/main.js is missing: run `npm run build` first");
  const isCheck = args.includes("--check");
  const known = new Set(subcommands(commands()[0]?.help ?? "")).add("help");
  // Before the pages, since a table of one of them is made from the schemas.
  const stale = updateSchemas(isCheck);
  if (isCheck) for (const problem of stale) console.error(`${problem}: run \`npm run docs\``);
  let wrong = isCheck ? stale.length : 0;
  for (const file of documents()) {
    const old = existsSync(rootPath(file)) ? readFileSync(rootPath(file), "utf8") : "";
    const lost = (REQUIRED[file] ?? []).filter((name) => !blockNames(old).includes(name)).map((name) => `has no block generated:${name}`);
    const fresh = fillBlocks(old, contentOf);
    const outdated = isCheck && fresh !== old ? ["is out of date: run `npm run docs`"] : [];
    const problems = [...lost, ...outdated, ...deadMentions(rootPath(file), fresh, known)];
    for (const problem of problems) console.error(`${file}: ${problem}`);
    wrong += problems.length;
    if (!isCheck && fresh !== old) writeFileSync(rootPath(file), fresh);
  }
  console.log(`docs: ${documents().length} documents, ${wrong} problems`);
  process.exitCode = wrong > 0 ? 1 : 0;
}

/** All Markdown that people read first; the required ones are listed even where they are missing. */
function documents(): string[] {
  const top = readdirSync(ROOT).filter((name) => name.endsWith(".md"));
  const docs = readdirSync(rootPath("docs"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));
  return [...new Set([...Object.keys(REQUIRED), ...top, ...docs.map((name) => join("docs", name))])].sort();
}

const made = new Map<string, string>();

function contentOf(name: string): string {
  const make = GENERATORS[name];
  if (make === undefined) throw new Error(`there is no generator "${name}"; known: ${Object.keys(GENERATORS).join(", ")}`);
  const text = made.get(name) ?? make();
  made.set(name, text);
  return text;
}

let helped: CommandHelp[] | undefined;

function commands(): CommandHelp[] {
  helped ??= inTempFolder((folder) => allHelp((words) => printed([...words, "--help"], folder)));
  return helped;
}

function helpSection({ words, help }: CommandHelp): string {
  const title = ["echo-cs", ...words].join(" ");
  return `${"#".repeat(Math.min(4, 2 + Math.max(0, words.length - 1)))} ${title}\n\n${fenced(help)}`;
}

main(process.argv.slice(2));
