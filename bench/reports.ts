/**
 * What a business review costs the built program: one deck of the example against a bare start of Node, and decks for 25 and for 100 accounts
 * with the memory they take at most. `npm run build`, then `npx tsx bench/reports.ts [path of main.js]`
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { bareEnvironment, inTempFolder, MAIN } from "../scripts/built-program.ts";
import { rootPath } from "../scripts/root.ts";
import { writeFiles } from "../src/testing/temp-workspace.ts";
import { writeResults } from "./results.ts";
import { type Summary, summarize, textTable } from "./summary.ts";

const RUNS = 5;
const DAYS = 180;
const LAST = Date.UTC(2026, 10, 20);
const main = process.argv[2] ?? MAIN;

interface Cost {
  readonly wall_ms: number;
  readonly cpu_ms: number;
  readonly peak_mib: number;
}

function cost(args: readonly string[], folder: string): Cost {
  const file = join(folder, "cost.json");
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--require", rootPath("bench/process-cost.cjs"), ...args], {
    cwd: folder,
    env: { ...bareEnvironment(folder), PROCESS_COST_FILE: file },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${args.join(" ")} exited with ${String(status)}\n${stderr}`);
  return { wall_ms: performance.now() - started, ...(JSON.parse(readFileSync(file, "utf8")) as Pick<Cost, "cpu_ms" | "peak_mib">) };
}

/** A book of so many accounts: half a year of use, tickets, meetings, a goal each. */
function writeBook(folder: string, accounts: number): void {
  const ids = Array.from({ length: accounts }, (_, index) => `Customer ${index + 1}`);
  const day = (ago: number): string => new Date(LAST - ago * 86_400_000).toISOString().slice(0, 10);
  const lines = (head: string, rows: readonly string[]): string => [head, ...rows].join("\n");
  writeFiles(folder, {
    "exports/accounts.csv": lines(
      "account,name,csm,created_on",
      ids.map((id, index) => `a${index},${id},Owner ${index % 5},2025-01-01`),
    ),
    "exports/subscriptions.csv": lines(
      "account,subscription,plan,seats,amount,currency,interval,started_at",
      ids.map((id, index) => `${id},S${index},Pro,20,${(index % 9) * 9000 + 6000},USD,year,2025-01-01`),
    ),
    "exports/usage.csv": lines(
      "account,day,feature,user,events",
      ids.flatMap((id, index) =>
        Array.from(
          { length: DAYS * 4 },
          (_, row) =>
            `${id},${day(row % DAYS)},${["Login", "Report", "Export", "Board"][row % 4] ?? ""},u${row % 13}@c${index}.example,${1 + (row % 5)}`,
        ),
      ),
    ),
    "exports/tickets.csv": lines(
      "account,ticket,subject,priority,created_at,solved_at",
      ids.flatMap((id, index) =>
        Array.from(
          { length: 12 },
          (_, row) =>
            `${id},T${index}-${row},Question ${row},normal,${day(row * 14)} 09:00:00,${row % 4 === 0 ? "" : `${day(row * 14 - 1)} 09:00:00`}`,
        ),
      ),
    ),
    "exports/success_plans.csv": lines(
      "account,plan,objective,criteria,status,progress,created_on,target_on",
      ids.map((id, index) => `${id},P${index},Reach goal ${index},Measured,active,0.5,2026-01-01,2026-12-31`),
    ),
  });
}

inTempFolder((folder) => {
  const deck = [main, "qbr", "--account", "acme", "--demo"];
  cost(deck, folder);
  const runs = Array.from({ length: RUNS }, () => ({ bare: cost(["-e", "0"], folder), deck: cost(deck, folder) }));
  const results: { name: string; wall_ms: Summary; cpu_ms: Summary; peak_mib: number }[] = [];
  const rows = [["", "wall ms, median", "min", "max", "CPU ms, median", "peak MiB"]];
  const row = (name: string, costs: readonly Cost[]): void => {
    const [wall, cpu, peak] = [
      summarize(costs.map(({ wall_ms: ms }) => ms)),
      summarize(costs.map(({ cpu_ms: ms }) => ms)),
      Math.max(...costs.map(({ peak_mib: mib }) => mib)),
    ];
    results.push({ name, wall_ms: wall, cpu_ms: cpu, peak_mib: peak });
    rows.push([name, ...[wall.median, wall.min, wall.max, cpu.median, peak].map((value) => value.toFixed(0))]);
  };
  row(
    "node -e 0",
    runs.map(({ bare }) => bare),
  );
  row(
    "qbr --account acme --demo",
    runs.map((run) => run.deck),
  );
  for (const accounts of [25, 100]) {
    const book = join(folder, `book-${accounts}`);
    writeBook(book, accounts);
    cost([main, "import", "-C", book], folder);
    row(`qbr --all, ${accounts} decks`, [cost([main, "qbr", "--all", "-C", book], folder)]);
  }
  console.log(
    `${textTable(rows)}\n\nload ${loadavg()
      .map((one) => one.toFixed(1))
      .join(" ")}`,
  );
  writeResults("reports", { results });
});
