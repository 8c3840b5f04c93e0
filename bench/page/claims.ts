import { importClaims, healthClaims, memoryClaims } from "./book-claims.ts";
import type { Claim } from "./claim.ts";
import { sweepClaims, workerClaims } from "./scale-claims.ts";
import { measuredBy } from "./shapes.ts";
import { routeClaims, startClaims } from "./start-claims.ts";
import { triageClaims } from "./triage-claims.ts";
import { loopClaims, turnClaims } from "./turn-claims.ts";
import { warehouseClaims } from "./warehouse-claims.ts";
import { batchClaims, patternClaims, reportClaims } from "./work-claims.ts";

/** The lines of all benches that have run, in the order of the page. */
export function claimsOf(results: ReadonlyMap<string, unknown>): Claim[] {
  return [
    ...startClaims(measuredBy(results, "cold-start")),
    ...routeClaims(measuredBy(results, "route")),
    ...turnClaims(measuredBy(results, "model-run-peers")),
    ...loopClaims(measuredBy(results, "model-run")),
    ...triageClaims(measuredBy(results, "triage")),
    ...importClaims(measuredBy(results, "import")),
    ...healthClaims(measuredBy(results, "health")),
    ...batchClaims(measuredBy(results, "batch")),
    ...sweepClaims(measuredBy(results, "sweep")),
    ...workerClaims(measuredBy(results, "workers")),
    ...patternClaims(measuredBy(results, "patterns")),
    ...reportClaims(measuredBy(results, "reports")),
    ...memoryClaims(measuredBy(results, "memory")),
    ...warehouseClaims(measuredBy(results, "warehouse")),
  ];
}
