// Loaded into a measured process: writes its peak memory in MiB to the file named by PEAK_MEMORY_FILE when it ends.
const { writeFileSync } = require("node:fs");
process.on("exit", () => {
  const file = process.env.PEAK_MEMORY_FILE;
  if (file) writeFileSync(file, String(Math.round(process.resourceUsage().maxRSS / 1024)));
});
