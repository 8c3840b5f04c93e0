import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { bareEnvironment, inTempFolder, MAIN } from "../scripts/built-program.ts";
import { writeResults } from "./results.ts";
import { summarize, textTable } from "./summary.ts";

// One request against a bare node start, in turns; then a stream of requests. Wall clock. `--runs N`, `--lines N`.
const REQUEST = "Acme wants to know if SSO works with Okta before they sign";
const COMMANDS = [
  { name: "node -e 0", args: ["-e", "0"] },
  { name: `echo-cs route "…"`, args: [MAIN, "route", REQUEST] },
  { name: `echo-cs route "…" --json`, args: [MAIN, "route", REQUEST, "--json"] },
] as const;
const LINES = [
  REQUEST,
  "prepare the QBR for Initech and then a quote for 40 seats",
  "Kündigung von Globex, was nun?",
  "what shall I cook tonight",
];

const { values } = parseArgs({ options: { runs: { type: "string", default: "15" }, lines: { type: "string", default: "20000" } } });
const runs = Number(values.runs);
const lines = Number(values.lines);

inTempFolder((folder) => {
  for (const { args } of COMMANDS) milliseconds(args, folder);
  const samples = COMMANDS.map((): number[] => []);
  for (let round = 0; round < runs; round += 1) COMMANDS.forEach(({ args }, index) => samples[index]?.push(milliseconds(args, folder)));
  const input = Array.from(
    { length: lines },
    (_, id) => `${JSON.stringify({ id, request: `${LINES[id % LINES.length] ?? ""} ${id}` })}\n`,
  ).join("");
  const streamed = milliseconds([MAIN, "route", "-", "--json"], folder, input);
  report(samples, lines / (streamed / 1000));
});

function milliseconds(args: readonly string[], folder: string, input = ""): number {
  const start = performance.now();
  const ran = spawnSync(process.execPath, args, { cwd: folder, env: bareEnvironment(folder), encoding: "utf8", input, maxBuffer: 2 ** 30 });
  const elapsed = performance.now() - start;
  if (ran.status !== 0) throw new Error(`node ${args.join(" ")} exited with ${ran.status}\n${ran.stderr}`);
  return elapsed;
}

function report(samples: readonly (readonly number[])[], perSecond: number): void {
  const summaries = samples.map(summarize);
  const [node] = summaries;
  if (node === undefined) throw new RangeError("nothing was timed");
  const results = COMMANDS.map(({ name }, index) => ({ name, ...(summaries[index] ?? node) }));
  const rows = results.map(({ name, median, min, max }) => [
    name,
    ...[median, min, max].map((ms) => ms.toFixed(0)),
    (median / node.median).toFixed(2),
    (min / node.min).toFixed(2),
  ]);
  console.log(textTable([["command", "median ms", "min", "max", "× node", "× node, of the fastest"], ...rows]));
  console.log(`\nNDJSON: ${Math.round(perSecond)} requests a second, start included (${lines} lines)`);
  writeResults("route", { runs, results, requests_per_second: Math.round(perSecond) });
}
