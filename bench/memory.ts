import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { inTempFolder, MAIN } from "../scripts/built-program.ts";
import { processCost, type ProcessCost } from "./process-cost.ts";
import { writeResults } from "./results.ts";
import { textTable } from "./summary.ts";
import { madeTickets } from "./triage-tickets.ts";
import { DAYS, writeAccounts, writeDailyCounts } from "./usage-exports.ts";

// Peak memory of three commands on a book of one size, of ten and of a hundred: import, health of all accounts, triage of a file.
// `--accounts 1000` (each with 200 rows of usage), `--tickets 1000`, `--scales 1,10,100`, `--main FILE`.
const { values } = parseArgs({
  options: {
    accounts: { type: "string", default: "1000" },
    tickets: { type: "string", default: "1000" },
    scales: { type: "string", default: "1,10,100" },
    main: { type: "string", default: MAIN },
  },
});
const SEED = 20261122;
const scales = values.scales.split(",").map(Number);

interface AtScale extends ProcessCost {
  readonly command: string;
  readonly scale: number;
  /** Rows of usage, accounts, or tickets. */
  readonly size: number;
  readonly of: string;
  readonly input_mib: number;
}

const results = scales.flatMap((scale) => inTempFolder((folder) => measure(folder, scale)));
const rows = results.map(({ command, size, of, input_mib, peak_mib, wall_ms, cpu_ms }) => [
  command,
  `${size.toLocaleString("en-US")} ${of}`,
  input_mib.toFixed(0),
  peak_mib.toFixed(0),
  (wall_ms / 1000).toFixed(1),
  (cpu_ms / 1000).toFixed(1),
]);
console.log(textTable([["", "size", "input MiB", "peak MiB", "s", "CPU s"], ...rows]));
writeResults("memory", { results });

function measure(folder: string, scale: number): AtScale[] {
  const [accounts, tickets] = [Number(values.accounts) * scale, Number(values.tickets) * scale];
  const book = join(folder, "book");
  mkdirSync(join(book, "exports"), { recursive: true });
  const usage = join(book, "exports/usage.csv");
  writeAccounts(join(book, "exports/accounts.csv"), accounts);
  writeDailyCounts(usage, accounts, DAYS, SEED);
  const file = join(folder, "tickets.ndjson");
  writeTickets(file, tickets);
  const cost = (args: readonly string[]): ProcessCost => processCost(folder, [values.main, ...args]);
  const imported = { command: "import", size: accounts * DAYS, of: "rows", input_mib: mib(usage), ...cost(["import", "-C", book]) };
  const scored = {
    command: "health --all",
    size: accounts,
    of: "accounts",
    input_mib: mib(usage),
    ...cost(["health", "--all", "--json", "-C", book]),
  };
  const sorted = { command: "triage", size: tickets, of: "tickets", input_mib: mib(file), ...cost(["triage", file, "--no-accounts"]) };
  rmSync(book, { recursive: true, force: true });
  return [imported, scored, sorted].map((one) => ({ ...one, scale }));
}

function writeTickets(file: string, count: number): void {
  writeFileSync(file, "");
  let lines: string[] = [];
  for (const ticket of madeTickets(count)) {
    lines.push(`${JSON.stringify(ticket)}\n`);
    if (lines.length === 10_000) writeFileSync(file, lines.join(""), { flag: "a" });
    if (lines.length === 10_000) lines = [];
  }
  writeFileSync(file, lines.join(""), { flag: "a" });
}

function mib(file: string): number {
  return statSync(file).size / 2 ** 20;
}
