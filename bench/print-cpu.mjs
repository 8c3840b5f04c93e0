// Loaded before a program that is timed: tells, as its last line, the seconds of CPU it took.
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write(`cpu ${(user + system) / 1e6}\n`);
});
