/** Talk for the person at the terminal. It goes to stderr: stdout carries data only. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
}

export const silentLog: Log = { info: () => {}, warn: () => {} };
