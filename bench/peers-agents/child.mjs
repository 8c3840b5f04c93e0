// One peer of bench/model-run-peers.ts: loads it, makes warm-up runs, then the measured ones, and prints what they cost, children included.
import { readFileSync } from "node:fs";

const [, , kind = "", url = "", bodyFile = "", warmUp = "0", count = "1"] = process.argv;
const before = process.cpuUsage();
const { start: begin } = await import(`./${kind}.mjs`);
const loaded = process.cpuUsage(before);
const rss = process.memoryUsage.rss() / 2 ** 20;
const run = begin(url, bodyFile);
for (let number = 0; number < Number(warmUp); number += 1) await run();
const [began, start] = [cpu(), performance.now()];
for (let number = 0; number < Number(count); number += 1) await run();
const wall_ms = (performance.now() - start) / Number(count);
const cost = { cpu_ms: (cpu() - began) / Number(count), wall_ms, rss_mib: process.resourceUsage().maxRSS / 1024 };
console.log(JSON.stringify({ ...cost, load_cpu_ms: (loaded.user + loaded.system) / 1000, load_rss_mib: rss }));
process.exit(0);

/** Milliseconds of this process and of its children that have ended. */
function cpu() {
  const own = process.cpuUsage();
  return (own.user + own.system) / 1000 + childrenTicks() * 10;
}

/** Linux counts those in hundredths of a second. */
function childrenTicks() {
  try {
    const text = readFileSync("/proc/self/stat", "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return Number(fields[13]) + Number(fields[14]);
  } catch {
    return 0;
  }
}
