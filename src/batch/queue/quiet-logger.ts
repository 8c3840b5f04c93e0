import type { Log } from "../../core/log.ts";
import { clean } from "../../core/text.ts";

/** What DBOS calls to say something. */
export interface EngineLogger {
  info(entry: unknown): void;
  debug(entry: unknown): void;
  warn(entry: unknown): void;
  error(entry: unknown): void;
}

/** DBOS's own talk, which would go to standard output: to the log at its lowest level, or to nobody. What matters is said by ECHO. */
export function quietLogger(log?: Log): EngineLogger {
  const say = (entry: unknown): void => log?.debug?.(`dbos: ${clean(entry instanceof Error ? entry.message : String(entry))}`);
  return { info: () => {}, debug: () => {}, warn: say, error: say };
}
