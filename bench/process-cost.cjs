// Loaded into a measured process: writes what it cost to the file named by PROCESS_COST_FILE when it ends.
const { readFileSync, writeFileSync } = require("node:fs");
process.on("exit", () => {
  const file = process.env.PROCESS_COST_FILE;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  if (file)
    writeFileSync(file, JSON.stringify({ peak_mib: Math.round(ownPeakKib(maxRSS) / 1024), cpu_ms: (userCPUTime + systemCPUTime) / 1000 }));
});

// Linux counts what the parent held at the fork into a child's maxRSS, so a small process started by a big one looks big; VmHWM is its own alone.
function ownPeakKib(maxRss) {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? maxRss);
  } catch {
    return maxRss;
  }
}
