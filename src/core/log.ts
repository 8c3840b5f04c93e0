/** Talk for the person at the terminal. It goes to stderr: stdout carries data only. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  /** What a person must be told whatever the level is: where data goes. Absent: as `info`. */
  notice?(line: string): void;
  /** What only somebody who looks for a fault wants to read. Absent: nothing. */
  debug?(line: string): void;
}

/** The same log, which says nothing twice: several parts of one command read the same files and look at the same accounts. */
export function tellingOnce(log: Log): Log {
  const told = new Set<string>();
  const once =
    (tell: (line: string) => void) =>
    (line: string): void => {
      if (told.has(line)) return;
      told.add(line);
      tell(line);
    };
  return { ...log, info: once(log.info), warn: once(log.warn) };
}

export const silentLog: Log = { info: () => {}, warn: () => {} };
