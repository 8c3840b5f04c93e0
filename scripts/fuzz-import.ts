import { fuzzImport } from "../tests/book/import/fuzz-run.ts";

/** `tsx scripts/fuzz-import.ts [COUNT] [FROM]`: imports that many damaged and hostile files and prints what went wrong. */
const [count = "5000", from = "0"] = process.argv.slice(2);
const STEP = 100;
let faults = 0;
for (let start = Number(from); start < Number(from) + Number(count); start += STEP) {
  const end = Math.min(start + STEP, Number(from) + Number(count));
  const found = await fuzzImport(start, end);
  for (const fault of found) console.log(fault);
  faults += found.length;
  console.error(`cases ${start} to ${end - 1}: ${found.length} faults`);
}
console.error(`${count} cases, ${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;
