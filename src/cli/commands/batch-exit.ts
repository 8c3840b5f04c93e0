import type { BatchReport } from "../../batch/batch-report.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";

/** How a batch ends: by what stopped it, else by whether all jobs are done. Jobs with findings are done. */
export function batchExit({ results, failed, skipped }: BatchReport): ExitCode {
  const because = (code: string): boolean => results.some(({ result }) => result.status === "skipped" && result.error?.code === code);
  if (because("interrupted")) return EXIT.interrupted;
  if (because("batch-budget")) return EXIT.budget;
  return failed + skipped > 0 ? EXIT.partial : EXIT.ok;
}
