import { type Claim, moreOf, atLeast } from "./claim.ts";
import type { Measured } from "./shapes.ts";

/** Tickets a second, and how often each classifier is right. */
export function triageClaims(measured: Measured<"triage"> | undefined): Claim[] {
  if (measured === undefined) return [];
  const { per_cpu_second: rate, accuracy, peers } = measured;
  const speed =
    rate === null
      ? []
      : peers.map(({ name, version, does, tickets, cpuSeconds }): Claim => {
          const line = moreOf(
            `triage-${name}`,
            `tickets triaged a CPU second (${name}: ${does} alone)`,
            rate,
            tickets / cpuSeconds,
            `${name} ${version}`,
          );
          return /^(?:natural|nlp\.js)/.test(name) ? { ...line, asked: "≥ 5", holds: (line.ratio ?? 0) >= 5 } : line;
        });
  const right = peers.map(({ name, version, does, accuracy: theirs }): Claim => {
    const kind = does.startsWith("type") ? "type" : does === "sentiment" ? "sentiment" : "capability";
    return moreOf(
      `right-${name}`,
      `${kind} of ${accuracy.judged} judged tickets, right`,
      accuracy[kind] * 100,
      theirs * 100,
      `${name} ${version}`,
      " %",
    );
  });
  return [
    ...(rate === null ? [] : [atLeast("triage-rate", "tickets triaged a CPU second, everything told", rate, 8000)]),
    ...speed,
    ...right,
  ];
}
