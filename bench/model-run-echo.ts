// Ours among the peers of bench/model-run-peers.ts: loads it, makes warm-up runs, then the measured ones, and prints what they cost.
const [, , , url = "", , warmUp = "0", count = "1"] = process.argv;
const before = process.cpuUsage();
const { ours } = await import("./model-run-ours.ts");
// The SDK is loaded by the first call.
await import("@anthropic-ai/sdk");
const loaded = process.cpuUsage(before);
const rss = process.memoryUsage.rss() / 2 ** 20;
const run = ours(url, false);
for (let number = 0; number < Number(warmUp); number += 1) await run();
const [began, start] = [process.cpuUsage(), performance.now()];
for (let number = 0; number < Number(count); number += 1) await run();
const used = process.cpuUsage(began);
console.log(
  JSON.stringify({
    wall_ms: (performance.now() - start) / Number(count),
    cpu_ms: (used.user + used.system) / 1000 / Number(count),
    rss_mib: process.resourceUsage().maxRSS / 1024,
    load_cpu_ms: (loaded.user + loaded.system) / 1000,
    load_rss_mib: rss,
  }),
);
process.exit(0);
