import { type Claim, atMost, shown } from "./claim.ts";
import type { Measured } from "./shapes.ts";

const PLANTED = 20;

/** Batches beside the ideal. */
export function batchClaims(measured: Measured<"batch"> | undefined): Claim[] {
  const [analyst, model] = [measured?.analyst, measured?.model];
  return [
    ...(analyst === undefined
      ? []
      : [
          atMost({
            id: "batch-analyst",
            what: `${analyst.jobs} analyst jobs`,
            ours: analyst.seconds,
            theirs: 20,
            unit: "s",
            than: "20 s",
            most: 1,
          }),
        ]),
    ...(model === undefined
      ? []
      : [
          atMost({
            id: "batch-model",
            what: `${model.jobs} model jobs, ${model.at_once} at a time, ${model.latency_ms} ms a call`,
            ours: model.seconds,
            theirs: model.ideal,
            unit: "s",
            than: "waves × calls × latency",
            most: 1.15,
          }),
        ]),
  ];
}

/** Planted patterns that were found. */
export function patternClaims(measured: Measured<"patterns"> | undefined): Claim[] {
  return (measured?.results ?? []).map(({ seed, tickets, found, shuffled_a_week }) => ({
    id: "patterns",
    what: `planted patterns found among ${tickets.toLocaleString("en-US")} tickets (seed ${seed})`,
    echo: `${found} of ${PLANTED}; ${shuffled_a_week.toFixed(1)} false a week`,
    beside: "what was planted",
    ratio: found / PLANTED,
    asked: "≥ 95 %, ≤ 1 false a week",
    holds: found / PLANTED >= 0.95 && shuffled_a_week <= 1,
    ahead: null,
  }));
}

/** Decks by the second. */
export function reportClaims(measured: Measured<"reports"> | undefined): Claim[] {
  const [node, ...decks] = measured?.results ?? [];
  if (node === undefined) return [];
  return decks.map(({ name, wall_ms }) => {
    const isOne = !name.includes("--all");
    const seconds = (wall_ms.median - (isOne ? node.wall_ms.median : 0)) / 1000;
    const most = isOne ? 3 : name.includes("100") ? 60 : null;
    return {
      id: "reports",
      what: `\`${name}\`${isOne ? ", beyond node's start" : ""}`,
      echo: `${shown(seconds)} s`,
      beside: "",
      ratio: null,
      asked: most === null ? "" : `≤ ${most} s`,
      holds: most === null ? null : seconds <= most,
      ahead: null,
    };
  });
}
