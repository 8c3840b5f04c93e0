/** Commands that no worker does: they run others, wait for a person, never end, or change the book or the settings that all jobs share. */
export const NEVER_QUEUED: ReadonlySet<string> = new Set([
  "batch",
  "chat",
  "help",
  "mcp",
  "worker",
  "workers",
  "import",
  "init",
  "config",
  "merge-driver",
]);
