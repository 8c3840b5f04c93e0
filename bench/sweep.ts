import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { importInput } from "../src/app/open-session.ts";
import { sweep, type SweepReport } from "../src/app/sweep.ts";
import { openDatabase } from "../src/book/snapshot/database.ts";
import { importShape } from "../src/book/mapping/import-shape.ts";
import { exportsOf } from "../src/book/import/import-exports.ts";
import { writeManifest } from "../src/book/snapshot/manifest.ts";
import { printEvent } from "../src/domain/patterns/ledger-event.ts";
import { readEnvironment } from "../src/config/environment.ts";
import { findWorkspace } from "../src/config/workspace.ts";
import { fixedClock } from "../src/core/clock.ts";
import { silentLog } from "../src/core/log.ts";
import { rootPath } from "../scripts/root.ts";
import { LAST_DAY, writeHealthBook } from "./health-book.ts";
import { textTable } from "./summary.ts";

/** What a sweep costs, once the snapshot is there: `npx tsx bench/sweep.ts [ACCOUNTS] [plan]`; `plan` leaves the writing out. */
const accounts = Number(process.argv[2] ?? 10_000);
const folder = mkdtempSync(join(tmpdir(), "echo-cs-bench-"));
try {
  mkdirSync(join(folder, "exports"));
  mkdirSync(join(folder, ".echo"));
  writeFileSync(join(folder, "exports", "made-up.csv"), "the snapshot is written straight away\n");
  const workspace = await findWorkspace({ cwd: folder, packageRoot: rootPath(""), dir: folder, demo: false });
  const deps = { workspace, environment: readEnvironment({}), clock: fixedClock(`${LAST_DAY}T18:00:00Z`), log: silentLog };
  await writeHealthBook(workspace.snapshot, accounts, 180);
  await calmDown(workspace.snapshot);
  const input = importInput(deps);
  await writeManifest(workspace.snapshot, (await exportsOf(input)) ?? [], input, await importShape(input));
  const rows: string[][] = [];
  const timed = async (name: string, asOf: string, dryRun: boolean): Promise<void> => {
    const [start, used] = [performance.now(), process.cpuUsage()];
    const report = await sweep(deps, { asOf, dryRun });
    const { user, system } = process.cpuUsage(used);
    const steps = (op: SweepReport["plan"]["steps"][number]["op"]): string =>
      String(report.plan.steps.filter((step) => step.op === op).length);
    console.error(`${name}: ${(performance.now() - start).toFixed(0)} ms`);
    rows.push([
      name,
      (performance.now() - start).toFixed(0),
      ((user + system) / 1000).toFixed(0),
      steps("open"),
      steps("update"),
      steps("close"),
    ]);
  };
  // Patterns are looked at once a week, and timed by a bench of their own.
  mkdirSync(join(folder, "history"));
  const seen = {
    event: "seen",
    pattern: "made-up",
    on: LAST_DAY,
    n: 1,
    kind: "fault",
    capability: null,
    title: "Made up",
    tickets: [],
  } as const;
  writeFileSync(join(folder, "history", "patterns.ndjson"), printEvent(seen));
  await timed("the plan, nothing swept before", "2026-11-19", true);
  await timed("the plan once more", "2026-11-19", true);
  if (process.argv[3] !== "plan") {
    await timed("the first sweep, with its files", "2026-11-19", false);
    await timed("the next day's plan", LAST_DAY, true);
    await timed("the next day's sweep, with its files", LAST_DAY, false);
    await timed("the same day again", LAST_DAY, false);
  }
  console.log(
    `${accounts} accounts × 180 days of use\n\n${textTable([["", "ms", "processor ms", "opened", "updated", "closed"], ...rows])}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The made-up book is in trouble everywhere; of this one it is every twentieth account. A quarter is within 90 days of its renewal, as with yearly terms. */
async function calmDown(file: string): Promise<void> {
  const db = await openDatabase(file);
  try {
    const calm = "hash(account) % 20 <> 0";
    for (const sql of [
      `UPDATE contacts SET left_on = NULL WHERE ${calm}`,
      `UPDATE invoices SET paid_at = issued_at WHERE ${calm}`,
      `UPDATE surveys SET score = CASE kind WHEN 'nps' THEN 8 ELSE 5 END WHERE ${calm}`,
      `UPDATE tickets SET satisfaction = 'good', description = 'Thank you, it works now.' WHERE ${calm}`,
      `UPDATE interactions SET status = 'held', on_day = DATE '${LAST_DAY}' - CAST(hash(interaction) % 60 AS INTEGER) WHERE ${calm}`,
      `UPDATE subscriptions SET seats = 12 WHERE ${calm}`,
      `UPDATE accounts SET csm = 'CSM ' || (hash(account) % 60)`,
      "CHECKPOINT",
    ])
      await db.run(sql);
  } finally {
    db.close();
  }
}
