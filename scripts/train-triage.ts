import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { loadTriageKnowledge } from "../src/app/triage-practice.ts";
import { ticketReader } from "../src/domain/triage/reader.ts";
import { crossValidate } from "./triage/cross-validate.ts";
import { readLabelled } from "./triage/labelled.ts";
import { packTriageModel } from "./triage/pack-model.ts";
import { prune } from "./triage/prune.ts";
import { trainAll } from "./triage/train-all.ts";

/** Trains the shipped model of triage; with --cross-validate only measures what such a training is worth. */
const root = join(import.meta.dirname, "..");
const knowledge = await loadTriageKnowledge([join(root, "references")]);
const reader = ticketReader(knowledge, undefined);
const tickets = await readLabelled(join(root, "training/triage/tickets.ndjson"));
const only = process.argv
  .find((word) => word.startsWith("--heads="))
  ?.slice(8)
  .split(",");
if (process.argv.includes("--cross-validate")) crossValidate(reader, tickets, only, process.argv.includes("--errors"));
else {
  const model = prune(trainAll(reader, tickets, 3));
  const bytes = brotliCompressSync(packTriageModel(model), {
    params: { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS },
  });
  await writeFile(join(root, "references/triage/weights.bin.br"), bytes);
  console.log(`${model.keys.length} features, ${model.bias.length} classes, ${bytes.length} bytes`);
}
