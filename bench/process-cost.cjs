// Loaded into a measured process: writes what it cost to the file named by PROCESS_COST_FILE when it ends.
const { writeFileSync } = require("node:fs");
process.on("exit", () => {
  const file = process.env.PROCESS_COST_FILE;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  if (file) writeFileSync(file, JSON.stringify({ peak_mib: Math.round(maxRSS / 1024), cpu_ms: (userCPUTime + systemCPUTime) / 1000 }));
});
