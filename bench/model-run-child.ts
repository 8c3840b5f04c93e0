// One side of bench/model-run.ts: makes two-turn runs in this process and prints what one of them costs, warm.
const [, , kind = "", mode = "", url = "", count = "0", atOnce = "1", bodyFile = ""] = process.argv;
const streamed = mode === "streamed";
const run =
  kind === "echo"
    ? (await import("./model-run-ours.ts")).ours(url, streamed)
    : (await import("./model-run-bare.ts")).bare(url, streamed, bodyFile);

const WARM_UP = Number(atOnce) > 1 ? 1 : 150;
for (let index = 0; index < WARM_UP; index += 1) await run();
const before = process.resourceUsage();
const began = performance.now();
let left = Number(count);
await Promise.all(
  Array.from({ length: Number(atOnce) }, async () => {
    while (left-- > 0) await run();
  }),
);
const seconds = (performance.now() - began) / 1000;
const after = process.resourceUsage();
const cpu = after.userCPUTime - before.userCPUTime + after.systemCPUTime - before.systemCPUTime;
console.log(JSON.stringify({ cpu_ms: cpu / 1000 / Number(count), rss_mib: after.maxRSS / 1024, seconds }));
process.exit(0);
