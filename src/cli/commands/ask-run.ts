import { ask } from "../../app/ask.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { asksOfToday } from "../../domain/questions/other-command.ts";
import type { Io } from "../io.ts";
import { chooseModel } from "../choose-model.ts";
import { paintFor } from "../render/paint.ts";
import { again } from "../again.ts";
import { renderBrief } from "../render/render-brief.ts";
import { runProgress } from "../render/run-progress.ts";
import { startSpinner } from "../spinner.ts";
import { sayAge } from "../say-age.ts";
import { tellOpenTasks } from "../tell-open-tasks.ts";
import { wire } from "../wire.ts";
import type { AskFlags } from "./ask-flags.ts";
import { mcpOf } from "../mcp-of.ts";
import { resumed } from "../resumed.ts";
import { previewAsk } from "./ask-preview-run.ts";

/** Runs `ask` and prints the brief, as text or JSON. Exit 4 where a budget ended the run, 2 where a number is unverified. */
export async function runAsk(words: string, given: AskFlags, io: Io): Promise<ExitCode> {
  const { deps, question, flags } = await resumed(await wire(io, given), words, given);
  const chosen = await chooseModel(deps, flags);
  if (chosen !== undefined && (flags.estimate === true || flags.dryRun === true)) return previewAsk(deps, question, flags, chosen, io);
  const progress = runProgress();
  const spinner = chosen === undefined ? undefined : await startSpinner(io, "The team is at work …", progress.lines);
  // Only a terminal streams: a pipe gets the finished, verified answer.
  const streamed =
    spinner !== undefined && io.stdoutIsTerminal && flags.json !== true && chosen?.cassette === undefined && chosen?.viaBatches !== true
      ? { onSentence: (sentence: string) => spinner.say(`  ${sentence}`) }
      : {};
  const model =
    chosen === undefined ? undefined : { ...chosen, ...streamed, onEvent: progress.take, resume: flags.resume, external: mcpOf(deps, io) };
  const { account, agent, asOf, health } = flags;
  const { brief, files, age, stopped } = await ask(deps, { question, account, agent, asOf, health, model, signal: io.signal }).finally(() =>
    spinner?.stop(),
  );
  sayAge(deps.log, brief.asOf, age);
  io.stdout(
    flags.json === true
      ? `${JSON.stringify(brief, null, 2)}\n`
      : renderBrief(brief, {
          paint: paintFor(io),
          width: io.width,
          files,
          full: flags.full === true,
          again: (command) => again(command, flags),
        }),
  );
  if (flags.json !== true && brief.account === null && asksOfToday(question)) await tellOpenTasks(deps, brief, asOf, io);
  if (stopped !== undefined) {
    deps.log.warn(stopped);
    return EXIT.budget;
  }
  if (brief.handoffs.some((handoff) => handoff.status === "unfinished")) return EXIT.partial;
  return brief.verification.unverified.length > 0 ? EXIT.findings : EXIT.ok;
}
