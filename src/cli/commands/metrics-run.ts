import { metricsReport } from "../../app/metrics.ts";
import { metricsJson } from "../../app/metrics-json.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Basis } from "../../domain/metrics/arr-bridge.ts";
import type { CustomerFilter } from "../../domain/metrics/customer-sets.ts";
import type { Grain } from "../../domain/metrics/period.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderMetrics } from "../render/render-metrics.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export interface MetricsFlags extends BookFlags, CustomerFilter {
  readonly from?: string;
  readonly to?: string;
  readonly by?: Grain;
  readonly cohort?: Grain;
  readonly basis?: Basis;
  readonly rollUp?: "account" | "parent";
  readonly targets?: boolean;
  readonly definitions?: boolean;
}

/** Runs `metrics` and prints them, as text or JSON. */
export async function runMetrics(flags: MetricsFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const { from, to, by, cohort, basis, segment, touch, asOf, health } = flags;
  const report = await metricsReport(deps, {
    from,
    to,
    by,
    cohort,
    basis,
    segment,
    touch,
    asOf,
    health,
    rollUp: flags.rollUp === "parent",
  });
  sayAge(deps.log, report.asOf, report.age);
  const view = {
    paint: paintFor(io),
    width: io.width,
    terminal: io.stdoutIsTerminal,
    targetsOnly: flags.targets === true,
    definitions: flags.definitions === true,
  };
  io.stdout(flags.json === true ? `${JSON.stringify(metricsJson(report), null, 2)}\n` : renderMetrics(report, view));
  return EXIT.ok;
}
