import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bareEnvironment, inTempFolder, MAIN } from "../scripts/built-program.ts";
import { rootPath } from "../scripts/root.ts";
import { summarize, textTable } from "./summary.ts";
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
  readonly target: number | null;
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
  const head = ["usage import", "rows", "DuckDB s", "import s", "×", "target", "peak MiB", "size ×"];
  const cells = results.map(({ name, rows: n, duckdb, echo, ratio, target, peak, size_ratio: size }) => [
    name,
    n.toLocaleString("en-US"),
    (duckdb.median / 1000).toFixed(2),
    (echo.median / 1000).toFixed(2),
    ratio.toFixed(2),
    target === null ? "" : target.toFixed(1),
    String(peak),
    size.toFixed(2),
  ]);
  console.log(`\n${textTable([head, ...cells])}\n`);
  const after = ["on that book", "ms", "against", "", "target"];
  console.log(
    textTable([
      after,
      ...results.flatMap((result) => [
        [
          `import, nothing changed (${result.file})`,
          result.unchanged.median.toFixed(0),
          `${(result.unchanged.median / result.help.median).toFixed(2)} × --help`,
          "",
          "2.0 ×",
        ],
        [
          `health of one account (${result.file})`,
          result.health.median.toFixed(0),
          `${(result.health.median - result.node.median).toFixed(0)} ms beyond node`,
          "",
          "500 ms",
        ],
      ]),
    ]),
  );
  mkdirSync(rootPath("bench/results"), { recursive: true });
  writeFileSync(
    rootPath("bench/results/import.json"),
    `${JSON.stringify({ measured_at: new Date().toISOString(), runs, results }, null, 2)}\n`,
  );
  console.log("\nwritten to bench/results/import.json");
}

function measure(one: Case, folder: string, rows: number, runs: number) {
  const accounts = Math.max(1, Math.round(rows / DAYS));
  const exports = join(folder, "book", "exports");
  mkdirSync(exports, { recursive: true });
  writeAccounts(join(exports, "accounts.csv"), accounts);
  one.write(join(exports, one.file), accounts, DAYS, SEED);
  if (one.yaml !== "") writeFileSync(join(folder, "book", "echo.yaml"), one.yaml);
  const times = {
    duckdb: [] as number[],
    echo: [] as number[],
    node: [] as number[],
    help: [] as number[],
    unchanged: [] as number[],
    health: [] as number[],
  };
  const own = join(folder, "duckdb.duckdb");
  const book = join(folder, "book");
  let peak = 0;
  for (let run = 0; run < runs; run += 1) {
    rmSync(own, { force: true });
    rmSync(join(book, ".echo"), { recursive: true, force: true });
    times.duckdb.push(
      timed(folder, ["--import", "tsx", rootPath("bench/duckdb-read.ts"), own, one.reader(join(exports, one.file))]).ms -
        timed(folder, ["--import", "tsx", "-e", "0"]).ms,
    );
    const imported = timed(folder, [MAIN, "import", "-C", book]);
    times.echo.push(imported.ms);
    peak = Math.max(peak, imported.peak);
  }
  timed(folder, [MAIN, "health", "company-7", "-C", book]);
  for (let run = 0; run < Math.max(5, runs); run += 1) {
    times.node.push(timed(folder, ["-e", "0"]).ms);
    times.help.push(timed(folder, [MAIN, "--help"]).ms);
    times.unchanged.push(timed(folder, [MAIN, "import", "-C", book]).ms);
    times.health.push(timed(folder, [MAIN, "health", "company-7", "-C", book]).ms);
  }
  const [duckdb, echo, node, help, unchanged, health] = [
    times.duckdb,
    times.echo,
    times.node,
    times.help,
    times.unchanged,
    times.health,
  ].map(summarize) as Six;
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
    peak,
    ratio: echo.median / duckdb.median,
    size_ratio: statSync(join(book, BOOK)).size / statSync(own).size,
  };
}

type One = ReturnType<typeof summarize>;
type Six = [One, One, One, One, One, One];

function timed(folder: string, args: readonly string[]): { readonly ms: number; readonly peak: number } {
  const peakFile = join(folder, "peak");
  const env = { ...bareEnvironment(folder), PEAK_MEMORY_FILE: peakFile };
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--require", rootPath("bench/peak-memory.cjs"), ...args], {
    cwd: rootPath("."),
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`node ${args.join(" ")} exited with ${status}\n${stderr}`);
  return { ms, peak: Number(readFileSync(peakFile, "utf8")) };
}
