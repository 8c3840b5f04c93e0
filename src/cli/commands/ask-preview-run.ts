import type { Deps } from "../../app/deps.ts";
import type { ModelChoice } from "../../app/model-choice.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { renderEstimate } from "../render/render-estimate.ts";
import type { AskFlags } from "./ask-flags.ts";

/** Prints what a model run would cost (--estimate) or send first (--dry-run), and runs nothing. */
export async function previewAsk(deps: Deps, question: string, flags: AskFlags, model: ModelChoice, io: Io): Promise<ExitCode> {
  const { dryRun, estimateRun } = await import("../../app/preview-run.ts");
  const { account, agent, asOf, health } = flags;
  const input = { question, account, agent, asOf, health, model, signal: io.signal };
  if (flags.dryRun === true) {
    const { url, body } = await dryRun(deps, input);
    deps.log.info(`This would be sent to ${url}; nothing was.`);
    io.stdout(`${JSON.stringify(body, null, 2)}\n`);
    return EXIT.ok;
  }
  const estimate = await estimateRun(deps, input);
  io.stdout(flags.json === true ? `${JSON.stringify(estimate, null, 2)}\n` : renderEstimate(estimate));
  return EXIT.ok;
}
