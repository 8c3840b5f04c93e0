import { type Fault, FAULTS, killWorkers } from "../tests/batch/queue/kill-workers.ts";

/**
 * `tsx scripts/kill-workers.ts [ROUNDS] [FAULT,…]`: batches on three workers while, round after round, a worker is killed, PostgreSQL restarts,
 * connections are cut, a clock is off, the model refuses everybody or a disk is full. What there is so far is printed after each round.
 */
const [rounds = "50", only] = process.argv.slice(2);
const faults = only === undefined ? FAULTS : FAULTS.filter((fault: Fault) => only.split(",").includes(fault));
const counts = await killWorkers({
  rounds: Number(rounds),
  faults,
  chance: Math.random,
  told: (sofar) => console.log(JSON.stringify({ ...sofar, notes: sofar.notes.slice(-1) })),
});
console.log(JSON.stringify(counts, null, 2));
process.exitCode = counts.lost + counts.twice + counts.failed + counts.different + counts.exceeded + counts.notes.length === 0 ? 0 : 1;
