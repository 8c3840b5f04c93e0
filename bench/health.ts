import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { DuckDBInstance } from "@duckdb/node-api";
import { scoreBook, TREND_DAYS } from "../src/book/queries/health.ts";
import { knownAccounts } from "../src/book/known-accounts.ts";
import { signalsOf } from "../src/book/signals-of.ts";
import { openBook } from "../src/book/snapshot/open-book.ts";
import { loadKnowledge } from "../src/team/knowledge/load-knowledge.ts";
import { rootPath } from "../scripts/root.ts";
import { LAST_DAY, writeHealthBook } from "./health-book.ts";
import { type Summary, summarize, textTable } from "./summary.ts";

/** What one scan of the use costs, and scoring all accounts on as-of and 30 days before, in one process and turn by turn. */
export interface HealthBench {
  readonly accounts: number;
  readonly days: number;
  readonly model: string;
  /** Milliseconds of `select account, sum(events) … group by account`, fetched as the row objects of DuckDB's own client. */
  readonly scan: Summary;
  /** Milliseconds of scoring, from asking the book to the last contribution. */
  readonly score: Summary;
  /** Milliseconds of finding all signals of JUDGED accounts, from asking the book to the last first-seen day. It goes up with their number. */
  readonly signals: Summary;
  /** Median of the ratios of each turn; a busy moment of the machine hits both halves alike. */
  readonly ratio: number;
  /** The same of processor time, all threads together: it does not see who else uses the machine. */
  readonly cpu_ratio: number;
}

/** The bench as a table. */
export function healthText({ accounts, days, model, scan, score, signals, ratio, cpu_ratio: cpu }: HealthBench): string {
  const row = (name: string, { median, min, max }: Summary): string[] => [name, ...[median, min, max].map((ms) => ms.toFixed(0))];
  const table = textTable([
    ["", "median ms", "min", "max"],
    row("one scan of the use, fetched", scan),
    row(`scores on two days, model ${model}`, score),
    row(`signals of ${Math.min(accounts, JUDGED)} accounts`, signals),
  ]);
  return `${accounts} accounts × ${days} days\n\n${table}\n\nscores cost ${ratio.toFixed(2)} × the scan, ${cpu.toFixed(2)} × in processor time (at most 8)`;
}

const JUDGED = 10_000;
const SCAN = "SELECT account, sum(events) AS events FROM usage GROUP BY account";

/** Scores a made-up book of `accounts` × `days` rows of use. Takes a quarter of a minute to write the book of the default size. */
export async function benchHealth({ accounts = 100_000, days = 180, runs = 5, model = "specialist" } = {}): Promise<HealthBench> {
  const folder = mkdtempSync(join(tmpdir(), "echo-cs-bench-"));
  try {
    const file = join(folder, "book.duckdb");
    await writeHealthBook(file, accounts, days);
    const book = await openBook(file);
    const instance = await DuckDBInstance.create(file, { access_mode: "READ_ONLY" });
    const client = await instance.connect();
    try {
      const knowledge = await loadKnowledge([rootPath("references")]);
      const context = { book, knowledge, scope: { asOf: LAST_DAY, health: model } };
      const scan = async (): Promise<unknown> => (await client.runAndReadAll(SCAN)).getRowObjectsJS();
      const score = (): Promise<unknown> => scoreBook(context, [0, TREND_DAYS]);
      // The first turn reads the file into memory and warms the code; it does not count.
      await scan();
      await score();
      const turns: { readonly scan: Cost; readonly score: Cost }[] = [];
      for (let turn = 0; turn < runs; turn += 1) turns.push({ scan: await costOf(scan), score: await costOf(score) });
      const judged = (await knownAccounts(book)).slice(0, JUDGED);
      const signals = [await costOf(() => signalsOf(context, judged))];
      return {
        accounts,
        days,
        model,
        scan: summarize(turns.map((turn) => turn.scan.ms)),
        score: summarize(turns.map((turn) => turn.score.ms)),
        signals: summarize(signals.map(({ ms }) => ms)),
        ratio: summarize(turns.map((turn) => turn.score.ms / turn.scan.ms)).median,
        cpu_ratio: summarize(turns.map((turn) => turn.score.cpu / turn.scan.cpu)).median,
      };
    } finally {
      book.close();
      client.closeSync();
      instance.closeSync();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Cost {
  readonly ms: number;
  readonly cpu: number;
}

async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { ms: performance.now() - start, cpu: (user + system) / 1000 };
}
