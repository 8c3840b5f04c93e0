import { ANSWERS } from "../tests/run/injections/answer-cases.ts";
import { CALLS } from "../tests/run/injections/call-cases.ts";
import type { Case } from "../tests/run/injections/case.ts";
import { CHANNELS } from "../tests/run/injections/channel-cases.ts";
import { SOURCES } from "../tests/run/injections/obey.ts";

/** What a model that obeys is made to try, by the set of cases and where the hostile words stand. */
const SETS: readonly (readonly [what: string, cases: readonly Case[]])[] = [
  ["tools, paths and handoffs beyond its grant", CALLS],
  ["claims, files and signs in its answer", ANSWERS],
  ["nine of them, through every channel", CHANNELS],
];

/** The injection suite as a table: cases by what is tried and by channel. */
export function injectionTable(): string {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  const count = (cases: readonly Case[], source: string): number => cases.filter(({ from }) => from === source).length;
  const all = SETS.flatMap(([, cases]) => cases);
  return [
    row(["what is tried", ...SOURCES, "all"]),
    row(Array.from({ length: SOURCES.length + 2 }, () => "---")),
    ...SETS.map(([what, cases]) => row([what, ...SOURCES.map((source) => count(cases, source)), cases.length])),
    row(["**all**", ...SOURCES.map((source) => count(all, source)), all.length]),
  ].join("\n");
}
