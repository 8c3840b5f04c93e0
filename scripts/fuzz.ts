import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runFuzz } from "../tests/security/fuzz/run-fuzz.ts";
import { TARGETS } from "../tests/security/fuzz/targets.ts";
import { rootPath } from "./root.ts";

/**
 * `tsx scripts/fuzz.ts TARGET [CASES | --minutes N] [--seed S]`: tries that many inputs made from seeds S, S+1, …, prints what went wrong with the
 * seed that makes the input again, and keeps the input in tests/fuzz-regressions/TARGET, where an ordinary test tries it for ever after.
 */
const [named = "", ...rest] = process.argv.slice(2);
const option = (name: string): number | undefined => {
  const at = rest.indexOf(name);
  return at < 0 ? undefined : Number(rest[at + 1]);
};
const target = TARGETS.find(({ name }) => name === named);
if (target === undefined) {
  console.error("usage: tsx scripts/fuzz.ts TARGET [CASES | --minutes N] [--seed S]\ntargets:");
  for (const { name, about } of TARGETS) console.error(`  ${name.padEnd(12)} ${about}`);
  process.exit(1);
}
const minutes = option("--minutes");
const from = option("--seed") ?? 0;
const given = Number(rest[0]);
const cases = minutes === undefined ? (Number.isInteger(given) ? given : 1000) : Number.MAX_SAFE_INTEGER - from;
const began = Date.now();
const folder = rootPath(`tests/fuzz-regressions/${target.name}`);
const run = await runFuzz(target, {
  from,
  cases,
  until: () => minutes !== undefined && Date.now() - began > minutes * 60_000,
  tell: ({ seed, fault, input }) => {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${seed}-${input.name}`);
    writeFileSync(file, input.bytes);
    console.log(
      `${target.name} seed ${seed}: ${fault}\n  kept as ${file.slice(rootPath("").length)}; again: tsx scripts/fuzz.ts ${target.name} 1 --seed ${seed}`,
    );
  },
});
await target.close?.();
console.error(
  `${target.name}: ${run.cases} cases from seed ${from}, ${run.faults.length} faults, ${((Date.now() - began) / 1000).toFixed(0)} s`,
);
process.exitCode = run.faults.length === 0 ? 0 : 1;
