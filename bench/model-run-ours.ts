import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anthropicModel } from "../src/llm/anthropic.ts";
import { maskedModel } from "../src/llm/masked-model.ts";
import { masker } from "../src/llm/masker.ts";
import { retryingModel } from "../src/llm/retrying-model.ts";
import { structuredModel } from "../src/llm/structured-model.ts";
import { runTeam } from "../src/run/model/consult-team.ts";
import { openJournal } from "../src/run/model/open-journal.ts";
import { RUN_FORMAT } from "../src/run/model/run-event.ts";
import { RULES, shared, TASK } from "../tests/run/model/samples.ts";
import { benchSeat } from "./model-run-seat.ts";

/** A run as the program makes it: masked, tried again, journalled on disk, verified. */
export function ours(url: string, streamed: boolean): () => Promise<void> {
  const log = { info: () => {}, warn: () => {} };
  const people = masker(Array.from({ length: 40 }, (_, index) => `Person Number${index}`));
  const model = maskedModel(
    structuredModel(retryingModel(anthropicModel({ apiKey: "k-0123456789", baseUrl: url, log, maxRetries: 0 }), { log })),
    people,
  );
  const folder = mkdtempSync(join(tmpdir(), "echo-bench-"));
  const clock = { now: () => new Date() };
  const seat = benchSeat();
  let number = 0;
  return async () => {
    const journal = await openJournal(join(folder, `${(number += 1)}.ndjson`), clock, RUN_FORMAT);
    const preview = streamed ? { onPreview: () => {} } : {};
    const { parts } = await runTeam(seat, TASK, shared(model, { journal, clock, ...preview }), RULES);
    await journal.close();
    if (parts?.verification.unverified.length !== 0) throw new Error("the run is not verified");
  };
}
