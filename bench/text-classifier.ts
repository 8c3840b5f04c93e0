import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { rootPath } from "../scripts/root.ts";
import { codesBy } from "../src/domain/classifier/label-column.ts";
import { type LabelReport, labelReport } from "../src/domain/classifier/label-report.ts";
import { textLabeller } from "../src/domain/classifier/label-text.ts";
import { parseTextModel, printTextModel } from "../src/domain/classifier/text-model-file.ts";
import { trainText } from "../src/domain/classifier/train-text.ts";
import { textTable } from "./summary.ts";
import { TEXT_DATA } from "./text-data.ts";

/**
 * Trains on public sets and measures on their test parts, each in a process of its own:
 *   npx tsx bench/text-classifier.ts [--data ../shared/data] [--only banking77]
 */
const { values } = parseArgs({
  options: {
    data: { type: "string", default: rootPath("../shared/data") },
    only: { type: "string" },
    json: { type: "boolean", default: false },
  },
});

interface Measured {
  readonly name: string;
  readonly rows: readonly [number, number];
  readonly seconds: number;
  readonly cpu: number;
  readonly peakMb: number;
  readonly modelMb: number;
  readonly perSecond: number;
  /** What the training said of itself, and what came. */
  readonly said: LabelReport;
  readonly came: LabelReport;
}

if (values.json && values.only !== undefined) process.stdout.write(JSON.stringify(await measure(values.only)));
else print(Object.keys(TEXT_DATA).filter((name) => values.only === undefined || name === values.only));

function print(names: readonly string[]): void {
  const results = names.flatMap((name) => {
    const run = spawnSync(
      process.execPath,
      [...process.execArgv, process.argv[1] ?? "", "--json", "--only", name, "--data", resolve(values.data)],
      {
        encoding: "utf8",
        maxBuffer: 1 << 28,
      },
    );
    if (run.status !== 0) console.error(`${name}: ${run.stderr}`);
    const found = run.status === 0 ? (JSON.parse(run.stdout) as Measured | null) : null;
    if (found === null) console.error(`${name}: not in ${values.data}`);
    return found === null ? [] : [found];
  });
  const rows = results.map(({ name, rows: [train, test], seconds, cpu, peakMb, modelMb, perSecond, said, came }) => [
    name,
    `${train} / ${test}`,
    percent(came.accuracy),
    percent(came.macro_f1),
    percent(said.accuracy),
    percent(came.calibration_error),
    `${percent(came.answered.coverage)} @ ${percent(came.answered.precision ?? 0)}`,
    seconds.toFixed(1),
    cpu.toFixed(1),
    peakMb.toFixed(0),
    modelMb.toFixed(1),
    perSecond.toFixed(0),
  ]);
  const head = [
    "set",
    "train / test",
    "accuracy",
    "macro F1",
    "foretold",
    "ECE",
    "labelled @ right",
    "train s",
    "cpu s",
    "peak MB",
    "model MB",
    "texts/s",
  ];
  console.log(textTable([head, ...rows]));
  for (const { name, came } of results) {
    if (came.out_of_scope === null) continue;
    const { chosen, curve } = came.out_of_scope;
    const line = (point: typeof chosen): string[] => [point.threshold.toFixed(4), percent(point.in_scope_accuracy), percent(point.recall)];
    console.log(`\n${name}: threshold chosen on validation ${line(chosen).join("  ")}\n`);
    console.log(textTable([["threshold", "in-scope accuracy", "out-of-scope recall"], ...curve.map(line)]));
  }
}

function percent(share: number): string {
  return (share * 100).toFixed(2);
}

async function measure(name: string): Promise<Measured | null> {
  const data = await TEXT_DATA[name]?.(values.data);
  if (data === undefined) return null;
  const [start, startCpu] = [performance.now(), process.cpuUsage()];
  const { model } = trainText(data.train, { text: ["text"], target: { precision: 0.9, recall: 0.8 }, validation: data.validation });
  const printed = printTextModel(model);
  const [seconds, cpu] = [(performance.now() - start) / 1000, process.cpuUsage(startCpu)];
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const [head] = model.heads;
  if (head === undefined) throw new TypeError("a model without heads");
  const label = textLabeller(parseTextModel(printed, name));
  const { texts, columns } = data.test;
  // The first texts warm the code; they do not count.
  for (const text of texts.slice(0, 1000)) label(text);
  const before = process.cpuUsage();
  const guesses = texts.map((text) => label(text)[0]);
  const spent = process.cpuUsage(before);
  const came = labelReport(
    {
      labels: head.labels,
      outside: head.outside,
      actual: codesBy(head.labels, columns[0]?.cells ?? []),
      guess: Int32Array.from(guesses, (each) => each?.guess ?? -1),
      confidence: Float64Array.from(guesses, (each) => each?.confidence ?? 0),
    },
    head.threshold,
  );
  return {
    name,
    rows: [data.train.texts.length, texts.length],
    seconds,
    cpu: (cpu.user + cpu.system) / 1e6,
    peakMb,
    modelMb: printed.length / 1e6,
    perSecond: texts.length / ((spent.user + spent.system) / 1e6),
    said: head.training.report,
    came,
  };
}
