import type { Io } from "../io.ts";

/** A line on a terminal's stderr that says how far a long stream is. */
export interface TriageProgress {
  add(tickets: number, bytes: number): void;
  /** Wipes the line. */
  clear(): void;
}

const EVERY_MS = 250;
const MS = 1000;

/** Progress where stderr is a terminal and stdout is not one that the lines would mix with; else nothing. `size` is in bytes, if known. */
export function triageProgress(io: Io, size: number | undefined): TriageProgress {
  if (!io.stderrIsTerminal || io.stdoutIsTerminal) return { add: () => undefined, clear: () => undefined };
  const begun = io.now().getTime();
  let [tickets, bytes, shownAt, isShown] = [0, 0, begun, false];
  return {
    add: (more, moreBytes) => {
      tickets += more;
      bytes += moreBytes;
      const now = io.now().getTime();
      if (now - shownAt < EVERY_MS) return;
      shownAt = now;
      isShown = true;
      const seconds = (now - begun) / MS;
      const left = size === undefined || bytes === 0 ? "" : `, ${Math.max(0, Math.ceil((seconds * (size - bytes)) / bytes))} s left`;
      io.stderr(
        `\r\u001B[K${tickets.toLocaleString("en-US")} tickets, ${Math.round(tickets / seconds).toLocaleString("en-US")} a second${left}`,
      );
    },
    clear: () => {
      if (isShown) io.stderr("\r\u001B[K");
    },
  };
}
