import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { addDays, type Day } from "../../src/core/days.ts";
import { seeded } from "../../src/core/seeded.ts";
import { nextCommand } from "./actions.ts";
import { type BatchCounts, runBatch } from "./batches.ts";
import { exportChanger } from "./change-exports.ts";
import { openHuman } from "./human.ts";
import { openMcpSession } from "./mcp-session.ts";
import { startSoakModel } from "./model.ts";
import { cpuSeconds } from "./pace.ts";
import { openProcesses } from "./processes.ts";
import { type SoakReport, reportOf } from "./soak-report.ts";
import { openViolations, type Violation } from "./violations.ts";
import { openWatch } from "./watch.ts";
import { copyProgram, makePlace, setDay } from "./workspace.ts";

export interface SoakOptions {
  readonly minutes: number;
  readonly seed: number;
  /** The built program. */
  readonly main: string;
  /** CPU that everything together may take, in cores. */
  readonly cpuShare: number;
  readonly keep?: boolean;
  /** Told what there is so far, every few minutes. */
  readonly progress?: ((report: SoakReport) => void) | undefined;
  readonly onViolation?: (violation: Violation) => void;
}

/** The example book's last quarter passes while the soak runs, from here to its last day. */
const FIRST_DAY = "2026-10-05" as Day;
const DAYS = 46;
const AT_ONCE = 3;
const WARM_UP_CALLS = 500;
const KILLED_SHARE = 0.15;
const CHECK_EVERY_S = 20;
const TELL_EVERY_S = 120;

/**
 * Uses one workspace the way a team would, only more of it, and holds it against the invariants all the time: real processes of the built
 * program, killed at random, a long-lived MCP server, changing exports and a person who edits by hand. Never throws for a broken invariant:
 * the report says which, when, and after what.
 */
export async function runSoak({
  minutes,
  seed,
  main: built,
  cpuShare,
  keep = false,
  progress,
  onViolation,
}: SoakOptions): Promise<SoakReport> {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const total = minutes * 60;
  const over = (): boolean => seconds() >= total;
  // Each part draws from a stream of its own: what one draws does not depend on how fast another is.
  const stream = (index: number): (() => number) => seeded(seed * 10 + index);
  const [choice, deaths, edits, drawn, calls] = [stream(0), stream(1), stream(2), stream(3), stream(4)];

  const place = makePlace();
  const { root } = place;
  const main = copyProgram(place, built);
  const env = { PATH: process.env["PATH"] ?? "", HOME: place.home, TMPDIR: place.temp, NO_COLOR: "1", TZ: "UTC", LANG: "C.UTF-8" };
  const violations = openViolations(seconds, () => processes.recent(), onViolation);
  const processes = openProcesses({ main, cwd: root, env }, violations, seconds);
  const human = openHuman(root, edits);
  const model = await startSoakModel(stream(5));
  const batches: BatchCounts = { batches: 0, jobs: 0, resumed: 0 };
  const changes = new Map<string, number>();
  const watch = openWatch({ place, human, processes, violations });

  setDay(place, FIRST_DAY);
  await processes.run({ name: "import", argv: ["import"], exits: [0] });
  await processes.run({ name: "sweep", argv: ["sweep"], exits: [0] });
  const mcp = await openMcpSession({ main, cwd: root, env }, calls, { violations, seconds, heard: watch.heard });
  watch.mcp = mcp;
  // Its memory comes to rest only after some hundred calls, which at the pace of the soak is an hour or two.
  for (let made = 0; made < Math.min(WARM_UP_CALLS, minutes * 5); made += 1) await mcp.call();
  const hasBudget = (): boolean => cpuSeconds([mcp.pid]) < cpuShare * (seconds() + 10);

  const commands = async (): Promise<void> => {
    while (!over()) {
      if (!hasBudget()) {
        await wait(200);
        continue;
      }
      if (choice() < 0.04) {
        await runBatch({ root, chance: choice, modelUrl: model.url, processes, violations, counts: batches });
        continue;
      }
      const killAfterMs = deaths() < KILLED_SHARE ? 3000 * deaths() ** 2 : undefined;
      const { stdout, stderr } = await processes.run({ ...nextCommand(root, choice, model.url), killAfterMs });
      watch.heard(`${stdout}${stderr}`);
      await wait(choice() * 400);
    }
  };
  const every = async (leastMs: number, mostMs: number, chance: () => number, act: () => Promise<void> | void): Promise<void> => {
    while (!over()) {
      await wait(Math.min(leastMs + (mostMs - leastMs) * chance(), Math.max(0, (total - seconds()) * 1000) + 1));
      if (!over()) await act();
    }
  };
  const report = (): SoakReport =>
    reportOf({
      seed,
      seconds: seconds(),
      cpu: cpuSeconds([mcp.pid]),
      violations,
      processes,
      human,
      mcp,
      batches,
      changes,
      seen: watch.seen,
    });

  const day = async (): Promise<void> => setDay(place, addDays(FIRST_DAY, Math.floor((DAYS * Math.min(seconds(), total)) / total)));
  const change = exportChanger(join(root, "exports"), drawn);
  await Promise.all([
    ...Array.from({ length: AT_ONCE }, commands),
    every(500, 3000, edits, human.edit),
    every(10_000, 40_000, drawn, async () => {
      const name = await change();
      changes.set(name, (changes.get(name) ?? 0) + 1);
    }),
    every(2000, 20_000, deaths, () => void processes.killOne(deaths())),
    every(1500, 6000, calls, async () => (hasBudget() ? mcp.call() : undefined)),
    every((total * 1000) / DAYS, (total * 1000) / DAYS, choice, day),
    every(CHECK_EVERY_S * 1000, CHECK_EVERY_S * 1000, choice, watch.check),
    every(TELL_EVERY_S * 1000, TELL_EVERY_S * 1000, choice, () => progress?.(report())),
  ]);

  await watch.check();
  watch.conclude();
  const last = report();
  await mcp.close();
  await model.close();
  if (!keep && last.violations.length === 0) rmSync(join(root, ".."), { recursive: true, force: true });
  return { ...last, kept: keep || last.violations.length > 0 ? root : null };
}
