import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { loadTriageKnowledge, packTriageKnowledge } from "../src/app/triage-practice.ts";
import { PACKED_FILE } from "../src/team/knowledge/read-packed.ts";
import { ticketReader } from "../src/domain/triage/reader.ts";
import { printTriageModel } from "../src/domain/triage/triage-model.ts";
import { crossValidate } from "./triage/cross-validate.ts";
import { readLabelled } from "./triage/labelled.ts";
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
else if (process.argv.includes("--pack")) await pack();
else {
  const model = prune(trainAll(reader, tickets, 3), { coarse: 16, fine: 4, row: 8 });
  const bytes = brotliCompressSync(printTriageModel(model), {
    params: { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS },
  });
  await writeFile(join(root, "references/triage/weights.bin.br"), bytes);
  await pack();
  console.log(`${model.keys.length} features, ${model.bias.length} classes, ${bytes.length} bytes`);
}

/** Words that were edited without effect on the weights need only be packed anew. */
async function pack(): Promise<void> {
  await writeFile(join(root, "references", PACKED_FILE), await packTriageKnowledge(join(root, "references")));
}
