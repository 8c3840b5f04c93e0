/** Talk for the person at the terminal. It goes to stderr: stdout carries data only. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  /** What a person must be told whatever the level is: where data goes. Absent: as `info`. */
  notice?(line: string): void;
  /** What only somebody who looks for a fault wants to read. Absent: nothing. */
  debug?(line: string): void;
}

export const silentLog: Log = { info: () => {}, warn: () => {} };
