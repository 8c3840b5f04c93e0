import { Worker } from "node:worker_threads";

/** Puts one thing and another in the same place by turns, as fast as the disk allows, until it is stopped. */
export interface Flipper {
  /** How often so far. */
  readonly flips: () => number;
  stop(): Promise<void>;
}

const LOOP = `
const { renameSync, rmSync } = require("node:fs");
const { workerData: { place, one, other, counter } } = require("node:worker_threads");
const count = new Int32Array(counter);
while (Atomics.load(count, 1) === 0) {
  try { renameSync(place, one); } catch {}
  for (let attempt = 0; attempt < 5; attempt += 1) {
    // A folder that a tool made in the moment when there was none would stay for good.
    try { renameSync(other, place); break; } catch { try { rmSync(place, { recursive: true, force: true }); } catch {} }
  }
  try { renameSync(place, other); } catch {}
  try { renameSync(one, place); } catch {}
  Atomics.add(count, 0, 2);
}
Atomics.store(count, 1, 2);
Atomics.notify(count, 1);
`;

/** `place` holds one thing and `other` the second; `one` is where the first is parked meanwhile. */
export function startFlipping(place: string, one: string, other: string): Flipper {
  const counter = new SharedArrayBuffer(8);
  const count = new Int32Array(counter);
  const worker = new Worker(LOOP, { eval: true, workerData: { place, one, other, counter } });
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  return {
    flips: () => Atomics.load(count, 0),
    stop: async () => {
      Atomics.store(count, 1, 1);
      await ended;
    },
  };
}
