import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { importExports } from "../../../src/book/import/import-exports.ts";
import { openBook } from "../../../src/book/snapshot/open-book.ts";
import { silentLog } from "../../../src/core/log.ts";

/** What imports that were killed left behind. */
export interface KillCounts {
  killed: number;
  /** The import had ended before the signal came. */
  tooLate: number;
  /** The snapshot was that of the exports before. */
  old: number;
  /** The snapshot was that of the exports as they are. */
  renewed: number;
  /** Nothing had been imported yet. */
  none: number;
  /** Imports that were let run to their end after others were killed, and whose books were compared with ones read anew. */
  completed: number;
  readonly faults: string[];
}

const ROWS = 3000;
const COMPLETE_EVERY = 10;

/**
 * Changes a small book's exports `times` times and each time kills the import of them, run as `command` with the folder put to its end,
 * after a while drawn from `chance` (0–1). Looks at what it leaves.
 */
export async function killImports(times: number, command: readonly string[], chance: () => number): Promise<KillCounts> {
  const folder = mkdtempSync(join(tmpdir(), "echo-cs-kill-"));
  const counts: KillCounts = { killed: 0, tooLate: 0, old: 0, renewed: 0, none: 0, completed: 0, faults: [] };
  try {
    mkdirSync(join(folder, "exports"));
    writeFileSync(join(folder, "exports", "accounts.csv"), "account,name,domain\n1,Acme,acme.example\n2,Birch,birch.example\n");
    let stands = 0;
    let longest = 0;
    for (let version = 1; version <= times; version += 1) {
      writeVersion(folder, version);
      const complete = version % COMPLETE_EVERY === 0;
      const began = performance.now();
      const ended = await run([...command, folder], complete || longest === 0 ? undefined : 50 + chance() * longest * 1.1);
      if (ended) longest = Math.max(longest, performance.now() - began);
      if (ended && !complete && version > 1) counts.tooLate += 1;
      if (!ended) counts.killed += 1;
      const found = await versionOf(folder);
      if (found === version) counts.renewed += 1;
      else if (found === 0 && stands === 0) counts.none += 1;
      else if (found === stands) counts.old += 1;
      else counts.faults.push(`version ${version}: the snapshot is ${String(found)}, ${stands} stood before`);
      if (ended && found !== version) counts.faults.push(`version ${version}: the import ended and the snapshot is ${String(found)}`);
      stands = typeof found === "number" ? found : stands;
      if (complete) {
        counts.completed += 1;
        counts.faults.push(...(await leftovers(folder, version)));
      }
    }
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One file is written anew, one grows, and one comes and goes. */
function writeVersion(folder: string, version: number): void {
  const exports = join(folder, "exports");
  const rows = Array.from(
    { length: ROWS },
    (_, row) => `${1 + (row % 2)},2026-01-${String(1 + (row % 28)).padStart(2, "0")},f${row},${version}\n`,
  );
  writeFileSync(join(exports, "usage.csv"), `account,day,feature,events\n${rows.join("")}`);
  const tickets = join(exports, "tickets.csv");
  if (!existsSync(tickets)) writeFileSync(tickets, "ticket,account,subject,status,created_at,updated_at\n");
  appendFileSync(tickets, `T${version},1,slow,open,2026-01-02 10:00:00,2026-01-03 10:00:00\n`);
  const extra = join(exports, "extra.csv");
  if (version % 2 === 0) rmSync(extra, { force: true });
  else writeFileSync(extra, `account,day,feature,events\n1,2025-12-31,extra,${version}\n`);
}

/** True where the process ended by itself. */
async function run(command: readonly string[], killAfter: number | undefined): Promise<boolean> {
  const child = spawn(process.execPath, command, { stdio: "ignore" });
  const exit = once(child, "exit");
  if (killAfter !== undefined) await Promise.race([exit, wait(killAfter)]);
  if (killAfter === undefined) await exit;
  child.kill("SIGKILL");
  const [code] = (await exit) as [number | null];
  return code === 0;
}

/** The version that the snapshot holds from end to end; 0 where there is none, a text where it is not whole. */
async function versionOf(folder: string): Promise<number | string> {
  const path = join(folder, ".echo", "book.duckdb");
  if (!existsSync(path)) return 0;
  try {
    const book = await openBook(path);
    try {
      const [usage] = await book.rows<{ low: number; high: number; n: number }>(
        "SELECT min(events) AS low, max(events) AS high, count(*) AS n FROM usage WHERE feature <> 'extra'",
      );
      const [tickets] = await book.rows<{ n: number }>("SELECT count(*) AS n FROM tickets");
      const [extra] = await book.rows<{ version: number | null }>("SELECT max(events) AS version FROM usage WHERE feature = 'extra'");
      const { low = -1, high = -1, n = -1 } = usage ?? {};
      const isWhole = low === high && n === ROWS && tickets?.n === low && (extra?.version ?? null) === (low % 2 === 0 ? null : low);
      return isWhole ? low : `mixed: ${JSON.stringify({ usage, tickets, extra })}`;
    } finally {
      book.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What a completed import left lying, and how its book differs from one read anew. */
async function leftovers(folder: string, version: number): Promise<string[]> {
  const inside = join(folder, ".echo");
  const names = [...readdirSync(inside), ...readdirSync(join(inside, "book.duckdb.stages"))].filter((name) => name.includes("draft"));
  const anew = join(folder, "anew", ".echo", "book.duckdb");
  const settings = { timeZone: "UTC", currency: "USD", company: "" };
  await importExports({ exportsDir: join(folder, "exports"), snapshotPath: anew, ...settings, log: silentLog, fresh: true });
  const same = (await versionOf(join(folder, "anew"))) === version;
  rmSync(join(folder, "anew"), { recursive: true });
  return [...names.map((name) => `version ${version}: ${name} is left`), ...(same ? [] : [`version ${version}: read anew it is another`])];
}
