import { askedBefore } from "../app/open-run.ts";
import type { Deps } from "../app/deps.ts";
import { UserError } from "../core/errors.ts";
import type { AskFlags } from "./commands/ask-flags.ts";

interface Resumed {
  readonly deps: Deps;
  readonly question: string;
  readonly flags: AskFlags;
}

/** What to ask: as given, or with --resume what the run was asked that is taken up. Throws UserError where both or an unfit flag is given. */
export async function resumed(deps: Deps, question: string, flags: AskFlags): Promise<Resumed> {
  if (flags.resume === undefined) return { deps, question, flags };
  if (question.trim() !== "" || !flags.model)
    throw new UserError({
      code: "resume-alone",
      message: "--resume goes on with a question that was asked: it takes neither a new one nor --no-model.",
      fix: `Run: echo-cs ask --resume ${flags.resume}`,
    });
  const { question: before, account, agent, asOf, health, owner, llm, web, via } = await askedBefore(deps, flags.resume);
  return {
    deps: owner === undefined ? deps : { ...deps, owner },
    question: before,
    flags: {
      ...flags,
      asOf,
      ...(account === undefined ? {} : { account }),
      ...(agent === undefined ? {} : { agent }),
      ...(health === undefined ? {} : { health }),
      // A run goes on as it began: with its tools, and by way of the batches that hold its calls.
      ...(web === true ? { web } : {}),
      ...(via === undefined ? {} : { via }),
      ...(llm === undefined || flags.llm !== undefined ? {} : { llm }),
    },
  };
}
