import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bareEnvironment, inTempFolder, MAIN } from "../scripts/built-program.ts";
import { rootPath } from "../scripts/root.ts";
import { type Summary, summarize, textTable } from "./summary.ts";
import { DAYS, writeAccounts, writeDailyCounts, writeEvents, writeMixpanel } from "./usage-exports.ts";

const SEED = 20261122;
const CSV = (columns: string): string => `header = true, columns = {${columns}}`;
const BOOK = ".echo/book.duckdb";

interface Case {
  readonly name: string;
  readonly file: string;
  readonly share: number;
  readonly write: (path: string, accounts: number, days: number, seed: number) => void;
  /** DuckDB's options for reading it, typed. */
  readonly reader: (path: string) => string;
  readonly yaml: string;
  /** How many times as long as DuckDB alone it may take. */
  readonly target: number;
}

const CASES: readonly Case[] = [
  {
    name: "daily counts, CSV, nothing to de-duplicate by",
    file: "usage.csv",
    share: 1,
    write: writeDailyCounts,
    reader: (path) =>
      `read_csv('${path}', ${CSV(`'account': 'VARCHAR', 'user': 'VARCHAR', 'day': 'DATE', 'feature': 'VARCHAR', 'events': 'INTEGER'`)})`,
    yaml: "",
    target: 1.7,
  },
  {
    name: "events with ids, CSV, de-duplicated",
    file: "events.csv",
    share: 1,
    write: writeEvents,
    reader: (path) =>
      `read_csv('${path}', ${CSV(`'account': 'VARCHAR', 'user': 'VARCHAR', 'time': 'TIMESTAMP', 'event': 'VARCHAR', 'insert_id': 'VARCHAR'`)})`,
    yaml: "mapping:\n  - {file: events.csv, table: usage, columns: {at: time, user: user, feature: event, insert_id: insert_id}, account: {id: account}, source: own}\n",
    target: 3.5,
  },
  {
    name: "Mixpanel events, NDJSON, de-duplicated",
    file: "events.ndjson",
    share: 0.1,
    write: writeMixpanel,
    reader: (path) =>
      `(SELECT event, properties.* FROM read_json('${path}', format = 'newline_delimited', columns = {'event': 'VARCHAR', 'properties': 'STRUCT("time" BIGINT, distinct_id VARCHAR, company VARCHAR, "$insert_id" VARCHAR)'}))`,
    yaml: "",
    target: 3.5,
  },
];

/** Times imports of generated usage against DuckDB's own read of the same file, in one run, and what comes after an import. */
export function benchImport(rows: number, runs: number): void {
  const results = CASES.map((one) => inTempFolder((folder) => measure(one, folder, Math.round(rows * one.share), runs)));
  const seconds = (ms: number): string => (ms / 1000).toFixed(2);
  const imports = results.map((one) => [
    one.name,
    one.rows.toLocaleString("en-US"),
    seconds(one.duckdb.median),
    seconds(one.echo.median),
    one.ratio.toFixed(2),
    `≤ ${one.target.toFixed(1)}`,
    one.cpu_ratio.toFixed(2),
    String(one.peak_mib),
    one.size_ratio.toFixed(2),
  ]);
  console.log(
    `\n${textTable([["usage import", "rows", "DuckDB s", "import s", "×", "target", "CPU ×", "peak MiB", "size ×"], ...imports])}\n`,
  );
  const after = results.flatMap((one) => [
    [
      `import, nothing changed (${one.file})`,
      one.unchanged.median.toFixed(0),
      `${(one.unchanged.median / one.help.median).toFixed(2)} × --help`,
      "≤ 2",
    ],
    [
      `health of one account (${one.file})`,
      one.health.median.toFixed(0),
      `${(one.health.median - one.node.median).toFixed(0)} ms beyond node`,
      "≤ 500",
    ],
  ]);
  console.log(textTable([["on that book", "ms", "that is", "target"], ...after]));
  mkdirSync(rootPath("bench/results"), { recursive: true });
  writeFileSync(
    rootPath("bench/results/import.json"),
    `${JSON.stringify({ measured_at: new Date().toISOString(), runs, results }, null, 2)}\n`,
  );
  console.log("\nwritten to bench/results/import.json");
}

function measure(one: Case, folder: string, rows: number, runs: number) {
  const accounts = Math.max(1, Math.round(rows / DAYS));
  const [book, own] = [join(folder, "book"), join(folder, "duckdb.duckdb")];
  const exports = join(book, "exports");
  mkdirSync(exports, { recursive: true });
  writeAccounts(join(exports, "accounts.csv"), accounts);
  one.write(join(exports, one.file), accounts, DAYS, SEED);
  if (one.yaml !== "") writeFileSync(join(book, "echo.yaml"), one.yaml);
  const read = ["--import", "tsx", rootPath("bench/duckdb-read.ts"), own, one.reader(join(exports, one.file))];
  const account = `company-${accounts - 1}`;
  const costs: Cost[][] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    rmSync(own, { force: true });
    rmSync(join(book, ".echo"), { recursive: true, force: true });
    // What the loader of TypeScript takes is not DuckDB's.
    const loader = cost(folder, ["--import", "tsx", "-e", "0"]);
    const duckdb = cost(folder, read);
    costs[0]?.push({ ...duckdb, ms: duckdb.ms - loader.ms, cpu_ms: duckdb.cpu_ms - loader.cpu_ms });
    costs[1]?.push(cost(folder, [MAIN, "import", "-C", book]));
  }
  cost(folder, [MAIN, "health", account, "-C", book]);
  const commands = [
    ["-e", "0"],
    [MAIN, "--help"],
    [MAIN, "import", "-C", book],
    [MAIN, "health", account, "-C", book],
  ];
  const times = commands.map((): number[] => []);
  for (let run = 0; run < Math.max(5, runs); run += 1) commands.forEach((args, index) => times[index]?.push(cost(folder, args).ms));
  const [duckdb, echo] = costs.map((list) => summarize(list.map(({ ms }) => ms))) as [Summary, Summary];
  const [duckdbCpu, echoCpu] = costs.map((list) => summarize(list.map(({ cpu_ms: ms }) => ms)).median) as [number, number];
  const [node, help, unchanged, health] = times.map(summarize) as [Summary, Summary, Summary, Summary];
  return {
    name: one.name,
    file: one.file,
    rows: accounts * DAYS,
    target: one.target,
    duckdb,
    echo,
    node,
    help,
    unchanged,
    health,
    ratio: echo.median / duckdb.median,
    cpu_ratio: echoCpu / duckdbCpu,
    peak_mib: Math.max(...(costs[1] ?? []).map(({ peak_mib: peak }) => peak)),
    size_ratio: statSync(join(book, BOOK)).size / statSync(own).size,
  };
}

interface Cost {
  readonly ms: number;
  readonly cpu_ms: number;
  readonly peak_mib: number;
}

function cost(folder: string, args: readonly string[]): Cost {
  const file = join(folder, "cost.json");
  const env = { ...bareEnvironment(folder), PROCESS_COST_FILE: file };
  const start = performance.now();
  const all = ["--require", rootPath("bench/process-cost.cjs"), ...args];
  const { status, stderr } = spawnSync(process.execPath, all, { cwd: rootPath("."), env, encoding: "utf8", maxBuffer: 2 ** 28 });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`node ${args.join(" ")} exited with ${status}\n${stderr}`);
  return { ms, ...(JSON.parse(readFileSync(file, "utf8")) as Omit<Cost, "ms">) };
}
